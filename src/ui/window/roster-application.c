/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/window/roster-application.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "core/organizations/roster-directory-search.h"
#include "roster-config.h"
#include "ui/accounts/roster-account-dialog.h"
#include "ui/widgets/roster-accessible.h"
#include "ui/window/roster-about.h"
#include "ui/window/roster-application-line.h"
#include "ui/window/roster-application-name.h"
#include "ui/window/roster-inspector.h"
#include "ui/window/roster-style.h"
#include "ui/window/roster-tabs.h"
#include "ui/window/roster-window.h"

#define EXIT_USAGE 2

struct _RosterApplication
{
  GtkApplication parent_instance;

  /* Owned; made when they are first needed */
  GSettings *settings;
  RosterTransport *transport;
  RosterDirectory *directory;
  RosterChangeQueue *queue;
  RosterDemoLauncher *launcher;          /* while it is starting */
  GCancellable *start_cancellable;       /* (nullable) of the last start */
  GApplicationCommandLine *waiting_line; /* (nullable) names a tab of the demo that is starting */

  guint inhibit_cookie;
  guint n_busy; /* change queues at work */
  guint signal_sources[3];
};

G_DEFINE_FINAL_TYPE (RosterApplication, roster_application, GTK_TYPE_APPLICATION)

static RosterWindow *
find_window (RosterApplication *self, gboolean demo)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL;
       link = link->next)
    if (ROSTER_IS_WINDOW (link->data) && roster_window_is_demo (link->data) == demo)
      return link->data;
  return NULL;
}

/* While a change is under way, neither the last window nor the end of the session ends the process.
 */
static void
queue_busy_changed (RosterChangeQueue *queue, GParamSpec *pspec, RosterApplication *self)
{
  if (roster_change_queue_get_busy (queue))
    {
      g_application_hold (G_APPLICATION (self));
      if (self->n_busy++ == 0)
        self->inhibit_cookie = gtk_application_inhibit (
            GTK_APPLICATION (self), gtk_application_get_active_window (GTK_APPLICATION (self)),
            GTK_APPLICATION_INHIBIT_LOGOUT, _ ("Changes of members are being sent"));
      return;
    }
  if (--self->n_busy == 0 && self->inhibit_cookie != 0)
    {
      gtk_application_uninhibit (GTK_APPLICATION (self), self->inhibit_cookie);
      self->inhibit_cookie = 0;
    }
  g_application_release (G_APPLICATION (self));
}

static void
watch_queue (RosterApplication *self, RosterChangeQueue *queue)
{
  g_signal_connect_object (queue, "notify::busy", G_CALLBACK (queue_busy_changed), self,
                           G_CONNECT_DEFAULT);
}

static void
ensure_models (RosterApplication *self)
{
  g_autoptr (RosterKeyring) keyring = NULL;
  g_autoptr (RosterJournal) journal = NULL;

  if (self->directory != NULL)
    return;
  self->settings = g_settings_new (ROSTER_APPLICATION_ID);
  keyring = roster_keyring_new ();
  self->directory = roster_directory_new (self->settings, self->transport, keyring);
  journal = roster_journal_new (NULL);
  self->queue = roster_change_queue_new (journal);
  watch_queue (self, self->queue);
}

/* The window of the real organizations. */
static RosterWindow *
ensure_window (RosterApplication *self)
{
  RosterWindow *window = find_window (self, FALSE);
  RosterOrganization *last = NULL;

  if (window != NULL)
    return window;
  ensure_models (self);
  /* The answer is under way while GTK builds the window. */
  last = roster_tabs_find_last (self->directory);
  if (last != NULL)
    roster_organization_refresh (last);
  return roster_window_new (GTK_APPLICATION (self), self->directory, self->queue);
}

/* The last window goes, which takes a while where it has many tabs: nothing is left to do then. */
static gboolean
window_closes (GtkWindow *window, RosterApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));
  gboolean is_last = self->n_busy == 0 && self->launcher == NULL;

  for (GList *link = windows; is_last && link != NULL; link = link->next)
    is_last = !ROSTER_IS_WINDOW (link->data) || link->data == (gpointer)window;
  if (is_last)
    roster_application_give_up_name (G_APPLICATION (self));
  return FALSE;
}

static void
roster_application_window_added (GtkApplication *application, GtkWindow *window)
{
  GTK_APPLICATION_CLASS (roster_application_parent_class)->window_added (application, window);

  /* After the window itself, which may stay. */
  if (ROSTER_IS_WINDOW (window))
    g_signal_connect_object (window, "close-request", G_CALLBACK (window_closes), application,
                             G_CONNECT_AFTER);
}

/* The organization that the command line names, if it does; FALSE, and said, where none is so. */
static gboolean
find_named (RosterDirectory *directory,
            GApplicationCommandLine *line,
            RosterOrganization **organization)
{
  g_autoptr (GError) error = NULL;

  if (roster_application_line_find_organization (line, directory, organization, &error))
    return TRUE;
  g_application_command_line_printerr (line, "%s\n", error->message);
  return FALSE;
}

