/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tab: its states on good and bad days, search and filters, the selection, the columns. */

#include "support/ui-test.h"

#include "mock/troubled-service.h"
#include "ui/page/roster-organization-page.h"

typedef struct
{
  TroubledService *service;
  RosterOrganization *organization;
  GSettings *settings;
  RosterOrganizationPage *page;
  GtkWindow *window;
  guint n_notified;
} Fixture;

static void
count_up (gpointer data)
{
  (*(guint *)data)++;
}

static void
add_members (Fixture *fixture)
{
  troubled_service_add_member (fixture->service, "me", "me@example.com", "owner");
  troubled_service_add_member (fixture->service, "uma", "uma@example.com", "user");
  troubled_service_add_member (fixture->service, "ned", "ned@example.com", "user");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = troubled_service_new ();
  if (data == NULL)
    add_members (fixture);
  fixture->organization = troubled_service_new_organization (fixture->service, "0123456");
  troubled_service_set_key (fixture->organization);
  fixture->settings = g_settings_new ("io.github.roster.Roster");
  g_settings_reset (fixture->settings, "columns");

  fixture->page = roster_organization_page_new (fixture->organization, NULL, fixture->settings);
  g_signal_connect_swapped (fixture->page, "notify::n-selected", G_CALLBACK (count_up),
                            &fixture->n_notified);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 900, 600);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->page));
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer page = fixture->page;

  troubled_service_release (fixture->service);
  g_object_add_weak_pointer (G_OBJECT (fixture->page), &page);
  ui_test_destroy (fixture->window);
  g_assert_null (page);
  roster_organization_cancel (fixture->organization);
  ui_test_settle ();
  g_assert_finalize_object (fixture->organization);
  g_object_unref (fixture->settings);
  troubled_service_free (fixture->service);
}

static GtkWidget *
find (Fixture *fixture, const char *id)
{
  GtkWidget *found = ui_test_find (GTK_WIDGET (fixture->page), id);

  g_assert_nonnull (found);
  return found;
}

/* Text that can be seen, or NULL. */
static const char *
get_text (Fixture *fixture, const char *id)
{
  GtkWidget *label = find (fixture, id);

  return gtk_widget_get_mapped (label) ? gtk_label_get_text (GTK_LABEL (label)) : NULL;
}

static void
press (Fixture *fixture, const char *id)
{
  GtkWidget *button = find (fixture, id);

  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
}

/* What is in front: one of the states, "list" or "nobody". */
static gboolean
is_shown (Fixture *fixture, const char *name)
{
  g_autofree char *id = g_strdup_printf ("%s_box", name);
  GtkWidget *box = ui_test_find (GTK_WIDGET (fixture->page), id);

  return box != NULL && gtk_widget_get_mapped (box);
}

#define await_shown(fixture, name) WAIT_UNTIL (is_shown (fixture, name))

static GtkSelectionModel *
get_model (Fixture *fixture)
{
  return gtk_column_view_get_model (GTK_COLUMN_VIEW (find (fixture, "column_view")));
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_model (fixture)));
}

static void
load (Fixture *fixture)
{
  roster_organization_refresh (fixture->organization);
  WAIT_UNTIL (roster_organization_get_state (fixture->organization) != ROSTER_ORGANIZATION_LOADING);
  ui_test_settle ();
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  await_shown (fixture, "idle");

  troubled_service_hold (fixture->service, "GET", NULL);
  press (fixture, "read_button");
  await_shown (fixture, "loading");
  g_assert_nonnull (strstr (get_text (fixture, "loading_title"), "Production"));
  WAIT_UNTIL (troubled_service_get_n_held (fixture->service) == 1);
  press (fixture, "cancel_button");
  await_shown (fixture, "idle");
  troubled_service_release (fixture->service);

  load (fixture);
  await_shown (fixture, "list");
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  g_assert_cmpstr (get_text (fixture, "status_label"), ==, "3 members · read just now");
}

static void
test_failed (Fixture *fixture, gconstpointer data)
{
  GtkButton *remedy = GTK_BUTTON (find (fixture, "remedy_button"));

  troubled_service_answer_lists (fixture->service, 0, 500);
  load (fixture);
  await_shown (fixture, "failed");
  g_assert_cmpuint (strlen (get_text (fixture, "failed_message")), >, 0);
  g_assert_cmpuint (strlen (get_text (fixture, "failed_advice")), >, 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (remedy)));

  troubled_service_answer_lists (fixture->service, 0, 403);
  press (fixture, "retry_button");
  WAIT_UNTIL (gtk_widget_get_visible (GTK_WIDGET (remedy)));
  g_assert_cmpstr (gtk_button_get_label (remedy), ==, "_Edit account…");

  troubled_service_answer_lists (fixture->service, G_MAXUINT, 0);
  press (fixture, "retry_button");
  await_shown (fixture, "list");
}

