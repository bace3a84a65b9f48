/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterStatusLine: how many members are there, how old the list is, what is going on. */

#include "ui/page/roster-status-line.h"

#include "ui/widgets/roster-spinner.h"
#include "ui/widgets/roster-status-text.h"
#include "ui/widgets/roster-wrap-box.h"

#define NOTE_SECONDS 5

struct _RosterStatusLine
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *status_box;
  GtkSpinner *reload_spinner;
  GtkLabel *status_label;
  GtkWidget *stop_button;

  /* Owned */
  RosterOrganization *organization;
  RosterMemberView *view;
  RosterChangeQueue *queue; /* (nullable) */
  char *note;               /* (nullable) what was just done, for some seconds */
  guint note_id;
};

G_DEFINE_FINAL_TYPE (RosterStatusLine, roster_status_line, GTK_TYPE_WIDGET)

static gboolean
on_note_over (gpointer user_data)
{
  RosterStatusLine *self = user_data;

  self->note_id = 0;
  g_clear_pointer (&self->note, g_free);
  roster_status_line_update (self);
  return G_SOURCE_REMOVE;
}

static void
roster_status_line_dispose (GObject *object)
{
  RosterStatusLine *self = ROSTER_STATUS_LINE (object);

  g_clear_handle_id (&self->note_id, g_source_remove);
  g_clear_pointer (&self->status_box, gtk_widget_unparent);
  g_clear_object (&self->organization);
  g_clear_object (&self->view);
  g_clear_object (&self->queue);
  g_clear_pointer (&self->note, g_free);

  G_OBJECT_CLASS (roster_status_line_parent_class)->dispose (object);
}

static void
roster_status_line_class_init (RosterStatusLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ROSTER_TYPE_WRAP_BOX);

  G_OBJECT_CLASS (klass)->dispose = roster_status_line_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-status-line.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterStatusLine, status_box);
  gtk_widget_class_bind_template_child (widget_class, RosterStatusLine, reload_spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterStatusLine, status_label);
  gtk_widget_class_bind_template_child (widget_class, RosterStatusLine, stop_button);
}

static void
roster_status_line_init (RosterStatusLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_status_line_set_up:
 * @self: a line
 * @organization: whose list it is
 * @view: what is shown of it
 * @queue: (nullable): where its changes are sent
 *
 * To be called once.
 */
void
roster_status_line_set_up (RosterStatusLine *self,
                           RosterOrganization *organization,
                           RosterMemberView *view,
                           RosterChangeQueue *queue)
{
  RosterCallProgress *progress = roster_organization_get_progress (organization);
  const struct
  {
    gpointer object; /* (nullable) */
    const char *signal;
  } connections[] = {
    { organization, "notify::state" },
    { organization, "notify::read-at" },
    { progress, "notify::n-members" },
    { progress, "notify::wait-until" },
    { view, "arranged" },
    { view, "notify::n-selected" },
    { queue, "notify::busy" },
  };

  g_return_if_fail (ROSTER_IS_STATUS_LINE (self));
  g_return_if_fail (self->organization == NULL);

  self->organization = g_object_ref (organization);
  self->view = g_object_ref (view);
  g_set_object (&self->queue, queue);
  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    if (connections[i].object != NULL)
      g_signal_connect_object (connections[i].object, connections[i].signal,
                               G_CALLBACK (roster_status_line_update), self, G_CONNECT_SWAPPED);
  roster_status_line_update (self);
}

/**
 * roster_status_line_update:
 * @self: a line that has been set up
 *
 * Looks again: it does so by itself where something changes, but time passes too.
 */
void
roster_status_line_update (RosterStatusLine *self)
{
  RosterCallProgress *progress = roster_organization_get_progress (self->organization);
  const RosterMemberChanges *changes = roster_member_view_get_changes (self->view);
  const RosterStatus status = {
    .n_shown = roster_member_view_get_n_shown (self->view),
    .n_members = roster_member_view_get_count (self->view, ROSTER_FILTER_ALL),
    .n_selected =
        roster_member_selection_count_shown (roster_member_view_get_selection (self->view)),
    .n_selected_hidden =
        roster_member_selection_count_hidden (roster_member_view_get_selection (self->view)),
    .read_at = roster_organization_get_read_at (self->organization),
    .loading = roster_organization_get_state (self->organization) == ROSTER_ORGANIZATION_LOADING,
    .n_read = roster_call_progress_get_n_members (progress),
    .wait_until = roster_call_progress_get_wait_until (progress),
    .sending = self->queue != NULL && roster_change_queue_get_busy (self->queue),
    .n_new = changes != NULL ? changes->n_new : 0,
    .n_gone = changes != NULL ? changes->n_gone : 0,
    .n_changed = changes != NULL ? changes->n_changed : 0,
    .note = self->note,
  };
  g_autofree char *text =
      roster_status_text (&status, g_get_real_time () / 1000, g_get_monotonic_time ());

  gtk_label_set_text (self->status_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status_label), text);
  gtk_widget_set_visible (GTK_WIDGET (self->reload_spinner), status.loading);
  gtk_widget_set_visible (self->stop_button, status.sending);
  roster_spinner_set_busy (self->reload_spinner, status.loading && status.wait_until == 0);
}

/**
 * roster_status_line_say:
 * @self: a line
 * @note: what was just done, a few words; shown for some seconds
 */
void
roster_status_line_say (RosterStatusLine *self, const char *note)
{
  g_free (self->note);
  self->note = g_strdup (note);
  g_clear_handle_id (&self->note_id, g_source_remove);
  self->note_id = g_timeout_add_seconds (NOTE_SECONDS, on_note_over, self);
  roster_status_line_update (self);
}
