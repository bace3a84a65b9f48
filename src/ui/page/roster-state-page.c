/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterStatePage: what a tab shows where there is no list. */

#include "ui/page/roster-state-page.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"
#include "ui/widgets/roster-announcement.h"
#include "ui/widgets/roster-message-bar.h"
#include "ui/widgets/roster-spinner.h"
#include "ui/widgets/roster-status-text.h"
#include "ui/widgets/roster-widget-children.h"

struct _RosterStatePage
{
  GtkWidget parent_instance;

  /* Template */
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *idle_title;
  GtkLabel *loading_title;
  GtkLabel *loading_count;
  GtkLabel *loading_reason;
  GtkLabel *empty_title;
  GtkLabel *failed_message;
  GtkLabel *failed_advice;
  GtkButton *remedy_button;

  RosterRemedy remedy; /* of the failure shown */
  char *told;          /* (nullable) what screen readers heard last */
};

enum
{
  REMEDY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterStatePage, roster_state_page, GTK_TYPE_WIDGET)

static void
emit_remedy (RosterStatePage *self, RosterRemedy remedy)
{
  g_signal_emit (self, signals[REMEDY], 0, (guint)remedy);
}

static void
on_retry (RosterStatePage *self)
{
  emit_remedy (self, ROSTER_REMEDY_RETRY);
}

static void
on_cancel (RosterStatePage *self)
{
  emit_remedy (self, ROSTER_REMEDY_NONE);
}

static void
on_failed_remedy (RosterStatePage *self)
{
  emit_remedy (self, self->remedy);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
show_title (RosterStatePage *self, RosterOrganization *organization)
{
  g_autofree char *name = roster_text_display (roster_organization_get_name (organization));
  /* Translators: %s is the name of an organization. */
  g_autofree char *title = g_strdup_printf (_ ("Reading the members of %s…"), name);
  const gboolean is_prompting =
      roster_call_progress_get_prompting (roster_organization_get_progress (organization));

  gtk_label_set_text (self->loading_title,
                      is_prompting ? _ ("Waiting for the keyring’s password…") : title);
}

static void
show_failure (RosterStatePage *self, const GError *error)
{
  g_autofree char *message = roster_text_display (error->message);
  gboolean has_button;

  self->remedy = roster_error_get_remedy (error);
  has_button = self->remedy == ROSTER_REMEDY_ENTER_KEY ||
               self->remedy == ROSTER_REMEDY_EDIT_ACCOUNT ||
               self->remedy == ROSTER_REMEDY_USE_CLOCK;
  set_text (self->failed_message, message);
  set_text (self->failed_advice, roster_error_get_advice (error));
  gtk_widget_set_visible (GTK_WIDGET (self->remedy_button), has_button);
  if (has_button)
    gtk_button_set_label (self->remedy_button, roster_message_bar_get_remedy_label (self->remedy));
}

static GtkLabel *
find_title (RosterStatePage *self)
{
  const char *shown = roster_state_page_get_shown (self);

  if (g_str_equal (shown, "failed"))
    return self->failed_message;
  if (g_str_equal (shown, "loading"))
    return self->loading_title;
  return g_str_equal (shown, "empty") ? self->empty_title : self->idle_title;
}

/* The page is the alert, not what it shows: a screen reader is told of what it knows already. */
static void
tell (RosterStatePage *self)
{
  GtkLabel *title = find_title (self);
  const char *text = gtk_label_get_text (title);

  if (g_strcmp0 (text, self->told) == 0)
    return;
  g_free (self->told);
  self->told = g_strdup (text);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      title == self->failed_message ? gtk_label_get_text (self->failed_advice) : "", -1);
  roster_announcement_make (GTK_WIDGET (self), text);
}

static const char *
choose (RosterOrganization *organization, gboolean has_list)
{
  if (has_list)
    return "empty";

  switch (roster_organization_get_state (organization))
    {
    case ROSTER_ORGANIZATION_IDLE:
      return "idle";
    case ROSTER_ORGANIZATION_FAILED:
      return "failed";
    case ROSTER_ORGANIZATION_LOADING:
    case ROSTER_ORGANIZATION_READY: /* read, but not sorted yet */
    default:
      return "loading";
    }
}

static void
roster_state_page_dispose (GObject *object)
{
  roster_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (roster_state_page_parent_class)->dispose (object);
}

static void
roster_state_page_finalize (GObject *object)
{
  g_free (ROSTER_STATE_PAGE (object)->told);

  G_OBJECT_CLASS (roster_state_page_parent_class)->finalize (object);
}

static void
roster_state_page_class_init (RosterStatePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_state_page_dispose;
  object_class->finalize = roster_state_page_finalize;

  signals[REMEDY] = g_signal_new ("remedy", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-state-page.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
#define bind(child) gtk_widget_class_bind_template_child (widget_class, RosterStatePage, child)
  bind (stack);
  bind (spinner);
  bind (idle_title);
  bind (loading_title);
  bind (loading_count);
  bind (loading_reason);
  bind (empty_title);
  bind (failed_message);
  bind (failed_advice);
  bind (remedy_button);
#undef bind
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_failed_remedy);
}

static void
roster_state_page_init (RosterStatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_state_page_show:
 * @self: a page
 * @organization: what it is about
 * @has_list: there is a list, but nobody is in it
 *
 * Shows the state of @organization.
 */
void
roster_state_page_show (RosterStatePage *self, RosterOrganization *organization, gboolean has_list)
{
  const GError *error = roster_organization_get_error (organization);

  show_title (self, organization);
  if (error != NULL)
    show_failure (self, error);
  gtk_stack_set_visible_child_name (self->stack, choose (organization, has_list));
  tell (self);
  roster_state_page_show_progress (self, organization);
}

/**
 * roster_state_page_show_progress:
 * @self: a page
 * @organization: what it is about
 *
 * Shows how far the reading is, and how long it still waits before the next try.
 */
void
roster_state_page_show_progress (RosterStatePage *self, RosterOrganization *organization)
{
  RosterCallProgress *progress = roster_organization_get_progress (organization);
  gboolean loading = roster_organization_get_state (organization) == ROSTER_ORGANIZATION_LOADING;
  guint n = roster_call_progress_get_n_members (progress);
  gint64 wait_until = roster_call_progress_get_wait_until (progress);
  g_autofree char *count = NULL;
  g_autofree char *reason = NULL;

  if (loading && n > 0)
    count = g_strdup_printf (ngettext ("%'u member so far", "%'u members so far", n), n);
  if (loading && wait_until != 0)
    reason = roster_status_text_wait (roster_call_progress_get_reason (progress), wait_until,
                                      g_get_monotonic_time ());
  set_text (self->loading_count, count);
  set_text (self->loading_reason, reason);
  roster_spinner_set_busy (
      self->spinner, reason == NULL && g_str_equal (roster_state_page_get_shown (self), "loading"));
}

/**
 * roster_state_page_get_shown:
 * @self: a page
 *
 * Returns: idle, loading, empty or failed
 */
const char *
roster_state_page_get_shown (RosterStatePage *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}
