/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterInviteDialog: each address is judged before it is sent, and what was not sent stays. */

#include "ui/changes/roster-invite-dialog.h"

#include "ui/changes/roster-invite-rows.h"
#include "ui/changes/roster-recipients-entry.h"
#include "ui/widgets/roster-check-text.h"
#include "ui/widgets/roster-role-chooser.h"

#include <glib/gi18n-lib.h>

struct _RosterInviteDialog
{
  RosterChangeDialog parent_instance;

  /* Template widgets */
  RosterRecipientsEntry *entry;
  RosterRoleChooser *role;
  GtkCheckButton *resend;
  GtkCheckButton *look_alikes;

  gboolean checking;      /* a text is being taken apart */
  gboolean send_after;    /* the action was pressed meanwhile */
  gboolean shows_problem; /* the message bar says why nothing of the text can be used */

  /* Owned */
  GCancellable *cancellable; /* (nullable): of the check that runs */
  RosterInviteRows *rows;
};

G_DEFINE_FINAL_TYPE (RosterInviteDialog, roster_invite_dialog, ROSTER_TYPE_CHANGE_DIALOG)

static void roster_invite_dialog_check (RosterInviteDialog *self);

static char *
describe_action (guint n)
{
  if (n == 0)
    return g_strdup (_ ("Invite"));
  return g_strdup_printf (ngettext ("Invite %u person", "Invite %u people", n), n);
}

static char *
describe_obstacle (RosterInviteDialog *self, RosterOrganization *organization)
{
  if (roster_organization_get_own_role (organization) == ROSTER_ROLE_READER)
    return g_strdup (_ ("This account is a reader here, and readers cannot invite."));
  if (roster_invite_rows_get_problem (self->rows) != NULL)
    return g_strdup (roster_invite_rows_get_problem (self->rows));
  if (roster_invite_rows_get_n (self->rows) == 0)
    return g_strdup (_ ("Type, paste or drop at least one email address."));
  if (roster_invite_rows_get_n_sendable (self->rows) == 0)
    return g_strdup (_ ("None of these addresses can be invited."));
  return NULL;
}

static char *
describe_left_out (RosterInviteDialog *self, RosterOrganization *organization)
{
  const guint n_sendable = roster_invite_rows_get_n_sendable (self->rows);
  const guint n = roster_invite_rows_get_n (self->rows) - n_sendable;
  g_autofree char *columns = roster_invite_rows_describe_left_out (self->rows);
  g_autofree char *people = NULL;

  if (roster_organization_get_own_role (organization) == ROSTER_ROLE_READER)
    return describe_obstacle (self, organization);
  if (n > 0)
    people =
        g_strdup_printf (ngettext ("%u address is left out.", "%u addresses are left out.", n), n);
  else if (roster_organization_get_table (organization) == NULL && n_sendable > 0)
    people = g_strdup (
        _ ("The members are not known yet, so that nobody is left out for being here already."));
  if (people != NULL && columns != NULL)
    return g_strjoin (" ", people, columns, NULL);
  return g_strdup (people != NULL ? people : columns);
}

/* A choice that is there as long as it concerns somebody. */
static void
show_choice (GtkCheckButton *choice, const char *label, guint n)
{
  gtk_check_button_set_use_underline (choice, TRUE);
  roster_check_text_set (choice, label);
  gtk_widget_set_visible (GTK_WIDGET (choice), n > 0);
}

static void
show_choices (RosterInviteDialog *self)
{
  const guint n_doubtful = roster_invite_rows_get_n_doubtful (self->rows);
  const guint n_look_alikes = roster_invite_rows_get_n_look_alikes (self->rows);
  g_autofree char *again = g_strdup_printf (
      ngettext ("Invite %u person _again whose invitation may have been sent",
                "Invite %u people _again whose invitations may have been sent", n_doubtful),
      n_doubtful);
  g_autofree char *alike = g_strdup_printf (
      ngettext ("Also invite %u person whose _domain only looks like another one",
                "Also invite %u people whose _domains only look like other ones", n_look_alikes),
      n_look_alikes);

  show_choice (self->resend, again, n_doubtful);
  show_choice (self->look_alikes, alike, n_look_alikes);
}

