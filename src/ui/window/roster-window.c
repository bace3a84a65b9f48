/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterWindow: one tab per organization, and the actions that act on the tab in front. A window
 * whose directory is empty shows the three ways in. It comes to the screen empty, and is filled
 * while the display shows that. */

#include "ui/window/roster-window-private.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"
#include "roster-config.h"
#include "ui/widgets/roster-next-frame.h"

#define READS_AT_MOST 2
#define DEFAULT_WIDTH 1080 /* pixels, as are the next ones */
#define DEFAULT_HEIGHT 720
#define MIN_WIDTH 360
#define MIN_HEIGHT 294

G_DEFINE_FINAL_TYPE (RosterWindow, roster_window, GTK_TYPE_APPLICATION_WINDOW)

/* “ada @ api.threatstack.com”; the port is named where the endpoint names it. */
static char *
describe_account (RosterAccount *account)
{
  g_autoptr (GUri) uri =
      g_uri_parse (roster_account_get_endpoint (account), G_URI_FLAGS_NONE, NULL);
  g_autofree char *user = roster_text_display (roster_account_get_user_id (account));
  g_autofree char *host = NULL;

  if (uri == NULL)
    return g_steal_pointer (&user);
  if (g_uri_get_port (uri) > 0)
    host = g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
  /* Translators: an account: user id and host, as in “a1b2c3d4 @ api.threatstack.com”. */
  return g_strdup_printf (_ ("%s @ %s"), user, host != NULL ? host : g_uri_get_host (uri));
}

static void
update_title (RosterWindow *self)
{
  RosterOrganization *organization = roster_window_get_organization (self);
  g_autofree char *name = NULL;
  g_autofree char *account = NULL;
  g_autofree char *title = NULL;

  if (organization != NULL)
    {
      name = roster_text_display (roster_organization_get_name (organization));
      account = describe_account (roster_organization_get_account (organization));
      /* Translators: the title of a window: an organization, then the program’s name. */
      title = g_strdup_printf (
          roster_window_is_demo (self) ? _ ("%s – Roster demo") : _ ("%s – Roster"), name);
    }
  gtk_window_set_title (GTK_WINDOW (self), title != NULL ? title : "Roster");
  roster_color_mark_set_color (
      self->color_mark, organization != NULL ? roster_organization_get_color (organization) : NULL);
  gtk_label_set_text (self->title_label, name != NULL ? name : "Roster");
  gtk_label_set_text (self->subtitle_label, account != NULL ? account : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle_label), account);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), account != NULL);
}

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

/**
 * roster_window_update:
 * @self: a window
 *
 * Shows what is in front: its title, the buttons that go with it, and which of them can be pressed.
 */
void
roster_window_update (RosterWindow *self)
{
  gboolean empty = roster_window_is_empty (self);

  g_signal_group_set_target (self->organization_signals, roster_window_get_organization (self));
  g_signal_group_set_target (self->page_signals, roster_window_peek_page (self));
  gtk_stack_set_visible_child (self->stack, empty ? GTK_WIDGET (ensure_first_run_page (self))
                                                  : GTK_WIDGET (self->notebook));
  gtk_widget_set_visible (self->change_buttons, !empty);
  gtk_widget_set_visible (self->page_buttons, !empty);
  update_title (self);
  roster_window_actions_update (self, TRUE);
}

static void
something_changed (RosterWindow *self)
{
  roster_window_actions_update (self, FALSE);
}

static void
follow_front (RosterWindow *self)
{
  self->organization_signals = g_signal_group_new (ROSTER_TYPE_ORGANIZATION);
  g_signal_group_connect_swapped (self->organization_signals, "notify::table",
                                  G_CALLBACK (something_changed), self);
  g_signal_group_connect_swapped (self->organization_signals, "notify::state",
                                  G_CALLBACK (something_changed), self);
  g_signal_group_connect_swapped (self->organization_signals, "notify::state",
                                  G_CALLBACK (roster_window_tabs_make_pages), self);
  g_signal_group_connect_swapped (self->organization_signals, "notify::read-only",
                                  G_CALLBACK (something_changed), self);
  g_signal_group_connect_swapped (self->organization_signals, "notify::color",
                                  G_CALLBACK (update_title), self);
  g_signal_group_connect_swapped (self->organization_signals, "notify::name",
                                  G_CALLBACK (update_title), self);
  self->page_signals = g_signal_group_new (ROSTER_TYPE_ORGANIZATION_PAGE);
  g_signal_group_connect_swapped (self->page_signals, "notify::n-selected",
                                  G_CALLBACK (something_changed), self);
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
  roster_window_fill (ROSTER_WINDOW (window));
  roster_next_frame_await (window, set_icon);
}

