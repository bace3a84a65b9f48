/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterChangeDialog: what inviting, adding and removing have in common. */

#include "ui/changes/roster-change-dialog.h"

#include "core/base/roster-text.h"
#include "ui/changes/roster-change-item.h"
#include "ui/changes/roster-change-summary.h"
#include "ui/changes/roster-result-dialog.h"
#include "ui/widgets/roster-organization-title.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  /* Template widgets */
  RosterOrganizationTitle *title;
  RosterMessageBar *bar;
  GtkWidget *editor_box;
  RosterChangeList *list;
  GtkWidget *questions_box;
  RosterRunView *run_view;
  RosterDialogFooter *footer;

  RosterChangeDialogState state;
  gboolean list_visible;
  gboolean editor_beside_result;

  /* Owned */
  RosterOrganization *organization;
  RosterChangeQueue *queue;
  char *heading; /* what is done: the title of the template */
} RosterChangeDialogPrivate;

enum
{
  PROP_0,
  PROP_ORGANIZATION,
  PROP_QUEUE,
  PROP_EDITOR,
  PROP_QUESTIONS,
  PROP_PLACEHOLDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RosterChangeDialog, roster_change_dialog, GTK_TYPE_WINDOW)

#define PRIV(self) ((RosterChangeDialogPrivate *)roster_change_dialog_get_instance_private (self))