/* Brings the tab to the front that the command line names; FALSE, and said, where there is none. */
static gboolean
show_named (RosterWindow *window, GApplicationCommandLine *line)
{
  RosterOrganization *organization = NULL;

  if (!find_named (roster_window_get_directory (window), line, &organization))
    return FALSE;
  if (organization != NULL)
    roster_window_show_organization (window, organization);
  return TRUE;
}

static void
demo_failed (RosterApplication *self, const GError *error)
{
  RosterWindow *window = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  window = ensure_window (self);
  roster_window_show_demo_error (window, error);
  roster_window_come_back (window);
}

static void
demo_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterApplication) self = ROSTER_APPLICATION (user_data);
  g_autoptr (RosterDemoLauncher) launcher = g_steal_pointer (&self->launcher);
  g_autoptr (GApplicationCommandLine) line = g_steal_pointer (&self->waiting_line);
  g_autoptr (GError) error = NULL;
  RosterWindow *window = find_window (self, FALSE);
  RosterWindow *demo = NULL;

  if (window != NULL)
    roster_window_set_demo_starting (window, FALSE);
  if (!roster_demo_launcher_start_finish (launcher, result, &error))
    demo_failed (self, error);
  else
    {
      watch_queue (self, roster_demo_launcher_get_queue (launcher));
      demo = roster_window_new_demo (GTK_APPLICATION (self), launcher);
      if (line != NULL)
        show_named (demo, line);
      gtk_window_present (GTK_WINDOW (demo));
      /* An empty window has nothing more to say. */
      if (window != NULL && roster_window_is_empty (window) && !roster_window_has_dialog (window))
        gtk_window_close (GTK_WINDOW (window));
    }
  g_application_release (G_APPLICATION (self));
}

static void
start_demo (RosterApplication *self)
{
  RosterWindow *window = find_window (self, TRUE);

  if (window != NULL)
    {
      roster_window_come_back (window);
      return;
    }
  if (self->launcher != NULL)
    return;

  window = find_window (self, FALSE);
  if (window != NULL)
    roster_window_set_demo_starting (window, TRUE);
  g_application_hold (G_APPLICATION (self));
  g_clear_object (&self->start_cancellable);
  self->start_cancellable = g_cancellable_new ();
  self->launcher = roster_demo_launcher_new (self->transport);
  roster_demo_launcher_start_async (self->launcher, self->start_cancellable, demo_started,
                                    g_object_ref (self));
}

static void
demo_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  start_demo (ROSTER_APPLICATION (user_data));
}

static void
set_up_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RosterWindow *window = ensure_window (ROSTER_APPLICATION (user_data));

  roster_window_come_back (window);
  gtk_window_present (
      roster_account_dialog_new (GTK_WINDOW (window), roster_window_get_directory (window), NULL));
}

static void
about_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  roster_about_show (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

/* A notification was clicked, perhaps one of a run that has ended since. */
static void
show_organization_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RosterApplication *self = ROSTER_APPLICATION (user_data);
  gboolean demo = FALSE;
  const char *key = NULL;
  RosterWindow *window = NULL;
  RosterOrganization *organization = NULL;

  g_variant_get (parameter, "(b&s)", &demo, &key);
  window = demo ? find_window (self, TRUE) : NULL;
  if (window == NULL)
    window = ensure_window (self);
  organization = roster_directory_find_key (roster_window_get_directory (window), key);
  if (organization != NULL)
    roster_window_show_organization (window, organization);
  roster_window_come_back (window);
}

/* Each window asks for itself where changes are under way, or closes once they are done. */
static void
close_windows (RosterApplication *self, void (*close_window) (RosterWindow *))
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  g_cancellable_cancel (self->start_cancellable);
  for (GList *link = windows; link != NULL; link = link->next)
    if (ROSTER_IS_WINDOW (link->data))
      close_window (link->data);
}

static void
close_asking (RosterWindow *window)
{
  gtk_window_close (GTK_WINDOW (window));
}

static void
quit_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  close_windows (ROSTER_APPLICATION (user_data), close_asking);
}

static void
save_state (RosterApplication *self)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL;
       link = link->next)
    if (ROSTER_IS_WINDOW (link->data))
      roster_window_save_state (link->data);
}

static gboolean
end_asked_by_system (gpointer user_data)
{
  /* At once: whoever ends the session may not wait for the last change. */
  save_state (ROSTER_APPLICATION (user_data));
  close_windows (ROSTER_APPLICATION (user_data), roster_window_close_when_done);
  return G_SOURCE_CONTINUE;
}

static const GActionEntry application_actions[] = {
  { "about", about_activated, NULL, NULL, NULL, { 0 } },
  { "demo", demo_activated, NULL, NULL, NULL, { 0 } },
  { "quit", quit_activated, NULL, NULL, NULL, { 0 } },
  { "set-up", set_up_activated, NULL, NULL, NULL, { 0 } },
  { "show-organization", show_organization_activated, "(bs)", NULL, NULL, { 0 } },
};

