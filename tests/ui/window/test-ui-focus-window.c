/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main window with the Tab key: all its bars, at two sizes. */

#include "support/focus-keys.h"
#include "support/focus-walk.h"
#include "support/window-fixture.h"
#include "support/plan-runner.h"

#include "ui/widgets/roster-message-bar.h"

#define ENDPOINT "https://api.threatstack.com/v2"

static void
set_up_alone (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_set_up (fixture, NULL, ENDPOINT);
}

static void
tear_down_alone (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_tear_down (fixture);
}

static void
set_up (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_start_demo (fixture);
  window_fixture_open_demo (fixture);
}

static void
tear_down (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_end_demo (fixture);
}

static void
walk (WindowFixture *fixture)
{
  focus_walk (GTK_WINDOW (fixture->window), 1080, 720);
  focus_walk (GTK_WINDOW (fixture->window), 480, 400);
}

static void
test_list (WindowFixture *fixture, gconstpointer data)
{
  walk (fixture);
}

static gboolean
offers_undo (gpointer window)
{
  return roster_message_bar_get_text (ROSTER_MESSAGE_BAR (ui_test_find (window, "undo_bar"))) !=
         NULL;
}

static void
remove_somebody (WindowFixture *fixture)
{
  RosterOrganization *organization = roster_window_get_organization (fixture->window);
  const RosterMember *member =
      roster_member_table_get (roster_organization_get_table (organization), 7);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterChangeRun) run = NULL;

  g_ptr_array_add (changes, roster_change_new (ROSTER_CHANGE_REMOVE, organization, member->id,
                                               member->id, member->role));
  run = plan_runner_submit (fixture->queue, changes);
  g_assert_true (ui_test_wait (offers_undo, fixture->window));
}

static void
test_undo_bar (WindowFixture *fixture, gconstpointer data)
{
  remove_somebody (fixture);
  walk (fixture);
}

/* Every message that there can be above the list, all at once. */
static void
test_bars (WindowFixture *fixture, gconstpointer data)
{
  const char *const bars[] = { "recovery_bar", "import_bar", "state_bar", "export_bar" };

  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    roster_message_bar_show (ROSTER_MESSAGE_BAR (window_fixture_find (fixture, bars[i])),
                             GTK_MESSAGE_INFO, "Something happened.", "Act");
  remove_somebody (fixture);
  walk (fixture);
}

/* The three ways in. */
static void
test_first_run (WindowFixture *fixture, gconstpointer data)
{
  window_fixture_open (fixture);
  walk (fixture);
}

static void
add_organizations (WindowFixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Organization %u", i);

      window_fixture_add (fixture, name, name);
    }
}

/* The account has no key. There are more tabs than the window has room for. */
static void
test_key_banner (WindowFixture *fixture, gconstpointer data)
{
  add_organizations (fixture, 12);
  window_fixture_open (fixture);
  g_assert_true (gtk_widget_get_mapped (window_fixture_find (fixture, "key_entry")));
  walk (fixture);
}

/* A question over the window. */
static void
test_question (WindowFixture *fixture, gconstpointer data)
{
  GtkWindow *question;

  window_fixture_add (fixture, "Production", "1");
  window_fixture_open (fixture);
  window_fixture_activate (fixture, "remove-tab");
  question = GTK_WINDOW (window_fixture_find_dialog (fixture));
  focus_walk (question, 480, 200);
  ui_test_destroy (question);
}

/* The tab, or the window, goes while the cursor is in it. */
static void
test_gone (WindowFixture *fixture, gconstpointer data)
{
  add_organizations (fixture, 2);
  window_fixture_open (fixture);
  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_grab_focus (window_fixture_find (fixture, "key_entry"));
      ui_test_spin (100);
      if (i == 0)
        roster_directory_remove (fixture->directory, 0);
      ui_test_spin (100);
    }
}

#define ADD_ALONE(name, func)                                                                      \
  g_test_add ("/ui/focus-window/" name, WindowFixture, NULL, set_up_alone, func, tear_down_alone)
#define ADD(name, func)                                                                            \
  g_test_add ("/ui/focus-window/" name, WindowFixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  focus_keys_still ();
  ADD ("list", test_list);
  ADD ("undo-bar", test_undo_bar);
  ADD ("bars", test_bars);
  ADD_ALONE ("first-run", test_first_run);
  ADD_ALONE ("key-banner", test_key_banner);
  ADD_ALONE ("question", test_question);
  ADD_ALONE ("gone", test_gone);
  return g_test_run ();
}