static void
show_title (RosterChangeDialog *self)
{
  RosterChangeDialogPrivate *priv = PRIV (self);
  g_autofree char *name = roster_text_display (roster_organization_get_name (priv->organization));
  g_autofree char *title = NULL;

  /* Translators: the window's title: what is done, then the organization */
  title = g_strdup_printf (_ ("%s — %s"), priv->heading, name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  roster_organization_title_set (priv->title, priv->heading, priv->organization);
}

/* Hiding what has the focus would leave the keyboard nowhere. The button that closes is described
 * by the summary, so that a screen reader says what became of the run along with the focus. */
static void
show_buttons (RosterChangeDialog *self)
{
  RosterChangeDialogPrivate *priv = PRIV (self);
  GtkButton *close = roster_dialog_footer_get_close (priv->footer);
  GtkButton *action = roster_dialog_footer_get_action (priv->footer);
  gboolean destructive = ROSTER_CHANGE_DIALOG_GET_CLASS (self)->destructive;
  gboolean edits = priv->state == ROSTER_CHANGE_DIALOG_EDITING;
  gboolean begun = priv->state >= ROSTER_CHANGE_DIALOG_SENDING;

  gtk_button_set_label (close, begun ? _ ("Close") : _ ("Cancel"));
  gtk_window_set_default_widget (GTK_WINDOW (self),
                                 GTK_WIDGET (edits && !destructive ? action : close));
  if (begun)
    gtk_widget_grab_focus (GTK_WIDGET (close));
}

static const char *
describe_work (RosterChangeDialogState state)
{
  switch (state)
    {
    case ROSTER_CHANGE_DIALOG_CHECKING:
      return _ ("Checking…");
    case ROSTER_CHANGE_DIALOG_SENDING:
      return _ ("You can close this: what was begun goes on.");
    case ROSTER_CHANGE_DIALOG_EDITING:
    case ROSTER_CHANGE_DIALOG_RESULT:
    default:
      return NULL;
    }
}

static void
show_state (RosterChangeDialog *self)
{
  RosterChangeDialogPrivate *priv = PRIV (self);
  gboolean checking = priv->state == ROSTER_CHANGE_DIALOG_CHECKING;
  gboolean sending = priv->state == ROSTER_CHANGE_DIALOG_SENDING;
  gboolean result = priv->state == ROSTER_CHANGE_DIALOG_RESULT;
  gboolean editor = !sending && (!result || priv->editor_beside_result);

  show_buttons (self);
  gtk_widget_set_sensitive (priv->editor_box, !checking);
  gtk_widget_set_sensitive (priv->questions_box, !checking);
  gtk_widget_set_visible (priv->editor_box, editor);
  gtk_widget_set_vexpand (priv->editor_box, !priv->list_visible && !result);
  gtk_widget_set_visible (GTK_WIDGET (priv->list), priv->list_visible || sending || result);
  gtk_widget_set_visible (priv->questions_box, !sending && !result);
  gtk_widget_set_visible (GTK_WIDGET (priv->run_view), sending || result);
  roster_dialog_footer_set_busy (priv->footer, describe_work (priv->state), sending);
}

static void
organization_changed (RosterChangeDialog *self)
{
  show_title (self);
  ROSTER_CHANGE_DIALOG_GET_CLASS (self)->update (self);
}

/* Whoever watches sees the one that is being sent. */
static void
run_progressed (RosterChangeDialog *self, guint n_finished)
{
  RosterChangeDialogPrivate *priv = PRIV (self);

  if (priv->state == ROSTER_CHANGE_DIALOG_SENDING)
    roster_change_list_scroll_to (priv->list, n_finished);
}

/* What has the focus is the button that closes: a new description of it is said at once. */
static void
say_result (RosterChangeDialog *self)
{
  RosterChangeDialogPrivate *priv = PRIV (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (roster_dialog_footer_get_close (priv->footer)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  roster_run_view_get_summary (priv->run_view), -1);
}

static void
run_finished (RosterChangeDialog *self)
{
  RosterChangeDialogPrivate *priv = PRIV (self);
  RosterChangeRun *run = roster_run_view_get_run (priv->run_view);
  const GError *error = roster_change_summary_get_common_error (run);

  if (priv->state != ROSTER_CHANGE_DIALOG_SENDING)
    return;
  roster_change_list_sort_by_trouble (priv->list);
  say_result (self);
  priv->editor_beside_result = ROSTER_CHANGE_DIALOG_GET_CLASS (self)->settle (self, run);
  if (error != NULL)
    roster_message_bar_show_error (priv->bar, error);
  roster_change_dialog_set_state (self, ROSTER_CHANGE_DIALOG_RESULT);
}

static void
confirmed (RosterChangeDialog *self)
{
  ROSTER_CHANGE_DIALOG_GET_CLASS (self)->confirm (self);
}

static void
remedy_asked (RosterChangeDialog *self, guint remedy)
{
  ROSTER_CHANGE_DIALOG_GET_CLASS (self)->remedy (self, (RosterRemedy)remedy);
}

static void
roster_change_dialog_real_remedy (RosterChangeDialog *self, RosterRemedy remedy)
{
  RosterChangeDialogPrivate *priv = PRIV (self);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  switch (remedy)
    {
    case ROSTER_REMEDY_REFRESH:
      roster_organization_refresh (priv->organization);
      roster_message_bar_hide (priv->bar);
      break;
    case ROSTER_REMEDY_USE_CLOCK:
      roster_account_set_any_clock (roster_organization_get_account (priv->organization), TRUE);
      G_GNUC_FALLTHROUGH;
    case ROSTER_REMEDY_RETRY:
      roster_dialog_footer_confirm (priv->footer);
      break;
    case ROSTER_REMEDY_ENTER_KEY:
    case ROSTER_REMEDY_EDIT_ACCOUNT:
      /* An account is not this dialog’s business: the window has an action for it. */
      if (parent != NULL)
        gtk_widget_activate_action (GTK_WIDGET (parent), "win.edit-account", NULL);
      break;
    case ROSTER_REMEDY_NONE:
    default:
      roster_message_bar_hide (priv->bar);
    }
}

static gboolean
roster_change_dialog_close_request (GtkWindow *window)
{
  RosterChangeDialogPrivate *priv = PRIV (ROSTER_CHANGE_DIALOG (window));
  GtkWindow *parent = gtk_window_get_transient_for (window);

  if (priv->state == ROSTER_CHANGE_DIALOG_SENDING && parent != NULL)
    roster_result_dialog_watch (parent, roster_run_view_get_run (priv->run_view));
  return GTK_WINDOW_CLASS (roster_change_dialog_parent_class)->close_request (window);
}

static void
roster_change_dialog_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  RosterChangeDialogPrivate *priv = PRIV (ROSTER_CHANGE_DIALOG (object));

  switch (prop_id)
    {
    case PROP_ORGANIZATION:
      priv->organization = g_value_dup_object (value);
      break;
    case PROP_QUEUE:
      priv->queue = g_value_dup_object (value);
      break;
    case PROP_EDITOR:
      gtk_box_append (GTK_BOX (priv->editor_box), g_value_get_object (value));
      break;
    case PROP_QUESTIONS:
      gtk_box_append (GTK_BOX (priv->questions_box), g_value_get_object (value));
      break;
    case PROP_PLACEHOLDER:
      roster_change_list_set_placeholder (priv->list, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_change_dialog_constructed (GObject *object)
{
  RosterChangeDialog *self = ROSTER_CHANGE_DIALOG (object);
  RosterChangeDialogPrivate *priv = PRIV (self);

  G_OBJECT_CLASS (roster_change_dialog_parent_class)->constructed (object);

  priv->heading = g_strdup (gtk_window_get_title (GTK_WINDOW (self)));
  g_signal_connect_object (priv->organization, "notify::name", G_CALLBACK (organization_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->organization, "notify::table", G_CALLBACK (organization_changed),
                           self, G_CONNECT_SWAPPED);
  show_title (self);
  show_state (self);
}

static void
roster_change_dialog_finalize (GObject *object)
{
  RosterChangeDialogPrivate *priv = PRIV (ROSTER_CHANGE_DIALOG (object));

  g_clear_object (&priv->organization);
  g_clear_object (&priv->queue);
  g_free (priv->heading);

  G_OBJECT_CLASS (roster_change_dialog_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags construct = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_ORGANIZATION] =
      g_param_spec_object ("organization", NULL, NULL, ROSTER_TYPE_ORGANIZATION, construct);
  properties[PROP_QUEUE] =
      g_param_spec_object ("queue", NULL, NULL, ROSTER_TYPE_CHANGE_QUEUE, construct);
  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, GTK_TYPE_WIDGET, writable);
  properties[PROP_QUESTIONS] =
      g_param_spec_object ("questions", NULL, NULL, GTK_TYPE_WIDGET, writable);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, writable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-change-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, RosterChangeDialog, title);
  gtk_widget_class_bind_template_child_private (widget_class, RosterChangeDialog, bar);
  gtk_widget_class_bind_template_child_private (widget_class, RosterChangeDialog, editor_box);
  gtk_widget_class_bind_template_child_private (widget_class, RosterChangeDialog, list);
  gtk_widget_class_bind_template_child_private (widget_class, RosterChangeDialog, questions_box);
  gtk_widget_class_bind_template_child_private (widget_class, RosterChangeDialog, run_view);
  gtk_widget_class_bind_template_child_private (widget_class, RosterChangeDialog, footer);
  gtk_widget_class_bind_template_callback (widget_class, run_progressed);
  gtk_widget_class_bind_template_callback (widget_class, run_finished);
  gtk_widget_class_bind_template_callback (widget_class, confirmed);
  gtk_widget_class_bind_template_callback (widget_class, remedy_asked);
}

static void
roster_change_dialog_class_init (RosterChangeDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = roster_change_dialog_constructed;
  object_class->finalize = roster_change_dialog_finalize;
  object_class->set_property = roster_change_dialog_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = roster_change_dialog_close_request;
  klass->remedy = roster_change_dialog_real_remedy;

  install_properties (object_class);
  g_type_ensure (ROSTER_TYPE_MESSAGE_BAR);
  g_type_ensure (ROSTER_TYPE_CHANGE_LIST);
  g_type_ensure (ROSTER_TYPE_DIALOG_FOOTER);
  g_type_ensure (ROSTER_TYPE_ORGANIZATION_TITLE);
  g_type_ensure (ROSTER_TYPE_RUN_VIEW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
roster_change_dialog_init (RosterChangeDialog *self)
{
  RosterChangeDialogPrivate *priv = PRIV (self);

  priv->list_visible = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** roster_change_dialog_get_organization: whose members it is about; borrowed. */
RosterOrganization *
roster_change_dialog_get_organization (RosterChangeDialog *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_DIALOG (self), NULL);

  return PRIV (self)->organization;
}

/** roster_change_dialog_get_queue: the queue its changes go through; borrowed. */
RosterChangeQueue *
roster_change_dialog_get_queue (RosterChangeDialog *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_DIALOG (self), NULL);

  return PRIV (self)->queue;
}

/** roster_change_dialog_get_state: what it is doing. */
RosterChangeDialogState
roster_change_dialog_get_state (RosterChangeDialog *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_DIALOG (self), ROSTER_CHANGE_DIALOG_EDITING);

  return PRIV (self)->state;
}

/** roster_change_dialog_get_bar: where it says what went wrong; borrowed. */
RosterMessageBar *
roster_change_dialog_get_bar (RosterChangeDialog *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_DIALOG (self), NULL);

  return PRIV (self)->bar;
}

/** roster_change_dialog_get_footer: its action and the line beside it; borrowed. */
RosterDialogFooter *
roster_change_dialog_get_footer (RosterChangeDialog *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_DIALOG (self), NULL);

  return PRIV (self)->footer;
}

/** roster_change_dialog_get_list: the people it is about; borrowed. */
RosterChangeList *
roster_change_dialog_get_list (RosterChangeDialog *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_DIALOG (self), NULL);

  return PRIV (self)->list;
}

