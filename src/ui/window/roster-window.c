/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterWindow comes to the screen empty, as soon as GTK can show a window. What is in it takes
 * half as long again to make, and is made while the display shows that. */

#define G_SETTINGS_ENABLE_BACKEND

#include "ui/window/roster-window.h"

#include <gio/gsettingsbackend.h>
#include <glib/gi18n-lib.h>

#include "roster-config.h"
#include "ui/widgets/roster-next-frame.h"
#include "ui/widgets/roster-question.h"
#include "ui/widgets/roster-shrinking-box.h"
#include "ui/window/roster-first-run-page.h"
#include "ui/window/roster-import-area.h"
#include "ui/window/roster-notifier.h"
#include "ui/window/roster-recovery-notice.h"
#include "ui/window/roster-style.h"
#include "ui/window/roster-window-actions.h"
#include "ui/window/roster-window-closer.h"
#include "ui/window/roster-window-title.h"

#define READS_AT_MOST 2
#define DEFAULT_WIDTH 1080 /* pixels, as are the next ones */
#define DEFAULT_HEIGHT 720
#define MIN_WIDTH 360
#define MIN_HEIGHT 294

struct _RosterWindow
{
  GtkApplicationWindow parent_instance;

  /* Borrowed */
  GtkHeaderBar *header_bar;
  RosterOrganization *first_read; /* (nullable) only until the window is filled, and never used */

  /* Of roster-window.ui; NULL until the window is filled */
  GtkWidget *change_buttons;
  GtkWidget *page_buttons;
  RosterWindowTitle *title;
  GtkWidget *content;
  RosterMessageBar *recovery_bar;
  GtkStack *stack;
  RosterTabs *tabs;
  RosterImportArea *import_area;
  RosterFirstRunPage *first_run_page; /* (nullable) until it is shown */

  /* Owned */
  RosterDirectory *directory;
  RosterChangeQueue *queue;
  RosterDemoLauncher *launcher; /* (nullable) of a demo window */
  GSettings *settings;          /* (nullable) those of a demo window are in memory */
  RosterRefresher *refresher;
  RosterWindowCloser *closer;
  /* NULL until the window is filled */
  RosterNotifier *notifier;
  RosterWindowActions *actions;
  RosterRecoveryNotice *recovery_notice; /* (nullable) none in a demo window */
};

G_DEFINE_FINAL_TYPE (RosterWindow, roster_window, GTK_TYPE_APPLICATION_WINDOW)

static RosterFirstRunPage *
ensure_first_run_page (RosterWindow *self)
{
  if (self->first_run_page == NULL)
    {
      self->first_run_page =
          g_object_new (ROSTER_TYPE_FIRST_RUN_PAGE, "name", "first_run_page", NULL);
      gtk_stack_add_child (self->stack, GTK_WIDGET (self->first_run_page));
    }
  return self->first_run_page;
}

static void
update (RosterWindow *self)
{
  gboolean empty = roster_window_is_empty (self);

  gtk_stack_set_visible_child (self->stack, empty ? GTK_WIDGET (ensure_first_run_page (self))
                                                  : GTK_WIDGET (self->tabs));
  gtk_widget_set_visible (self->change_buttons, !empty);
  gtk_widget_set_visible (self->page_buttons, !empty);
  roster_window_title_set_organization (self->title, roster_tabs_get_organization (self->tabs));
  roster_window_actions_update (self->actions);
}

static void
on_exported (RosterWindow *self, int n_members, guint milliseconds, RosterOrganizationPage *page)
{
  roster_notifier_tell_export (self->notifier, roster_organization_page_get_organization (page),
                               n_members, milliseconds);
}

static void
on_page_made (RosterWindow *self, RosterOrganizationPage *page)
{
  g_signal_connect_object (page, "exported", G_CALLBACK (on_exported), self, G_CONNECT_SWAPPED);
  roster_window_actions_update (self->actions);
}