/* While the keyring asks for its password, that is what is waited for. */
static void
test_prompting (Fixture *fixture, gconstpointer data)
{
  RosterCallProgress *progress = roster_organization_get_progress (fixture->organization);

  troubled_service_hold (fixture->service, "GET", NULL);
  roster_organization_refresh (fixture->organization);
  await_shown (fixture, "loading");
  roster_call_progress_set_prompting (progress, TRUE);
  g_assert_cmpstr (get_text (fixture, "loading_title"), ==, "Waiting for the keyring’s password…");
  roster_call_progress_set_prompting (progress, FALSE);
  g_assert_nonnull (strstr (get_text (fixture, "loading_title"), "Production"));
}

/* The old list stays, says that it is old, and can be read again. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar = ui_test_find (find (fixture, "state_bar"), "info_bar");

  load (fixture);
  g_assert_false (gtk_widget_get_visible (bar));
  troubled_service_answer_lists (fixture->service, 0, 500);
  load (fixture);

  g_assert_true (is_shown (fixture, "list"));
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  g_assert_true (gtk_widget_get_mapped (bar));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (ui_test_find (bar, "advice_label"))),
                            "This list was read at "));

  troubled_service_answer_lists (fixture->service, G_MAXUINT, 0);
  troubled_service_remove_member (fixture->service, "uma");
  troubled_service_hold (fixture->service, "GET", NULL);
  g_signal_emit_by_name (ui_test_find (bar, "button"), "clicked");
  WAIT_UNTIL (troubled_service_get_n_held (fixture->service) == 1);
  g_assert_true (is_shown (fixture, "list"));
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_cmpstr (get_text (fixture, "status_label"), ==, "3 members · reading again…");
  troubled_service_release (fixture->service);
  WAIT_UNTIL (count_rows (fixture) == 2);
}

/* A read that waits says why and how long, and can be cancelled, with a list and without. */
static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar = ui_test_find (find (fixture, "state_bar"), "info_bar");

  troubled_service_answer_lists (fixture->service, 0, 503);
  roster_organization_refresh (fixture->organization);
  WAIT_UNTIL (get_text (fixture, "loading_reason") != NULL);
  g_assert_nonnull (strstr (get_text (fixture, "loading_reason"), "\nTrying again in "));
  press (fixture, "cancel_button");
  await_shown (fixture, "idle");

  troubled_service_answer_lists (fixture->service, G_MAXUINT, 0);
  load (fixture);
  troubled_service_answer_lists (fixture->service, 0, 503);
  roster_organization_refresh (fixture->organization);
  WAIT_UNTIL (gtk_widget_get_mapped (bar));
  g_assert_nonnull (strstr (get_text (fixture, "status_label"), "trying again in "));
  g_signal_emit_by_name (ui_test_find (bar, "button"), "clicked");
  WAIT_UNTIL (roster_organization_get_state (fixture->organization) == ROSTER_ORGANIZATION_READY);
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_true (is_shown (fixture, "list"));
}

/* A key that is refused: the tab asks for another one, and says how old its list is. */
static void
test_key (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = find (fixture, "key_entry");

  load (fixture);
  g_assert_false (gtk_widget_get_mapped (entry));
  troubled_service_answer_lists (fixture->service, 0, 401);
  load (fixture);
  g_assert_true (gtk_widget_get_mapped (entry));
  g_assert_true (is_shown (fixture, "list"));
  g_assert_true (g_str_has_prefix (get_text (fixture, "text_label"), "This list was read at "));

  troubled_service_answer_lists (fixture->service, G_MAXUINT, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), TROUBLED_KEY);
  press (fixture, "use_button");
  WAIT_UNTIL (!gtk_widget_get_mapped (entry));
  WAIT_UNTIL (roster_organization_get_state (fixture->organization) == ROSTER_ORGANIZATION_READY);
}

/* The same without a list: the button leads to the entry. */
static void
test_key_first (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = find (fixture, "key_entry");
  GtkWidget *focus;

  troubled_service_answer_lists (fixture->service, 0, 401);
  load (fixture);
  await_shown (fixture, "failed");
  press (fixture, "remedy_button");
  focus = gtk_root_get_focus (gtk_widget_get_root (entry));
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, entry));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  load (fixture);
  await_shown (fixture, "empty");
  g_assert_true (gtk_widget_get_mapped (find (fixture, "invite_button")));

  add_members (fixture);
  load (fixture);
  await_shown (fixture, "list");
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkEditable *entry = GTK_EDITABLE (find (fixture, "search_entry"));
  GtkWidget *filters = find (fixture, "filter_box");
  GtkWidget *owners = gtk_widget_get_next_sibling (gtk_widget_get_first_child (filters));

  load (fixture);
  roster_organization_page_find (fixture->page);
  gtk_editable_set_text (entry, "UMA example");
  WAIT_UNTIL (count_rows (fixture) == 1);
  g_assert_cmpstr (get_text (fixture, "status_label"), ==, "1 shown of 3 · read just now");

  gtk_editable_set_text (entry, "");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (owners), TRUE);
  WAIT_UNTIL (count_rows (fixture) == 1);
  gtk_editable_set_text (entry, "uma");
  await_shown (fixture, "nobody");

  gtk_widget_activate_action (find (fixture, "nobody_box"), "member.clear", NULL);
  await_shown (fixture, "list");
  WAIT_UNTIL (count_rows (fixture) == 3);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (owners)));

  gtk_editable_set_text (entry, "uma");
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
}