/**
 * roster_change_dialog_get_run_view:
 * @self: a dialog
 *
 * Returns: (transfer none): how far it is and what became of it
 */
RosterRunView *
roster_change_dialog_get_run_view (RosterChangeDialog *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_DIALOG (self), NULL);

  return PRIV (self)->run_view;
}

/**
 * roster_change_dialog_set_state:
 * @self: a dialog
 * @state: what it does from now on
 *
 * The one place where the state changes: shows what belongs to it, and asks the deriving type to
 * say anew what the action does.
 */
void
roster_change_dialog_set_state (RosterChangeDialog *self, RosterChangeDialogState state)
{
  g_return_if_fail (ROSTER_IS_CHANGE_DIALOG (self));

  PRIV (self)->state = state;
  ROSTER_CHANGE_DIALOG_GET_CLASS (self)->update (self);
  show_state (self);
}

/**
 * roster_change_dialog_set_list_visible:
 * @self: a dialog
 * @visible: whether the list is there while something is filled in; it always is afterwards
 */
void
roster_change_dialog_set_list_visible (RosterChangeDialog *self, gboolean visible)
{
  g_return_if_fail (ROSTER_IS_CHANGE_DIALOG (self));

  if (PRIV (self)->list_visible == visible)
    return;

  PRIV (self)->list_visible = visible;
  show_state (self);
}

