/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterNotifier: tells the desktop what ended while the window was not in front. */

#include "ui/window/roster-notifier.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"
#include "core/organizations/roster-directory-search.h"
#include "ui/changes/roster-change-summary.h"

/* Who waited less has hardly looked away. */
#define PATIENCE_MS 5000

/* After one read the next may begin: they are told of together. */
#define PAUSE_MS 200

struct _RosterNotifier
{
  GObject parent_instance;

  /* Borrowed */
  GtkWindow *window; /* (nullable) weak */

  /* Owned */
  GApplication *application;
  RosterDirectory *directory;
  RosterChangeQueue *queue;
  GHashTable *sent; /* ids of what the desktop shows */
  GPtrArray *read;  /* (element-type RosterOrganization): which were read, or could not be, since
                     * reading_since */

  gboolean demo;
  guint patience; /* milliseconds */
  gint64 busy_since;
  gint64 reading_since; /* 0: nothing is being read */
  guint check_id;       /* timeout source, or 0 */
};

G_DEFINE_FINAL_TYPE (RosterNotifier, roster_notifier, G_TYPE_OBJECT)

/* Whether the window or a dialog of its own has the attention. */
static gboolean
is_in_front (RosterNotifier *self)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      /* A window that is hidden keeps its state. */
      if (!gtk_window_is_active (toplevel) || !gtk_widget_get_mapped (GTK_WIDGET (toplevel)))
        continue;
      for (GtkWindow *window = toplevel; window != NULL;
           window = gtk_window_get_transient_for (window))
        if (window == self->window)
          return TRUE;
    }
  return FALSE;
}

static void
on_active_changed (RosterNotifier *self)
{
  GHashTableIter iter;
  gpointer id = NULL;

  if (!is_in_front (self))
    return;
  g_hash_table_iter_init (&iter, self->sent);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_application_withdraw_notification (self->application, id);
      g_hash_table_iter_remove (&iter);
    }
}