static void
roster_invite_dialog_update (RosterChangeDialog *dialog)
{
  RosterInviteDialog *self = ROSTER_INVITE_DIALOG (dialog);
  RosterOrganization *organization = roster_change_dialog_get_organization (dialog);
  RosterDialogFooter *footer = roster_change_dialog_get_footer (dialog);
  g_autofree char *action = NULL;
  g_autofree char *obstacle = NULL;
  g_autofree char *note = NULL;

  roster_role_chooser_set_own_role (self->role, roster_organization_get_own_role (organization));
  show_choices (self);
  action = describe_action (roster_invite_rows_get_n_sendable (self->rows));
  obstacle = describe_obstacle (self, organization);
  note = describe_left_out (self, organization);
  if (roster_change_dialog_get_state (dialog) == ROSTER_CHANGE_DIALOG_RESULT &&
      roster_invite_rows_get_n (self->rows) == 0)
    g_clear_pointer (&action, g_free);
  roster_dialog_footer_set_action (footer, action, obstacle);
  roster_dialog_footer_set_note (footer, note);
}

/* The result of a run stays on screen until the text is edited. */
static void
show_addresses (RosterInviteDialog *self)
{
  RosterChangeDialog *dialog = ROSTER_CHANGE_DIALOG (self);

  if (roster_change_dialog_get_state (dialog) == ROSTER_CHANGE_DIALOG_EDITING)
    {
      g_autoptr (GListModel) items = roster_invite_rows_list_items (self->rows);

      roster_change_list_set_items (roster_change_dialog_get_list (dialog), items);
    }
  roster_invite_dialog_update (dialog);
}

static void
chosen (RosterInviteDialog *self)
{
  roster_invite_rows_set_resend (self->rows, gtk_check_button_get_active (self->resend));
  roster_invite_rows_set_look_alikes (self->rows, gtk_check_button_get_active (self->look_alikes));
  show_addresses (self);
}

/* Why nothing of the text can be used: there are no rows that could say it. */
static void
show_problem (RosterInviteDialog *self)
{
  RosterMessageBar *bar = roster_change_dialog_get_bar (ROSTER_CHANGE_DIALOG (self));
  const char *problem = roster_invite_rows_get_problem (self->rows);

  if (problem != NULL)
    roster_message_bar_show (bar, GTK_MESSAGE_WARNING, problem, NULL);
  else if (self->shows_problem)
    roster_message_bar_hide (bar);
  self->shows_problem = problem != NULL;
}

static void
send (RosterInviteDialog *self)
{
  RosterPlan *plan = roster_invite_rows_get_plan (self->rows);

  if (roster_invite_rows_get_n_sendable (self->rows) == 0)
    return;
  roster_plan_part_agree (roster_plan_get_part (plan, 0),
                          gtk_check_button_get_active (self->look_alikes)
                              ? ROSTER_PLAN_ASKS_LOOK_ALIKES
                              : ROSTER_PLAN_ASKS_NOTHING);
  roster_change_dialog_submit (ROSTER_CHANGE_DIALOG (self), plan);
}

/* What was agreed to about look-alikes holds for these alone. */
static void
take_check (RosterInviteDialog *self, RosterAddressCheck *check, RosterPlan *plan)
{
  g_autofree char *before = roster_invite_rows_dup_look_alikes (self->rows);
  g_autofree char *after = NULL;

  roster_invite_rows_set_check (self->rows, check, plan);
  after = roster_invite_rows_dup_look_alikes (self->rows);
  if (!g_str_equal (before, after))
    gtk_check_button_set_active (self->look_alikes, FALSE);
}

/* What was taken apart, while it is judged. */
typedef struct
{
  RosterInviteDialog *dialog;
  RosterAddressCheck *check;
} Judging;

