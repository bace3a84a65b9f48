/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a list is sorted, filtered and searched outlives its window; what older or later versions
 * left in the settings does no harm. */

#include "support/window-fixture.h"

#include "ui/list/roster-member-list.h"
#include "ui/page/roster-filter-bar.h"
#include "ui/page/roster-tab.h"

#define ENDPOINT "https://api.threatstack.com/v2"
#define KEY_START ENDPOINT "\\nada\\n" /* as a GVariant is printed */

typedef struct
{
  WindowFixture base;
  GSettings *settings;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->settings = g_settings_new ("io.github.roster.Roster");
  g_settings_reset (self->settings, "views");
  g_settings_reset (self->settings, "organizations");
  window_fixture_set_up (&self->base, self->settings, ENDPOINT);
  window_fixture_add (&self->base, "Production", "1");
  window_fixture_add (&self->base, "Staging", "2");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  window_fixture_tear_down (&self->base);
  g_clear_object (&self->settings);
}

/* The list of the tab at that position. */
static GtkWidget *
find_in_tab (Fixture *self, int tab, const char *id)
{
  GtkNotebook *notebook = window_fixture_get_notebook (&self->base);
  RosterTab *place = ROSTER_TAB (gtk_notebook_get_nth_page (notebook, tab));
  GtkWidget *found = ui_test_find (GTK_WIDGET (roster_tab_get_page (place)), id);

  g_assert_nonnull (found);
  return found;
}

static RosterMemberView *
get_view (Fixture *self, int tab)
{
  GtkWidget *list = find_in_tab (self, tab, "column_view");

  return ROSTER_MEMBER_VIEW (gtk_column_view_get_model (GTK_COLUMN_VIEW (list)));
}

static void
assert_view (Fixture *self,
             int tab,
             RosterMemberField field,
             gboolean descending,
             RosterFilter filter,
             const char *words)
{
  const RosterMemberQuery *query = roster_member_view_get_query (get_view (self, tab));
  GtkEditable *entry = GTK_EDITABLE (find_in_tab (self, tab, "search_entry"));

  g_assert_cmpint (query->field, ==, field);
  g_assert_cmpint (query->descending, ==, descending);
  g_assert_cmpint (query->filter, ==, filter);
  g_assert_cmpstr (query->words, ==, words);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, words);
}

static void
assert_kept (Fixture *self, const char *expected)
{
  g_autoptr (GVariant) views = g_settings_get_value (self->settings, "views");
  g_autofree char *text = g_variant_print (views, FALSE);
  g_autoptr (GString) keys = g_string_new (text);

  g_string_replace (keys, KEY_START, "ada ", 0);
  g_assert_cmpstr (keys->str, ==, expected);
}

static void
close_window (Fixture *self)
{
  gtk_window_close (GTK_WINDOW (self->base.window));
  g_assert_true (ui_test_wait (window_fixture_is_gone, &self->base));
}

static void
test_restart (Fixture *self, gconstpointer data)
{
  window_fixture_open (&self->base);
  assert_view (self, 0, ROSTER_FIELD_NAME, FALSE, ROSTER_FILTER_ALL, "");
  assert_kept (self, "{}");

  roster_member_list_sort (ROSTER_MEMBER_LIST (find_in_tab (self, 1, "member_list")),
                           ROSTER_FIELD_LAST_SIGN_IN, TRUE);
  roster_filter_bar_restore (ROSTER_FILTER_BAR (find_in_tab (self, 1, "filter_bar")),
                             ROSTER_FILTER_NO_MFA, "ada");
  ui_test_settle ();
  close_window (self);
  assert_kept (self,
               "{'ada 2': {'sort': 'last-sign-in', 'order': 'descending', 'filter': 'no-mfa', "
               "'search': 'ada'}}");

  window_fixture_open (&self->base);
  assert_view (self, 0, ROSTER_FIELD_NAME, FALSE, ROSTER_FILTER_ALL, "");
  assert_view (self, 1, ROSTER_FIELD_LAST_SIGN_IN, TRUE, ROSTER_FILTER_NO_MFA, "ada");

  /* As at the first start again: nothing is kept of it. */
  roster_member_list_sort (ROSTER_MEMBER_LIST (find_in_tab (self, 1, "member_list")),
                           ROSTER_FIELD_NAME, FALSE);
  roster_filter_bar_clear (ROSTER_FILTER_BAR (find_in_tab (self, 1, "filter_bar")));
  ui_test_spin (250);
  close_window (self);
  assert_kept (self, "{}");
  window_fixture_open (&self->base);
}

