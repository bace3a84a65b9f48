/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search through all organizations, over the real demo service. */

#include "support/window-fixture.h"

#include "ui/find/roster-find-job.h"
#include "ui/page/roster-tab.h"

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

static gboolean
has_searched (gpointer data)
{
  const char *name = gtk_stack_get_visible_child_name (data);

  return strcmp (name, "hint") != 0;
}

static const char *
search_for (GtkWidget *find, const char *words)
{
  GtkStack *stack = GTK_STACK (ui_test_find (find, "stack"));

  gtk_editable_set_text (GTK_EDITABLE (ui_test_find (find, "search_entry")), words);
  ui_test_spin (500); /* the entry waits for whoever types on */
  if (words[strspn (words, " ")] != '\0')
    g_assert_true (ui_test_wait (has_searched, stack));
  return gtk_stack_get_visible_child_name (stack);
}

/* As many as the tabs' own search finds. */
static guint
count_matches (RosterDirectory *directory, const char *words)
{
  guint n = 0;

  for (guint i = 0; i < roster_directory_get_n_organizations (directory); i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (directory, i);
      g_autoptr (RosterMemberSorter) arranger =
          roster_member_sorter_dup_shared (roster_organization_get_table (organization));
      const RosterMemberQuery query = { .words = words };
      g_autoptr (RosterMemberRows) found = roster_member_sorter_arrange (arranger, &query);

      n += found->n_rows;
    }
  return n;
}

static void
test_pages (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *find = window_fixture_open_find (fixture);
  GtkLabel *status = GTK_LABEL (ui_test_find (find, "status_label"));
  g_autofree char *expected = NULL;
  guint n = count_matches (fixture->directory, "barlow");

  g_assert_true (window_fixture_open_find (fixture) == find);
  g_assert_cmpstr (search_for (find, ""), ==, "hint");
  g_assert_cmpstr (search_for (find, "nobody has this name"), ==, "nobody");
  g_assert_cmpstr (search_for (find, "BARLOW"), ==, "list");
  expected = g_strdup_printf ("%u found in ", n);
  g_assert_cmpuint (n, >, 0);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (status), expected));
  g_assert_cmpstr (search_for (find, "  "), ==, "hint");
  g_assert_cmpstr (gtk_label_get_text (status), ==, "\302\240");
  g_assert_false (gtk_widget_get_visible (ui_test_find (find, "unread_box")));
  gtk_window_close (GTK_WINDOW (find));
  ui_test_spin (50);
}

/* Many: some of each organization, and how many there are. */
static void
test_many (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *find = window_fixture_open_find (fixture);
  GtkListBox *list_box = GTK_LIST_BOX (ui_test_find (find, "list_box"));
  GtkListBoxRow *first;

  g_assert_cmpstr (search_for (find, "e"), ==, "list");
  first = gtk_list_box_get_row_at_index (list_box, 0);
  g_assert_nonnull (gtk_list_box_row_get_header (first));
  g_assert_nonnull (gtk_list_box_get_row_at_index (list_box, 9));
  g_assert_null (gtk_list_box_row_get_header (gtk_list_box_get_row_at_index (list_box, 1)));
  g_assert_null (gtk_list_box_get_row_at_index (list_box, 40));
}

static void
test_go (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *find = window_fixture_open_find (fixture);
  GtkListBox *list_box = GTK_LIST_BOX (ui_test_find (find, "list_box"));
  RosterOrganization *there;
  g_autoptr (GPtrArray) ids = NULL;
  g_autofree char *id = NULL;
  GtkListBoxRow *row = NULL;

  /* The last one, in another tab, whose own search hides them. */
  g_assert_cmpstr (search_for (find, "e"), ==, "list");
  for (int i = 0; gtk_list_box_get_row_at_index (list_box, i) != NULL; i++)
    row = gtk_list_box_get_row_at_index (list_box, i);
  there = g_object_get_data (G_OBJECT (row), "roster-organization");
  id = g_strdup (g_object_get_data (G_OBJECT (row), "roster-id"));
  g_assert_true (there != roster_window_get_organization (fixture->window));
  g_signal_emit_by_name (list_box, "row-activated", row);
  ui_test_spin (400);

  g_assert_true (roster_window_get_organization (fixture->window) == there);
  {
    GtkNotebook *notebook = window_fixture_get_notebook (fixture);
    GtkWidget *page =
        gtk_notebook_get_nth_page (notebook, gtk_notebook_get_current_page (notebook));

    ids = roster_organization_page_dup_selected_ids (roster_tab_get_page (ROSTER_TAB (page)));
  }
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (ids, 0), ==, id);
}

/* The entry, which has the keyboard, takes Escape for itself. */
static void
test_escape (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *find = window_fixture_open_find (fixture);
  GtkWidget *entry = ui_test_find (find, "search_entry");

  g_object_add_weak_pointer (G_OBJECT (find), (gpointer *)&find);
  search_for (find, "abigail");
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_nonnull (find);
  g_signal_emit_by_name (entry, "stop-search");
  ui_test_spin (50);
  g_assert_null (find);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add ("/ui/find-window/pages", WindowFixture, NULL, set_up, test_pages, tear_down);
  g_test_add ("/ui/find-window/many", WindowFixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/ui/find-window/go", WindowFixture, NULL, set_up, test_go, tear_down);
  g_test_add ("/ui/find-window/escape", WindowFixture, NULL, set_up, test_escape, tear_down);
  return g_test_run ();
}
