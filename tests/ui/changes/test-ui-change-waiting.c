/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service that is busy: the row of a change says so, counts down, and Stop ends the wait. */

#include "support/dialog-fixture.h"

#include "mock/mock-fault.h"
#include "ui/changes/roster-change-item.h"
#include "ui/changes/roster-remove-dialog.h"

#include <stdlib.h>
#include <string.h>

static const MockOptions options = { .n_members = 40 };

static void
set_fault (DialogFixture *self, const char *spec)
{
  g_autoptr (GError) error = NULL;

  mock_service_add_fault (self->service, spec, &error);
  g_assert_no_error (error);
}

/* What the first row shows. */
static const char *
get_status (GtkWindow *dialog)
{
  return gtk_label_get_text (GTK_LABEL (ui_test_find (GTK_WIDGET (dialog), "status")));
}

/* -1 where nothing is counted */
static int
get_seconds (GtkWindow *dialog)
{
  const char *found = strstr (get_status (dialog), "Trying again in ");

  return found != NULL ? atoi (found + strlen ("Trying again in ")) : -1;
}

static gboolean
is_counting (gpointer dialog)
{
  return ui_test_find (dialog, "status") != NULL && get_seconds (dialog) > 0;
}

static gboolean
is_below_499 (gpointer dialog)
{
  return get_seconds (dialog) < 499;
}

static GtkWindow *
remove_users (DialogFixture *self, GPtrArray *ids)
{
  GtkWindow *dialog =
      roster_remove_dialog_new (NULL, dialog_fixture_get (self, PRODUCTION), ids, self->queue);

  gtk_window_present (dialog);
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_EDITING);
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_SENDING);
  g_assert_true (ui_test_wait (is_counting, dialog));
  return dialog;
}

static guint
count_changes (DialogFixture *self)
{
  return mock_service_count_calls (self->service, MOCK_CALL_CHANGE);
}

/* One change is on its way, so there is nothing to stop, unless it waits. */
static void
test_one (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autofree char *row = NULL;
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 1);
  set_fault (self, "remove:status=429,retry-after=500,body=Busy");
  dialog = remove_users (self, ids);
  g_assert_nonnull (strstr (get_status (dialog), "(429): Busy"));
  g_assert_cmpint (get_seconds (dialog), <=, 500);
  row = dialog_describe_item (dialog, 0);
  g_assert_true (g_str_has_prefix (row, "waiting: "));
  g_assert_true (ui_test_wait (is_below_499, dialog));

  dialog_press (dialog, "stop");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_cmpstr (get_status (dialog), ==,
                   "It was stopped while it waited; the service did not act on it.");
  g_assert_cmpuint (count_changes (self), ==, 1);
  ui_test_destroy (dialog);
}

/* The rest of the run is not sent either, and can be tried again. */
static void
test_several (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 2);
  set_fault (self, "remove:status=429,retry-after=500,times=1");
  dialog = remove_users (self, ids);
  dialog_press (dialog, "stop");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_cmpstr (dialog_get_summary (dialog), ==, "2 were stopped before they were sent.");
  g_assert_cmpuint (count_changes (self), ==, 1);

  dialog_press (dialog, "action");
  dialog_wait_action (dialog, "Remove 2 members");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_cmpstr (dialog_get_summary (dialog), ==, "2 members were removed.");
  g_assert_cmpuint (count_changes (self), ==, 3);
  ui_test_destroy (dialog);
}

/* Where nobody stops it, it goes on by itself. */
static void
test_patience (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 1);
  set_fault (self, "remove:status=429,retry-after=2,times=1");
  dialog = remove_users (self, ids);
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_cmpstr (dialog_get_summary (dialog), ==, "1 member was removed.");
  g_assert_cmpstr (get_status (dialog), ==, "Removed");
  ui_test_destroy (dialog);
}

#define ADD_TEST(path, func)                                                                       \
  g_test_add (path, DialogFixture, &options, dialog_fixture_set_up, func, dialog_fixture_tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD_TEST ("/ui/change-waiting/one", test_one);
  ADD_TEST ("/ui/change-waiting/several", test_several);
  ADD_TEST ("/ui/change-waiting/patience", test_patience);
  return g_test_run ();
}