/* Without an orderly end, it is there too. */
static void
test_at_once (Fixture *self, gconstpointer data)
{
  window_fixture_open (&self->base);
  roster_filter_bar_restore (ROSTER_FILTER_BAR (find_in_tab (self, 0, "filter_bar")),
                             ROSTER_FILTER_OWNERS, "");
  ui_test_settle ();
  assert_kept (self, "{'ada 1': {'filter': 'owners'}}");
}

static const struct
{
  const char *kept;
  RosterMemberField field;
  gboolean descending;
  RosterFilter filter;
  const char *words;
} odd[] = {
  { "{'1': {}}", ROSTER_FIELD_NAME, FALSE, ROSTER_FILTER_ALL, "" },
  { "{'1': {'sort': 'shoe-size', 'order': 'descending'}}", ROSTER_FIELD_NAME, FALSE,
    ROSTER_FILTER_ALL, "" },
  { "{'1': {'order': 'sideways'}}", ROSTER_FIELD_NAME, FALSE, ROSTER_FILTER_ALL, "" },
  { "{'1': {'order': 'descending'}}", ROSTER_FIELD_NAME, TRUE, ROSTER_FILTER_ALL, "" },
  { "{'1': {'filter': 'tall'}}", ROSTER_FIELD_NAME, FALSE, ROSTER_FILTER_ALL, "" },
  { "{'1': {'colour': 'red', 'search': 'ö'}}", ROSTER_FIELD_NAME, FALSE, ROSTER_FILTER_ALL, "ö" },
  { "{'7': {'search': 'x'}}", ROSTER_FIELD_NAME, FALSE, ROSTER_FILTER_ALL, "" },
};

static void
test_odd (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) views =
          g_variant_parse (G_VARIANT_TYPE ("a{sa{ss}}"), odd[i].kept, NULL, NULL, &error);

      g_assert_no_error (error);
      g_test_message ("row %u", i);
      g_settings_set_value (self->settings, "views", views);
      window_fixture_open (&self->base);
      assert_view (self, 0, odd[i].field, odd[i].descending, odd[i].filter, odd[i].words);
      close_window (self);
    }
  /* An organization that is not there any more is forgotten. */
  assert_kept (self, "{}");
  window_fixture_open (&self->base);
}

/* What an earlier version kept under the id alone; and an organization that two accounts have. */
static void
test_old_and_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (GVariant) views =
      g_variant_parse (G_VARIANT_TYPE ("a{sa{ss}}"), "{'1': {'search': 'old'}}", NULL, NULL, NULL);
  RosterAccount *other = roster_directory_ensure_account (self->base.directory, ENDPOINT, "ben");

  roster_directory_add (self->base.directory, other, "Production", "1");
  g_settings_set_value (self->settings, "views", views);
  window_fixture_open (&self->base);
  assert_view (self, 0, ROSTER_FIELD_NAME, FALSE, ROSTER_FILTER_ALL, "old");
  close_window (self);
  assert_kept (self, "{'ada 1': {'search': 'old'}, '" ENDPOINT "\\nben\\n1': {'search': 'old'}}");

  window_fixture_open (&self->base);
  roster_filter_bar_restore (ROSTER_FILTER_BAR (find_in_tab (self, 2, "filter_bar")),
                             ROSTER_FILTER_OWNERS, "new");
  ui_test_settle ();
  close_window (self);
  window_fixture_open (&self->base);
  assert_view (self, 0, ROSTER_FIELD_NAME, FALSE, ROSTER_FILTER_ALL, "old");
  assert_view (self, 2, ROSTER_FIELD_NAME, FALSE, ROSTER_FILTER_OWNERS, "new");
}

#define ADD(name, func) g_test_add ("/ui/tab-memory/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD ("restart", test_restart);
  ADD ("at-once", test_at_once);
  ADD ("odd", test_odd);
  ADD ("old-and-twice", test_old_and_twice);
  return g_test_run ();
}