/**
 * roster_change_dialog_new_plan:
 * @self: a dialog
 *
 * Returns: (transfer full): a plan of nothing, for its queue
 */
RosterPlan *
roster_change_dialog_new_plan (RosterChangeDialog *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_DIALOG (self), NULL);

  return roster_plan_new (roster_change_queue_get_journal (PRIV (self)->queue));
}

/**
 * roster_change_dialog_submit:
 * @self: a dialog
 * @plan: what is to be done, prepared and agreed to
 *
 * Carries @plan out and shows what becomes of each change; where the queue does not take it, why.
 *
 * Returns: whether it was begun
 */
gboolean
roster_change_dialog_submit (RosterChangeDialog *self, RosterPlan *plan)
{
  RosterChangeDialogPrivate *priv = PRIV (self);
  g_autoptr (RosterChangeRun) run = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (ROSTER_IS_CHANGE_DIALOG (self), FALSE);

  roster_message_bar_hide (priv->bar);
  run = roster_change_queue_submit (priv->queue, plan, &error);
  if (run == NULL)
    {
      roster_message_bar_show_error (priv->bar, error);
      return FALSE;
    }
  roster_change_list_set_run (priv->list, run);
  roster_run_view_set_run (priv->run_view, run);
  roster_change_dialog_set_state (self, ROSTER_CHANGE_DIALOG_SENDING);
  return TRUE;
}