/* When it is first opened */
static void
make_menu (GtkMenuButton *button, gpointer application)
{
  GMenu *menu = gtk_application_get_menu_by_id (application, "primary-menu");

  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
build (RosterWindow *self)
{
  GtkWindow *window = GTK_WINDOW (self);
  gboolean demo = self->launcher != NULL;
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/io/github/roster/Roster/roster-window.ui");
  GObject *bar = gtk_builder_get_object (builder, "import_bar");
  GObject *menu_button = gtk_builder_get_object (builder, "menu_button");

  self->change_buttons = GTK_WIDGET (gtk_builder_get_object (builder, "change_buttons"));
  self->page_buttons = GTK_WIDGET (gtk_builder_get_object (builder, "page_buttons"));
  self->title = ROSTER_WINDOW_TITLE (gtk_builder_get_object (builder, "title"));
  self->content = GTK_WIDGET (gtk_builder_get_object (builder, "content"));
  self->recovery_bar = ROSTER_MESSAGE_BAR (gtk_builder_get_object (builder, "recovery_bar"));
  self->stack = GTK_STACK (gtk_builder_get_object (builder, "stack"));
  self->tabs = ROSTER_TABS (gtk_builder_get_object (builder, "tabs"));
  self->import_area = ROSTER_IMPORT_AREA (roster_import_area_new (
      window, self->content, ROSTER_MESSAGE_BAR (bar), self->directory, demo));

  gtk_widget_set_visible (GTK_WIDGET (gtk_builder_get_object (builder, "demo_band")), demo);
  roster_window_title_set_demo (self->title, demo);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (menu_button), make_menu,
                                         gtk_window_get_application (window), NULL);
  gtk_header_bar_pack_start (self->header_bar, self->change_buttons);
  gtk_header_bar_set_title_widget (self->header_bar, GTK_WIDGET (self->title));
  gtk_header_bar_pack_end (self->header_bar, GTK_WIDGET (menu_button));
  gtk_header_bar_pack_end (self->header_bar, self->page_buttons);
  gtk_header_bar_set_show_title_buttons (self->header_bar, TRUE);
  gtk_window_set_child (window, GTK_WIDGET (self->import_area));
}