static void
judged (GObject *plan, GAsyncResult *result, gpointer user_data)
{
  g_autofree Judging *judging = user_data;
  g_autoptr (RosterInviteDialog) self = judging->dialog;
  g_autoptr (RosterAddressCheck) check = judging->check;
  const guint n_announced = roster_invite_rows_get_n_sendable (self->rows);

  if (!roster_plan_prepare_finish (ROSTER_PLAN (plan), result, NULL))
    return; /* a newer check is running, or the dialog is closed */

  take_check (self, g_steal_pointer (&check), ROSTER_PLAN (plan));
  self->checking = FALSE;
  show_addresses (self);
  show_problem (self);

  /* Only as many as the button said when it was pressed. */
  if (self->send_after && roster_invite_rows_get_n_sendable (self->rows) == n_announced)
    send (self);
  self->send_after = FALSE;
}

static void
checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterInviteDialog) self = user_data;
  RosterChangeDialog *dialog = ROSTER_CHANGE_DIALOG (self);
  g_autoptr (RosterAddressCheck) check = roster_address_check_finish (result, NULL);
  g_autoptr (RosterPlan) plan = NULL;
  Judging *judging;

  if (check == NULL)
    return; /* a newer check is running, or the dialog is closed */

  plan = roster_change_dialog_new_plan (dialog);
  for (guint i = 0; i < check->addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (check->addresses, i);
      const char *role = roster_address_get_role (address);

      roster_plan_add_invitation (
          plan, roster_change_dialog_get_organization (dialog), address,
          role != NULL ? role : roster_role_to_string (roster_role_chooser_get_role (self->role)));
    }
  judging = g_new0 (Judging, 1);
  judging->dialog = g_object_ref (self);
  judging->check = g_steal_pointer (&check);
  roster_plan_prepare_async (plan, 0, self->cancellable, judged, judging);
}

static void
roster_invite_dialog_check (RosterInviteDialog *self)
{
  g_autofree char *text = roster_recipients_entry_dup_text (self->entry);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->checking = TRUE;
  roster_address_check_async (text, self->cancellable, checked, g_object_ref (self));
}

static void
edited (RosterInviteDialog *self)
{
  RosterChangeDialog *dialog = ROSTER_CHANGE_DIALOG (self);

  self->send_after = FALSE;
  if (roster_change_dialog_get_state (dialog) != ROSTER_CHANGE_DIALOG_RESULT)
    return;
  roster_message_bar_hide (roster_change_dialog_get_bar (dialog));
  roster_change_dialog_set_state (dialog, ROSTER_CHANGE_DIALOG_EDITING);
  show_addresses (self);
}

/* A table stays one, below what is there. */
static void
file_read (RosterInviteDialog *self, const char *text)
{
  roster_recipients_entry_add_block (self->entry, text);
}

static void
file_failed (RosterInviteDialog *self, const GError *error)
{
  roster_message_bar_show_error (roster_change_dialog_get_bar (ROSTER_CHANGE_DIALOG (self)), error);
}

static void
roster_invite_dialog_confirm (RosterChangeDialog *dialog)
{
  RosterInviteDialog *self = ROSTER_INVITE_DIALOG (dialog);

  if (!self->checking && roster_recipients_entry_is_settled (self->entry))
    {
      send (self);
      return;
    }
  self->send_after = TRUE;
  if (!self->checking)
    roster_invite_dialog_check (self);
}

static gboolean
roster_invite_dialog_settle (RosterChangeDialog *dialog, RosterChangeRun *run)
{
  RosterInviteDialog *self = ROSTER_INVITE_DIALOG (dialog);
  g_autofree char *text = roster_invite_rows_settle (self->rows, run);

  gtk_check_button_set_active (self->resend, FALSE);
  gtk_check_button_set_active (self->look_alikes, FALSE);
  roster_recipients_entry_set_text (self->entry, text);
  return *text != '\0';
}

static void
organization_read (RosterInviteDialog *self)
{
  roster_invite_dialog_check (self);
}