static const struct
{
  const char *action;
  const char *accelerator;
} application_accelerators[] = {
  { "app.about", "F1" },
  { "app.demo", "<Control>d" },
  { "app.quit", "<Control>q" },
};

static void
add_actions (RosterApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), application_actions,
                                   G_N_ELEMENTS (application_actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (application_accelerators); i++)
    gtk_application_set_accels_for_action (
        GTK_APPLICATION (self), application_accelerators[i].action,
        (const char *const[]){ application_accelerators[i].accelerator, NULL });
}

static void
roster_application_startup (GApplication *application)
{
  RosterApplication *self = ROSTER_APPLICATION (application);
  const int signals[] = { SIGTERM, SIGINT, SIGHUP };

  if (!gtk_init_check ())
    {
      g_printerr ("%s\n", _ ("Roster needs a display: neither WAYLAND_DISPLAY nor DISPLAY leads to "
                             "one. Without a display, use rosterctl."));
      exit (EXIT_FAILURE);
    }

  G_APPLICATION_CLASS (roster_application_parent_class)->startup (application);
  roster_style_set_direction ();

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    self->signal_sources[i] = g_unix_signal_add (signals[i], end_asked_by_system, self);
  self->transport = roster_transport_new ();
  roster_accessible_watch ();
  roster_inspector_lock ();
  add_actions (self);
}

static void
roster_application_activate (GApplication *application)
{
  roster_window_come_back (ensure_window (ROSTER_APPLICATION (application)));
}

static int
open_demo (RosterApplication *self, GApplicationCommandLine *line)
{
  RosterWindow *window = find_window (self, TRUE);

  start_demo (self);
  if (window != NULL)
    return show_named (window, line) ? EXIT_SUCCESS : EXIT_FAILURE;
  g_set_object (&self->waiting_line, line);
  return EXIT_SUCCESS;
}

/* Where no organization is called so, nothing is opened: whoever named it would act in another. */
static int
open_real (RosterApplication *self, GApplicationCommandLine *line, GFile *file)
{
  RosterOrganization *organization = NULL;
  RosterWindow *window = NULL;

  ensure_models (self);
  if (!find_named (self->directory, line, &organization))
    return EXIT_FAILURE;
  window = ensure_window (self);
  show_named (window, line);
  roster_window_come_back (window);
  if (file != NULL)
    roster_window_import (window, &file, 1);
  return EXIT_SUCCESS;
}

static int
roster_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  RosterApplication *self = ROSTER_APPLICATION (application);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (!roster_application_line_find_file (line, &file, &error))
    {
      g_application_command_line_printerr (line, "%s\n", error->message);
      return EXIT_USAGE;
    }
  return roster_application_line_is_demo (line) ? open_demo (self, line)
                                                : open_real (self, line, file);
}

/* By a file manager, over the bus. */
static void
roster_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  RosterWindow *window = ensure_window (ROSTER_APPLICATION (application));

  roster_window_come_back (window);
  /* Whoever is on the bus can name any number. */
  roster_window_import (window, files, (guint)MIN (n_files, 1));
}

/* The end of a session ends the process without closing its windows. */
static void
roster_application_shutdown (GApplication *application)
{
  save_state (ROSTER_APPLICATION (application));

  G_APPLICATION_CLASS (roster_application_parent_class)->shutdown (application);
}

static int
roster_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Roster %s\n", ROSTER_VERSION);
      return EXIT_SUCCESS;
    }
  roster_application_register_patiently (application);
  return -1;
}

static void
roster_application_dispose (GObject *object)
{
  RosterApplication *self = ROSTER_APPLICATION (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    g_clear_handle_id (&self->signal_sources[i], g_source_remove);
  g_clear_object (&self->start_cancellable);
  g_clear_object (&self->waiting_line);
  g_clear_object (&self->launcher);
  g_clear_object (&self->queue);
  g_clear_object (&self->directory);
  g_clear_object (&self->transport);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_application_parent_class)->dispose (object);
}

static void
roster_application_class_init (RosterApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GtkApplicationClass *gtk_application_class = GTK_APPLICATION_CLASS (klass);

  object_class->dispose = roster_application_dispose;
  application_class->startup = roster_application_startup;
  application_class->activate = roster_application_activate;
  application_class->command_line = roster_application_command_line;
  application_class->open = roster_application_open;
  application_class->shutdown = roster_application_shutdown;
  application_class->handle_local_options = roster_application_handle_local_options;
  gtk_application_class->window_added = roster_application_window_added;
}

static void
roster_application_init (RosterApplication *self)
{
  roster_application_line_set_up (G_APPLICATION (self));
}

RosterApplication *
roster_application_new (void)
{
  return g_object_new (ROSTER_TYPE_APPLICATION, "application-id", ROSTER_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN, NULL);
}
