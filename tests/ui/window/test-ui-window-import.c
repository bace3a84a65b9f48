/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are dropped on the window, or opened with it. */

#include "support/window-fixture.h"

#include <glib/gstdio.h>

#include "ui/accounts/roster-import-dialog.h"
#include "ui/widgets/roster-message-bar.h"

#define ENDPOINT "https://api.threatstack.com/v2"

static void
set_up (WindowFixture *self, gconstpointer data)
{
  window_fixture_set_up (self, NULL, ENDPOINT);
}

static void
tear_down (WindowFixture *self, gconstpointer data)
{
  window_fixture_tear_down (self);
}

static GtkDropTarget *
find_target (WindowFixture *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  g_assert_not_reached ();
}

/* As GTK does it: enter, then drop. */
static void
drop (WindowFixture *self, const char *const *paths)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GSList) files = NULL;
  GdkDragAction action = 0;
  gboolean taken = FALSE;

  for (guint i = 0; paths[i] != NULL; i++)
    files = g_slist_append (files, g_file_new_for_path (paths[i]));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  g_signal_emit_by_name (find_target (self), "enter", 10.0, 10.0, &action);
  g_assert_cmpuint (action, ==, GDK_ACTION_COPY);
  g_assert_true (gtk_widget_get_visible (window_fixture_find (self, "drop_hint")));
  g_signal_emit_by_name (find_target (self), "drop", &value, 10.0, 10.0, &taken);
  g_assert_true (taken);
  g_assert_false (gtk_widget_get_visible (window_fixture_find (self, "drop_hint")));
  g_slist_foreach (files, (GFunc)(void (*) (void))g_object_unref, NULL);
}

static GtkWindow *
find_review (WindowFixture *self)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *link = toplevels; link != NULL; link = link->next)
    if (ROSTER_IS_IMPORT_DIALOG (link->data) &&
        gtk_window_get_transient_for (link->data) == GTK_WINDOW (self->window))
      return link->data;
  return NULL;
}

static const char *
get_reason (WindowFixture *self)
{
  return roster_message_bar_get_text (
      ROSTER_MESSAGE_BAR (window_fixture_find (self, "import_bar")));
}

static const char *
get_review_page (WindowFixture *self)
{
  GtkWidget *stack = ui_test_find (GTK_WIDGET (find_review (self)), "stack");

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static gboolean
is_read (gpointer data)
{
  return g_strcmp0 (get_review_page (data), "busy") != 0;
}

static const struct
{
  const char *path;
  const char *text; /* NULL: a folder */
  const char *page; /* of the dialog */
} table[] = {
  { "threatstack.cfg",
    "[USER_INFO]\nTS_USER_ID = ada\nTS_API_KEY = werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn\n"
    "[DEFAULT]\nTS_ORGANIZATION_ID = 1\nTS_ORGANIZATION_NAME = \"Production\"\n",
    "review" },
  { "mine.cfg",
    "[USER_INFO]\nTS_USER_ID = ada\nTS_API_KEY = werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn\n"
    "[DEFAULT]\nTS_ORGANIZATION_ID = 1\nTS_ORGANIZATION_NAME = \"Production\"\n",
    "review" },
  { "picture.png", "\x89PNG\r\n\x1a\n", "problems" },
  { "empty.cfg", "", "problems" },
  { "folder", NULL, "problems" },
};

/* Each opens the dialog, which says what is wrong with it, if anything is. */
static void
test_files (WindowFixture *self, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("roster-drop-XXXXXX", NULL);

  window_fixture_open (self);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *path = g_build_filename (folder, table[i].path, NULL);

      g_test_message ("%s", table[i].path);
      if (table[i].text != NULL)
        g_assert_true (g_file_set_contents (path, table[i].text, -1, NULL));
      else
        g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      drop (self, (const char *const[]){ path, NULL });
      g_assert_null (get_reason (self));
      g_assert_nonnull (find_review (self));
      g_assert_true (ui_test_wait (is_read, self));
      g_assert_cmpstr (get_review_page (self), ==, table[i].page);
      ui_test_destroy (find_review (self));
      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_not_one (WindowFixture *self, gconstpointer data)
{
  window_fixture_add (self, "Production", "1");
  window_fixture_open (self);
  drop (self, (const char *const[]){ "/tmp/a.cfg", "/tmp/b.cfg", NULL });
  g_assert_null (find_review (self));
  g_assert_cmpstr (get_reason (self), ==,
                   "One file at a time: drop a single threatstack.cfg to import it.");
  drop (self, (const char *const[]){ NULL });
  g_assert_null (find_review (self));
  g_assert_cmpstr (get_reason (self), ==,
                   "Nothing was dropped that is a file. Drop a threatstack.cfg to import it.");

  /* What was said before is not said of the next file. */
  drop (self, (const char *const[]){ "/nonexistent/threatstack.cfg", NULL });
  g_assert_null (get_reason (self));
  g_assert_true (ui_test_wait (is_read, self));
  g_assert_cmpstr (get_review_page (self), ==, "problems");
  ui_test_destroy (find_review (self));
}

/* Held over the window and taken away again. */
static void
test_leave (WindowFixture *self, gconstpointer data)
{
  GdkDragAction action = 0;

  window_fixture_open (self);
  g_assert_false (gtk_widget_get_visible (window_fixture_find (self, "drop_hint")));
  g_signal_emit_by_name (find_target (self), "enter", 10.0, 10.0, &action);
  g_assert_true (gtk_widget_get_mapped (window_fixture_find (self, "drop_hint")));
  g_signal_emit_by_name (find_target (self), "leave");
  g_assert_false (gtk_widget_get_visible (window_fixture_find (self, "drop_hint")));
}

static gboolean
has_demo (gpointer data)
{
  WindowFixture *self = data;
  GList *windows =
      gtk_application_get_windows (GTK_APPLICATION (window_fixture_get_application ()));

  for (GList *link = windows; link != NULL; link = link->next)
    if (ROSTER_IS_WINDOW (link->data) && roster_window_is_demo (link->data))
      self->window = link->data;
  return self->window != NULL;
}

static gboolean
is_read_up (gpointer data)
{
  RosterDirectory *directory = roster_window_get_directory (((WindowFixture *)data)->window);

  for (guint i = 0; i < roster_directory_get_n_organizations (directory); i++)
    if (roster_organization_get_state (roster_directory_get_organization (directory, i)) !=
        ROSTER_ORGANIZATION_READY)
      return FALSE;
  return TRUE;
}

static void
test_demo (WindowFixture *self, gconstpointer data)
{
  GApplication *application = G_APPLICATION (window_fixture_get_application ());

  g_action_group_activate_action (G_ACTION_GROUP (application), "demo", NULL);
  g_assert_true (ui_test_wait (has_demo, self));
  g_assert_true (ui_test_wait (is_read_up, self));
  drop (self, (const char *const[]){ "/tmp/threatstack.cfg", NULL });
  g_assert_null (find_review (self));
  g_assert_nonnull (strstr (get_reason (self), "The demo imports nothing"));
  ui_test_destroy (GTK_WINDOW (self->window));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/window-import/" name, WindowFixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD ("files", test_files);
  ADD ("not-one", test_not_one);
  ADD ("leave", test_leave);
  ADD ("demo", test_demo);
  return g_test_run ();
}