/* It is shown when all is in it: GTK would go through every tab on the way. */
static void
show_content (RosterWindow *self)
{
  gtk_widget_set_visible (self->content, TRUE);
  /* GTK gives a window that comes to the screen its first focus; there was nothing that could take
   * it. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* Makes what is in the window, where it is not there yet. */
static void
fill (RosterWindow *self)
{
  gboolean demo = self->launcher != NULL;

  if (self->tabs != NULL)
    return;
  roster_style_add (gtk_widget_get_display (GTK_WIDGET (self)));
  build (self);
  self->notifier = roster_notifier_new (GTK_WINDOW (self), self->directory, self->queue, demo);
  self->actions =
      roster_window_actions_new (GTK_APPLICATION_WINDOW (self), self->tabs, self->directory,
                                 self->queue, self->refresher, self->settings, demo);
  g_signal_connect_object (self->tabs, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tabs, "page-made", G_CALLBACK (on_page_made), self,
                           G_CONNECT_SWAPPED);
  roster_tabs_follow (self->tabs, self->directory, self->queue, self->refresher, self->settings,
                      g_steal_pointer (&self->first_read));
  /* The demo has no earlier run. */
  if (!demo)
    self->recovery_notice = roster_recovery_notice_new (
        self->recovery_bar, roster_change_queue_get_journal (self->queue),
        G_LIST_MODEL (self->directory));
  show_content (self);
}

static void
restore_size (RosterWindow *self)
{
  if (self->settings == NULL)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

/* Of X11's windows; other displays know it from the desktop file. It is drawn by a library that
 * takes longer to load than the whole window. */
static void
set_icon (GtkWidget *window)
{
  gtk_window_set_default_icon_name (ROSTER_APPLICATION_ID);
}

static void
on_shown_empty (GtkWidget *window)
{
  fill (ROSTER_WINDOW (window));
  roster_next_frame_await (window, set_icon);
}

static void
roster_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (roster_window_parent_class)->map (widget);
  roster_next_frame_await (widget, on_shown_empty);
}

static gboolean
roster_window_close_request (GtkWindow *window)
{
  RosterWindow *self = ROSTER_WINDOW (window);
  guint n_organizations = roster_directory_get_n_organizations (self->directory);

  if (roster_window_closer_prevent (self->closer))
    return TRUE;
  roster_window_save_state (self);
  roster_refresher_forget (self->refresher, NULL);
  for (guint i = 0; i < n_organizations; i++)
    roster_organization_cancel (roster_directory_get_organization (self->directory, i));
  return FALSE;
}

static void
roster_window_dispose (GObject *object)
{
  RosterWindow *self = ROSTER_WINDOW (object);

  /* GTK 4.8 tells a password entry that the focus leaves it when the entry is gone already. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  g_clear_object (&self->recovery_notice);
  g_clear_object (&self->actions);
  g_clear_object (&self->notifier);
  g_clear_object (&self->closer);
  g_clear_object (&self->refresher);
  g_clear_object (&self->directory);
  g_clear_object (&self->queue);
  g_clear_object (&self->launcher);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_window_parent_class)->dispose (object);
}

static void
roster_window_class_init (RosterWindowClass *klass)
{
  g_type_ensure (ROSTER_TYPE_MESSAGE_BAR);
  g_type_ensure (ROSTER_TYPE_SHRINKING_BOX);
  g_type_ensure (ROSTER_TYPE_TABS);
  g_type_ensure (ROSTER_TYPE_WINDOW_TITLE);

  G_OBJECT_CLASS (klass)->dispose = roster_window_dispose;
  GTK_WIDGET_CLASS (klass)->map = roster_window_map;
  GTK_WINDOW_CLASS (klass)->close_request = roster_window_close_request;
}

/* A header bar without a word or a picture in it, which would take time to load. */
static void
roster_window_init (RosterWindow *self)
{
  self->header_bar = GTK_HEADER_BAR (gtk_header_bar_new ());
  gtk_header_bar_set_title_widget (self->header_bar, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_header_bar_set_show_title_buttons (self->header_bar, FALSE);
  gtk_window_set_titlebar (GTK_WINDOW (self), GTK_WIDGET (self->header_bar));
  gtk_window_set_title (GTK_WINDOW (self), "Roster");
  gtk_window_set_default_size (GTK_WINDOW (self), DEFAULT_WIDTH, DEFAULT_HEIGHT);
  gtk_widget_set_size_request (GTK_WIDGET (self), MIN_WIDTH, MIN_HEIGHT);
  self->refresher = roster_refresher_new (READS_AT_MOST);
}

/* (nullable) (transfer full): the settings of a demo window are in memory, so that everything can
 * be tried and nothing is kept. */
static GSettings *
dup_settings (RosterWindow *self)
{
  GSettings *settings = roster_directory_get_settings (self->directory);
  g_autoptr (GSettingsBackend) memory = NULL;

  if (self->launcher == NULL)
    return settings != NULL ? g_object_ref (settings) : NULL;
  memory = g_memory_settings_backend_new ();
  return g_settings_new_with_backend (ROSTER_APPLICATION_ID, memory);
}

static RosterWindow *
new_window (GtkApplication *application,
            RosterDirectory *directory,
            RosterChangeQueue *queue,
            RosterDemoLauncher *launcher)
{
  RosterWindow *self = g_object_new (ROSTER_TYPE_WINDOW, "application", application, NULL);

  self->directory = g_object_ref (directory);
  self->queue = g_object_ref (queue);
  g_set_object (&self->launcher, launcher);
  self->settings = dup_settings (self);
  self->closer = roster_window_closer_new (GTK_WINDOW (self), queue, self->settings);
  restore_size (self);
  /* What will be in front is read while the tabs are made. */
  self->first_read = roster_tabs_find_last (directory);
  if (self->first_read != NULL)
    roster_refresher_push (self->refresher, self->first_read);
  return self;
}

/**
 * roster_window_new:
 * @application: the application
 * @directory: the organizations, one tab each
 * @queue: the queue that changes go through
 *
 * Returns: (transfer none): a new window, owned by GTK; what is in it is made after its first
 * frame, or when it is asked for something before
 */
RosterWindow *
roster_window_new (GtkApplication *application,
                   RosterDirectory *directory,
                   RosterChangeQueue *queue)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (directory), NULL);
  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (queue), NULL);

  return new_window (application, directory, queue, NULL);
}

/**
 * roster_window_new_demo:
 * @application: the application
 * @launcher: the demo service, started; it ends with the window
 *
 * Returns: (transfer none): a new window that says that it is the demo, owned by GTK
 */