static void
on_text_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **)user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
assert_clipboard (Fixture *fixture, const char *expected)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->page));
  g_autofree char *text = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, on_text_read, &text);
  WAIT_UNTIL (text != NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  GtkColumnView *list = GTK_COLUMN_VIEW (find (fixture, "column_view"));
  g_autoptr (GtkColumnViewColumn) first =
      g_list_model_get_item (gtk_column_view_get_columns (list), 0);
  g_autoptr (GPtrArray) ids = NULL;
  guint n_selected = 0;

  load (fixture);
  roster_organization_page_copy_addresses (fixture->page);
  g_assert_nonnull (strstr (get_text (fixture, "status_label"), "no address to copy"));

  gtk_selection_model_select_range (get_model (fixture), 1, 2, TRUE);
  gtk_column_view_sort_by_column (list, first, GTK_SORT_DESCENDING);
  ids = roster_organization_page_dup_selected_ids (fixture->page);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (ids, 0), ==, "uma");
  g_assert_cmpstr (g_ptr_array_index (ids, 1), ==, "ned");
  g_object_get (fixture->page, "n-selected", &n_selected, NULL);
  g_assert_cmpuint (n_selected, ==, 2);
  g_assert_cmpuint (fixture->n_notified, ==, 1);

  roster_organization_page_copy_addresses (fixture->page);
  assert_clipboard (fixture, "uma@example.com, ned@example.com");
  gtk_widget_activate_action (GTK_WIDGET (list), "member.copy-ids", NULL);
  assert_clipboard (fixture, "uma\nned");
  g_assert_nonnull (strstr (get_text (fixture, "status_label"), " · 2 selected · "));

  /* Read again: the same people, one of them gone. */
  troubled_service_remove_member (fixture->service, "ned");
  load (fixture);
  g_object_get (fixture->page, "n-selected", &n_selected, NULL);
  g_assert_cmpuint (n_selected, ==, 1);
}

/* The titles of the columns shown, in their order. */
static char *
dup_columns (Fixture *fixture)
{
  GListModel *columns =
      gtk_column_view_get_columns (GTK_COLUMN_VIEW (find (fixture, "column_view")));
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (gtk_column_view_column_get_visible (column))
        g_string_append_printf (titles, "%s|", gtk_column_view_column_get_title (column));
    }
  return g_string_free (titles, FALSE);
}

static void
set_columns (Fixture *fixture, const char *ids, const char *expected)
{
  g_auto (GStrv) split = g_strsplit (ids, " ", -1);
  g_autofree char *columns = NULL;

  g_settings_set_strv (fixture->settings, "columns", (const char *const *)split);
  columns = dup_columns (fixture);
  g_assert_cmpstr (columns, ==, expected);
}

static gboolean
is_saved (Fixture *fixture, const char *ids)
{
  g_auto (GStrv) saved = g_settings_get_strv (fixture->settings, "columns");
  g_autofree char *joined = g_strjoinv (" ", saved);

  return g_str_equal (joined, ids);
}

static void
test_columns (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = find (fixture, "column_view");
  g_autofree char *hidden = NULL;

  load (fixture);
  set_columns (fixture, "email name", "Email|Name|");
  set_columns (fixture, "id height name id", "Id|Name|");
  set_columns (fixture, "nothing", "Name|Email|Role|MFA|SSO|Status|Last sign-in|");
  set_columns (fixture, "role id", "Role|Id|");

  gtk_widget_activate_action (list, "column.id", NULL);
  gtk_widget_activate_action (list, "column.role", NULL);
  hidden = dup_columns (fixture);
  g_assert_cmpstr (hidden, ==, "Role|");
  WAIT_UNTIL (is_saved (fixture, "role"));
}

/* The tab is closed while the answer is on its way. */
static void
test_closed_early (Fixture *fixture, gconstpointer data)
{
  troubled_service_hold (fixture->service, "GET", NULL);
  roster_organization_refresh (fixture->organization);
  WAIT_UNTIL (troubled_service_get_n_held (fixture->service) == 1);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

#define add(name, data, function)                                                                  \
  g_test_add ("/ui/page/" name, Fixture, data, set_up, function, tear_down)
  add ("states", NULL, test_states);
  add ("prompting", NULL, test_prompting);
  add ("failed", NULL, test_failed);
  add ("stale", NULL, test_stale);
  add ("waiting", NULL, test_waiting);
  add ("key", NULL, test_key);
  add ("key-first", NULL, test_key_first);
  add ("empty", "nobody", test_empty);
  add ("search", NULL, test_search);
  add ("selection", NULL, test_selection);
  add ("columns", NULL, test_columns);
  add ("closed-early", NULL, test_closed_early);
#undef add

  return g_test_run ();
}