static void
roster_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (roster_window_parent_class)->map (widget);
  roster_next_frame_await (widget, on_shown_empty);
}

static void
roster_window_dispose (GObject *object)
{
  RosterWindow *self = ROSTER_WINDOW (object);

  g_clear_weak_pointer (&self->question);
  g_clear_weak_pointer (&self->history);
  g_clear_weak_pointer (&self->find);
  g_clear_weak_pointer (&self->preferences);
  g_clear_object (&self->organization_signals);
  g_clear_object (&self->page_signals);
  if (self->notebook != NULL)
    {
      /* GTK 4.8 tells a password entry that the focus leaves it when the entry is gone already. */
      gtk_window_set_focus (GTK_WINDOW (self), NULL);
      roster_window_tabs_clear (self);
    }
  g_clear_pointer (&self->tab_menu, gtk_widget_unparent);
  g_clear_object (&self->refresher);
  g_clear_object (&self->notifier);
  g_clear_object (&self->settler);
  g_clear_object (&self->directory);
  g_clear_object (&self->queue);
  g_clear_object (&self->launcher);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_window_parent_class)->dispose (object);
}

static void
roster_window_class_init (RosterWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = roster_window_dispose;
  widget_class->focus = roster_window_focus;
  widget_class->map = roster_window_map;
  window_class->close_request = roster_window_request_close;
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
  follow_front (self);
}

static RosterWindow *
new_window (RosterApplication *application,
            RosterDirectory *directory,
            RosterChangeQueue *queue,
            RosterDemoLauncher *launcher)
{
  RosterWindow *self = g_object_new (ROSTER_TYPE_WINDOW, "application", application, NULL);

  self->directory = g_object_ref (directory);
  self->queue = g_object_ref (queue);
  g_set_object (&self->launcher, launcher);
  self->settings = roster_window_dup_settings (self);
  restore_size (self);
  roster_window_tabs_read_first (self);
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
roster_window_new (RosterApplication *application,
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
roster_window_new_demo (RosterApplication *application, RosterDemoLauncher *launcher)
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

static RosterTab *
get_tab (RosterWindow *self)
{
  int current = self->notebook != NULL ? gtk_notebook_get_current_page (self->notebook) : -1;

  if (current < 0)
    return NULL;
  return ROSTER_TAB (gtk_notebook_get_nth_page (self->notebook, current));
}

/* The page in front, or NULL; made where it was not there yet. */
RosterOrganizationPage *
roster_window_get_page (RosterWindow *self)
{
  RosterTab *tab = get_tab (self);

  return tab != NULL ? roster_tab_get_page (tab) : NULL;
}

/* The page in front, or NULL where it is not there yet. */
RosterOrganizationPage *
roster_window_peek_page (RosterWindow *self)
{
  RosterTab *tab = get_tab (self);

  return tab != NULL ? roster_tab_peek_page (tab) : NULL;
}

/**
 * roster_window_get_organization:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the organization whose tab is in front
 */
RosterOrganization *
roster_window_get_organization (RosterWindow *self)
{
  RosterTab *tab = NULL;

  g_return_val_if_fail (ROSTER_IS_WINDOW (self), NULL);

  tab = get_tab (self);
  return tab != NULL ? roster_tab_get_organization (tab) : NULL;
}

/**
 * roster_window_is_empty:
 * @self: a window
 *
 * Returns: whether @self has no organization and so shows the ways in
 */
gboolean
roster_window_is_empty (RosterWindow *self)
{
  g_return_val_if_fail (ROSTER_IS_WINDOW (self), TRUE);
  return roster_directory_get_n_organizations (self->directory) == 0;
}

void
roster_window_set_demo_starting (RosterWindow *self, gboolean starting)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));

  roster_window_fill (self);
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
  GtkWidget *dialog = NULL;

  g_return_if_fail (ROSTER_IS_WINDOW (self));

  roster_window_fill (self);
  if (roster_window_is_empty (self))
    {
      roster_first_run_page_set_error (self->first_run_page, error);
      return;
    }
  dialog = gtk_message_dialog_new (
      GTK_WINDOW (self), GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_ERROR,
      GTK_BUTTONS_CLOSE, "%s", _ ("The demo cannot be started"));
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", error->message);
  g_signal_connect (dialog, "response", G_CALLBACK (gtk_window_destroy), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}