RosterWindow *
roster_window_new_demo (GtkApplication *application, RosterDemoLauncher *launcher)
{
  g_return_val_if_fail (ROSTER_IS_DEMO_LAUNCHER (launcher), NULL);

  return new_window (application, roster_demo_launcher_get_directory (launcher),
                     roster_demo_launcher_get_queue (launcher), launcher);
}

gboolean
roster_window_is_demo (RosterWindow *self)
{
  g_return_val_if_fail (ROSTER_IS_WINDOW (self), FALSE);
  return self->launcher != NULL;
}

RosterDirectory *
roster_window_get_directory (RosterWindow *self)
{
  g_return_val_if_fail (ROSTER_IS_WINDOW (self), NULL);
  return self->directory;
}

/** roster_window_get_organization: (transfer none) (nullable): whose tab is in front. */
RosterOrganization *
roster_window_get_organization (RosterWindow *self)
{
  g_return_val_if_fail (ROSTER_IS_WINDOW (self), NULL);

  return self->tabs != NULL ? roster_tabs_get_organization (self->tabs) : NULL;
}

/** roster_window_is_empty: whether @self has no organization and so shows the ways in. */
gboolean
roster_window_is_empty (RosterWindow *self)
{
  g_return_val_if_fail (ROSTER_IS_WINDOW (self), TRUE);
  return roster_directory_get_n_organizations (self->directory) == 0;
}

/** roster_window_has_dialog: whether a dialog is open, in which somebody may have typed something.
 */
gboolean
roster_window_has_dialog (RosterWindow *self)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  g_return_val_if_fail (ROSTER_IS_WINDOW (self), FALSE);

  for (GList *link = toplevels; link != NULL; link = link->next)
    if (gtk_window_get_transient_for (GTK_WINDOW (link->data)) == GTK_WINDOW (self) &&
        gtk_widget_get_visible (GTK_WIDGET (link->data)))
      return TRUE;
  return FALSE;
}

/**
 * roster_window_show_organization:
 * @self: a window
 * @organization: whose tab comes to the front
 *
 * Returns: whether @organization has a tab here
 */
gboolean
roster_window_show_organization (RosterWindow *self, RosterOrganization *organization)
{
  g_return_val_if_fail (ROSTER_IS_WINDOW (self), FALSE);

  fill (self);
  return roster_tabs_select (self->tabs, organization);
}

/** roster_window_import: see roster_import_area_import(). */
void
roster_window_import (RosterWindow *self, GFile *const *files, guint n_files)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));

  fill (self);
  roster_import_area_import (self->import_area, files, n_files);
}

/**
 * roster_window_save_state:
 * @self: a window
 *
 * Keeps the window's size and the tab in front for the next start. The demo keeps nothing.
 */
void
roster_window_save_state (RosterWindow *self)
{
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  int width = 0;
  int height = 0;

  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized", maximized);
  if (!maximized && width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
  if (self->tabs != NULL)
    roster_tabs_remember (self->tabs);
}

void
roster_window_set_demo_starting (RosterWindow *self, gboolean starting)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));

  fill (self);
  if (self->first_run_page == NULL)
    return;
  roster_first_run_page_set_starting (self->first_run_page, starting);
  if (starting)
    roster_first_run_page_set_error (self->first_run_page, NULL);
}

/**
 * roster_window_show_demo_error:
 * @self: a window
 * @error: why the demo cannot be started
 *
 * Says so where the person acted: on the first page, or over the window where that is not shown.
 */
void
roster_window_show_demo_error (RosterWindow *self, const GError *error)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));

  fill (self);
  if (roster_window_is_empty (self))
    roster_first_run_page_set_error (self->first_run_page, error);
  else
    roster_question_show_failure (GTK_WINDOW (self), _ ("The demo cannot be started"),
                                  error->message);
}

/** roster_window_come_back: presents @self; see roster_window_closer_come_back(). */
void
roster_window_come_back (RosterWindow *self)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));

  roster_window_closer_come_back (self->closer);
}

/** roster_window_close_when_done: see roster_window_closer_close_when_done(). */
void
roster_window_close_when_done (RosterWindow *self)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));

  roster_window_closer_close_when_done (self->closer);
}