static gboolean
roster_invite_dialog_close_request (GtkWindow *window)
{
  /* Nothing is sent by a check that ends after the window is gone. */
  ROSTER_INVITE_DIALOG (window)->send_after = FALSE;
  return GTK_WINDOW_CLASS (roster_invite_dialog_parent_class)->close_request (window);
}

static void
roster_invite_dialog_constructed (GObject *object)
{
  RosterInviteDialog *self = ROSTER_INVITE_DIALOG (object);
  RosterChangeDialog *dialog = ROSTER_CHANGE_DIALOG (object);

  G_OBJECT_CLASS (roster_invite_dialog_parent_class)->constructed (object);

  g_signal_connect_object (roster_change_dialog_get_organization (dialog), "notify::table",
                           G_CALLBACK (organization_read), self, G_CONNECT_SWAPPED);
  show_addresses (self);
  roster_recipients_entry_start_typing (self->entry);
}

static void
roster_invite_dialog_dispose (GObject *object)
{
  RosterInviteDialog *self = ROSTER_INVITE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (roster_invite_dialog_parent_class)->dispose (object);
}

static void
roster_invite_dialog_finalize (GObject *object)
{
  RosterInviteDialog *self = ROSTER_INVITE_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (roster_invite_dialog_parent_class)->finalize (object);
}

static void
roster_invite_dialog_class_init (RosterInviteDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RosterChangeDialogClass *dialog_class = ROSTER_CHANGE_DIALOG_CLASS (klass);

  object_class->constructed = roster_invite_dialog_constructed;
  object_class->dispose = roster_invite_dialog_dispose;
  object_class->finalize = roster_invite_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = roster_invite_dialog_close_request;
  dialog_class->confirm = roster_invite_dialog_confirm;
  dialog_class->update = roster_invite_dialog_update;
  dialog_class->settle = roster_invite_dialog_settle;

  g_type_ensure (ROSTER_TYPE_RECIPIENTS_ENTRY);
  g_type_ensure (ROSTER_TYPE_ROLE_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-invite-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterInviteDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteDialog, role);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteDialog, resend);
  gtk_widget_class_bind_template_child (widget_class, RosterInviteDialog, look_alikes);
  gtk_widget_class_bind_template_callback (widget_class, edited);
  gtk_widget_class_bind_template_callback (widget_class, roster_invite_dialog_check);
  gtk_widget_class_bind_template_callback (widget_class, file_read);
  gtk_widget_class_bind_template_callback (widget_class, file_failed);
  gtk_widget_class_bind_template_callback (widget_class, chosen);
}

static void
roster_invite_dialog_init (RosterInviteDialog *self)
{
  self->rows = roster_invite_rows_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_invite_dialog_new:
 * @parent: (nullable): the window it belongs to
 * @organization: where people are invited to
 * @queue: what the invitations go through
 *
 * Returns: (transfer none): a dialog, owned by GTK; to be presented
 */
GtkWindow *
roster_invite_dialog_new (GtkWindow *parent,
                          RosterOrganization *organization,
                          RosterChangeQueue *queue)
{
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (organization), NULL);
  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (queue), NULL);

  return g_object_new (ROSTER_TYPE_INVITE_DIALOG, "transient-for", parent, "organization",
                       organization, "queue", queue, NULL);
}

/** roster_invite_dialog_accept_unusual: leaves it unsaid where a domain is not the usual one */
void
roster_invite_dialog_accept_unusual (RosterInviteDialog *self)
{
  g_return_if_fail (ROSTER_IS_INVITE_DIALOG (self));

  roster_invite_rows_accept_unusual (self->rows);
}

/**
 * roster_invite_dialog_add_text:
 * @self: a dialog
 * @text: addresses, as they may be typed
 *
 * Adds @text below what is in the box.
 */
void
roster_invite_dialog_add_text (RosterInviteDialog *self, const char *text)
{
  g_return_if_fail (ROSTER_IS_INVITE_DIALOG (self));
  g_return_if_fail (text != NULL);

  roster_recipients_entry_add_text (self->entry, text);
}