/* Whichever of its windows comes to the front first. */
static void
await_attention (RosterNotifier *self)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      g_signal_handlers_disconnect_by_func (toplevel, on_active_changed, self);
      g_signal_connect_object (toplevel, "notify::is-active", G_CALLBACK (on_active_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (toplevel, "map", G_CALLBACK (on_active_changed), self,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
    }
}

static gboolean
is_worth_telling (RosterNotifier *self, gint64 milliseconds)
{
  return self->window != NULL && milliseconds >= self->patience && !is_in_front (self);
}

/* what: one notification of a kind and an organization replaces the other. title: (nullable): the
 * organization's name. */
static void
tell (RosterNotifier *self,
      const char *what,
      RosterOrganization *organization,
      const char *title,
      const char *text,
      gboolean failed)
{
  g_autofree char *key = roster_directory_dup_key (organization);
  g_autofree char *name = roster_text_display (roster_organization_get_name (organization));
  g_autofree char *id = g_strdup_printf ("%s-%s", what, key);
  g_autoptr (GNotification) notification = g_notification_new (title != NULL ? title : name);

  g_notification_set_body (notification, text);
  g_notification_set_priority (notification, failed ? G_NOTIFICATION_PRIORITY_HIGH
                                                    : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action_and_target (notification, "app.show-organization", "(bs)",
                                                self->demo, key);
  await_attention (self);
  g_application_send_notification (self->application, id, notification);
  g_hash_table_add (self->sent, g_steal_pointer (&id));
}

/* Changes */

static void
on_busy_changed (RosterNotifier *self)
{
  if (roster_change_queue_get_busy (self->queue))
    self->busy_since = g_get_monotonic_time ();
}

/* What was changed has just been read again: that is part of the changes. */
static void
drop_reads (RosterNotifier *self, RosterChangeRun *run)
{
  for (guint i = 0; i < roster_change_run_get_n_changes (run); i++)
    g_ptr_array_remove (self->read,
                        roster_change_get_organization (roster_change_run_get_change (run, i)));
}

static void
on_run_finished (RosterNotifier *self, RosterChangeRun *run)
{
  gint64 milliseconds = (g_get_monotonic_time () - self->busy_since) / 1000;
  g_autofree char *text = NULL;

  drop_reads (self, run);
  if (roster_change_run_get_n_changes (run) == 0 || !is_worth_telling (self, milliseconds))
    return;
  text = roster_change_summary_new (run);
  tell (self, "changes", roster_change_get_organization (roster_change_run_get_change (run, 0)),
        NULL, text, roster_change_summary_get_mark (run) != ROSTER_MARK_DONE);
}

/* Reads */

static gboolean
is_reading (RosterNotifier *self)
{
  for (guint i = 0; i < roster_directory_get_n_organizations (self->directory); i++)
    if (roster_organization_get_state (roster_directory_get_organization (self->directory, i)) ==
        ROSTER_ORGANIZATION_LOADING)
      return TRUE;
  return FALSE;
}

static guint
count_failed (RosterNotifier *self)
{
  guint n = 0;

  for (guint i = 0; i < self->read->len; i++)
    n += roster_organization_get_state (self->read->pdata[i]) == ROSTER_ORGANIZATION_FAILED;
  return n;
}

static char *
describe_read (RosterOrganization *organization)
{
  RosterMemberTable *table = roster_organization_get_table (organization);
  guint n_members = table != NULL ? roster_member_table_get_n_members (table) : 0;

  if (roster_organization_get_state (organization) == ROSTER_ORGANIZATION_FAILED)
    return g_strdup (_ ("The members could not be read."));
  return g_strdup_printf (ngettext ("%'u member was read.", "%'u members were read.", n_members),
                          n_members);
}

static char *
describe_reads (RosterNotifier *self)
{
  guint n_failed = count_failed (self);
  guint n_read = self->read->len - n_failed;
  g_autofree char *read = g_strdup_printf (
      ngettext ("%u organization was read.", "%u organizations were read.", n_read), n_read);
  g_autofree char *failed = g_strdup_printf (
      ngettext ("%u could not be read.", "%u could not be read.", n_failed), n_failed);

  return n_failed > 0 ? g_strjoin (" ", read, failed, NULL) : g_steal_pointer (&read);
}

static void
end_reading (RosterNotifier *self)
{
  gint64 milliseconds = (g_get_monotonic_time () - self->reading_since) / 1000 - PAUSE_MS;
  g_autofree char *text = NULL;

  self->reading_since = 0;
  /* What is read between changes is part of them too. */
  if (self->read->len == 0 || roster_change_queue_get_busy (self->queue) ||
      !is_worth_telling (self, milliseconds))
    return;
  if (self->read->len == 1)
    {
      text = describe_read (self->read->pdata[0]);
      tell (self, "read", self->read->pdata[0], NULL, text, count_failed (self) > 0);
    }
  else
    {
      text = describe_reads (self);
      tell (self, "read", self->read->pdata[self->read->len - 1], "Roster", text,
            count_failed (self) > 0);
    }
}

static gboolean
check_reading (gpointer user_data)
{
  RosterNotifier *self = user_data;

  self->check_id = 0;
  if (self->reading_since != 0 && !is_reading (self))
    end_reading (self);
  return G_SOURCE_REMOVE;
}

static void
begin_reading (RosterNotifier *self)
{
  if (self->reading_since != 0)
    return;
  self->reading_since = g_get_monotonic_time ();
  g_ptr_array_set_size (self->read, 0);
}

static void
on_state_changed (RosterNotifier *self, GParamSpec *pspec, RosterOrganization *organization)
{
  RosterOrganizationState state = roster_organization_get_state (organization);

  if (state == ROSTER_ORGANIZATION_LOADING)
    {
      begin_reading (self);
      return;
    }
  g_ptr_array_remove (self->read, organization);
  if (state == ROSTER_ORGANIZATION_READY || state == ROSTER_ORGANIZATION_FAILED)
    g_ptr_array_add (self->read, g_object_ref (organization));
  if (self->check_id == 0)
    self->check_id = g_timeout_add (PAUSE_MS, check_reading, self);
}

static void
on_items_changed (RosterNotifier *self, guint position, guint n_removed, guint n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (self->directory, i);

      g_signal_handlers_disconnect_by_func (organization, on_state_changed, self);
      g_signal_connect_object (organization, "notify::state", G_CALLBACK (on_state_changed), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
roster_notifier_dispose (GObject *object)
{
  RosterNotifier *self = ROSTER_NOTIFIER (object);

  g_clear_handle_id (&self->check_id, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->application);
  g_clear_object (&self->directory);
  g_clear_object (&self->queue);
  g_ptr_array_set_size (self->read, 0);

  G_OBJECT_CLASS (roster_notifier_parent_class)->dispose (object);
}

static void
roster_notifier_finalize (GObject *object)
{
  RosterNotifier *self = ROSTER_NOTIFIER (object);

  g_hash_table_unref (self->sent);
  g_ptr_array_unref (self->read);

  G_OBJECT_CLASS (roster_notifier_parent_class)->finalize (object);
}

static void
roster_notifier_class_init (RosterNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_notifier_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_notifier_finalize;
}

static void
roster_notifier_init (RosterNotifier *self)
{
  self->sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->read = g_ptr_array_new_with_free_func (g_object_unref);
  self->patience = PATIENCE_MS;
}

/**
 * roster_notifier_new:
 * @window: a window of an application that has the action show-organization
 * @directory: whose reads are told of
 * @queue: whose changes are told of
 * @demo: whether @window is the demo's
 *
 * Returns: (transfer full): a notifier
 */
RosterNotifier *
roster_notifier_new (GtkWindow *window,
                     RosterDirectory *directory,
                     RosterChangeQueue *queue,
                     gboolean demo)
{
  RosterNotifier *self = g_object_new (ROSTER_TYPE_NOTIFIER, NULL);

  g_set_weak_pointer (&self->window, window);
  self->application = G_APPLICATION (g_object_ref (gtk_window_get_application (window)));
  self->directory = g_object_ref (directory);
  self->queue = g_object_ref (queue);
  self->demo = demo;
  self->busy_since = g_get_monotonic_time ();
  g_signal_connect_object (queue, "notify::busy", G_CALLBACK (on_busy_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "run-finished", G_CALLBACK (on_run_finished), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (directory, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
  on_items_changed (self, 0, 0, roster_directory_get_n_organizations (directory));
  return self;
}

/**
 * roster_notifier_set_patience:
 * @self: a notifier
 * @milliseconds: how long something must have taken to be told of; 5000 from the start
 */
void
roster_notifier_set_patience (RosterNotifier *self, guint milliseconds)
{
  g_return_if_fail (ROSTER_IS_NOTIFIER (self));

  self->patience = milliseconds;
}

/**
 * roster_notifier_tell_export:
 * @self: a notifier
 * @organization: whose members were saved
 * @n_members: how many; -1 where that failed
 * @milliseconds: how long it took
 */
void
roster_notifier_tell_export (RosterNotifier *self,
                             RosterOrganization *organization,
                             int n_members,
                             guint milliseconds)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ROSTER_IS_NOTIFIER (self));

  if (!is_worth_telling (self, milliseconds))
    return;
  text = n_members < 0 ? g_strdup (_ ("The list could not be saved."))
                       : g_strdup_printf (ngettext ("The list was saved: %'d member.",
                                                    "The list was saved: %'d members.", n_members),
                                          n_members);
  tell (self, "export", organization, NULL, text, n_members < 0);
}
