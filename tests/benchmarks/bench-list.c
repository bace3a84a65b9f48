/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long Roster's window holds up its main loop (RESULTS.md): the
 * longest single turn of the loop after something was done, in processor time of the main thread,
 * so that a busy machine does not count.
 *
 * bench-list BASE COUNT: a window with one list of COUNT members, which it reads from bench-server
 * at BASE; prints a line of JSON. build-aux/bench list runs it. */

#include <glib/gstdio.h>
#include <malloc.h>
#include <stdlib.h>

#include "support/cpu-time.h"
#include "support/window-fixture.h"

#include "core/members/roster-late-free.h"
#include "ui/list/roster-member-list.h"
#include "ui/page/roster-export.h"

#define N_RUNS 20u
#define N_LOADS 10u
#define N_ROWS 40u /* five times what is typed */
#define N_EXPORTS 9u
#define FIND_MS 600u /* the entry waits for whoever types on */
#define SETTLE_MS 150u
#define SMALL 300u /* members of the list that is there before */
#define KEY "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn"

typedef struct
{
  WindowFixture fixture;

  /* borrowed */
  RosterOrganization *organization;
  RosterMemberView *view;
  GtkColumnView *column_view;
  GtkAdjustment *vertical;
  GtkEditable *search_entry;

  guint run;
  guint n_frames;
} Bench;

typedef void (*BenchFunc) (Bench *bench);

static double
get_cpu_ms (void)
{
  return (double)get_cpu_time () / 1000;
}

/* One turn of the main loop, in processor time. */
static double
turn (void)
{
  double start = get_cpu_ms ();

  g_main_context_iteration (NULL, TRUE);
  return get_cpu_ms () - start;
}

/* Not MAX(), which would take its turn twice. */
static double
longer (double a, double b)
{
  return a > b ? a : b;
}

static gboolean
stop (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The longest turn from now until all is quiet. */
static double
settle (Bench *bench)
{
  gboolean quiet = FALSE;
  double longest = 0;

  g_timeout_add (SETTLE_MS, stop, &quiet);
  while (!quiet || roster_member_view_is_busy (bench->view) ||
         !roster_staged_list_is_settled (ROSTER_STAGED_LIST (bench->view)))
    longest = longer (longest, turn ());
  return longest;
}

static double
measure (Bench *bench, BenchFunc func)
{
  double start = get_cpu_ms ();
  double longest;

  func (bench);
  longest = get_cpu_ms () - start;
  return longer (longest, settle (bench));
}

/* By a header, as a click on it does. */
static void
sort (Bench *bench)
{
  GListModel *columns = gtk_column_view_get_columns (bench->column_view);
  guint last = g_list_model_get_n_items (columns) - 1;
  g_autoptr (GtkColumnViewColumn) column =
      g_list_model_get_item (columns, bench->run % 2 ? 0 : last);

  gtk_column_view_sort_by_column (bench->column_view, column,
                                  bench->run % 4 > 1 ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

static void
keystroke (Bench *bench)
{
  static const char *const words[] = { "a", "ad", "ada", "ada 1", "ada 12", "ada 123", "zoë", "" };

  gtk_editable_set_text (bench->search_entry, words[bench->run % G_N_ELEMENTS (words)]);
}

static void
jump (Bench *bench)
{
  gtk_adjustment_set_value (bench->vertical, gtk_adjustment_get_upper (bench->vertical) *
                                                 (double)(bench->run * 7 % 10) / 10);
}

static void
select_all (Bench *bench)
{
  if (bench->run % 2)
    gtk_selection_model_select_all (GTK_SELECTION_MODEL (bench->view));
  else
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (bench->view));
}

static void
filter (Bench *bench)
{
  roster_member_view_set_filter (bench->view,
                                 bench->run % 2 ? ROSTER_FILTER_NO_MFA : ROSTER_FILTER_ALL);
}

static void
report (Bench *bench, const char *name, BenchFunc func)
{
  g_print (", \"%s\": [", name);
  for (bench->run = 0; bench->run < N_RUNS; bench->run++)
    g_print ("%s%.3f", bench->run > 0 ? ", " : "", measure (bench, func));
  g_print ("]");
}

static void
on_after_paint (GdkFrameClock *clock, gpointer user_data)
{
  ((Bench *)user_data)->n_frames++;
}

/* From a keystroke until the rows that it leaves are painted, in ms of the clock on the wall. */
static double
measure_rows (Bench *bench)
{
  gint64 start = g_get_monotonic_time ();
  guint n_frames;

  keystroke (bench);
  while (roster_member_view_is_busy (bench->view))
    g_main_context_iteration (NULL, TRUE);
  /* Where the rows are those that were there, nothing else would be painted. */
  gtk_widget_queue_draw (GTK_WIDGET (bench->column_view));
  n_frames = bench->n_frames;
  while (bench->n_frames == n_frames)
    g_main_context_iteration (NULL, TRUE);
  return (double)(g_get_monotonic_time () - start) / 1000;
}

static void
report_rows (Bench *bench)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->fixture.window));
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), bench);

  g_print (", \"rows\": [");
  for (bench->run = 0; bench->run < N_ROWS; bench->run++)
    {
      g_print ("%s%.3f", bench->run > 0 ? ", " : "", measure_rows (bench));
      settle (bench);
    }
  g_print ("]");
  g_signal_handler_disconnect (clock, handler);
}

/* The longest turn until the list is read. */
static double
load (Bench *bench)
{
  double longest = 0;

  while (roster_organization_get_state (bench->organization) != ROSTER_ORGANIZATION_READY)
    longest = longer (longest, turn ());
  return longest;
}

/* The first load fills the list; the others are a person's, who refreshes it. */
static void
report_loads (Bench *bench)
{
  g_print (", \"fill\": %.3f, \"load\": [", longer (load (bench), settle (bench)));
  for (guint i = 0; i < N_LOADS; i++)
    {
      roster_organization_refresh (bench->organization);
      g_print ("%s%.3f", i > 0 ? ", " : "", longer (load (bench), settle (bench)));
    }
  g_print ("]");
}

static void
on_ended (RosterExport *export, int n_members, guint milliseconds, gpointer user_data)
{
  g_assert_cmpint (n_members, >=, 0);
  *(gboolean *)user_data = TRUE;
}

/* The longest turn until the file is there: of all members, of those shown, of those selected. */
static double
save (Bench *bench, RosterExport *export, GFile *file)
{
  const RosterExportScope scope = (RosterExportScope)(bench->run % 3);
  gboolean ended = FALSE;
  gulong handler = g_signal_connect (export, "ended", G_CALLBACK (on_ended), &ended);
  double start = get_cpu_ms ();
  double longest;

  roster_export_save (export, file, scope);
  longest = get_cpu_ms () - start;
  while (!ended)
    longest = longer (longest, turn ());
  g_signal_handler_disconnect (export, handler);
  return longest;
}

static void
report_exports (Bench *bench)
{
  RosterMessageBar *bar = g_object_ref_sink (g_object_new (ROSTER_TYPE_MESSAGE_BAR, NULL));
  g_autoptr (RosterExport) export = roster_export_new (bench->organization, bench->view, bar, NULL);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "roster-bench-XXXXXX.csv", NULL);
  g_autoptr (GFile) file = NULL;

  g_close (g_mkstemp (path), NULL);
  file = g_file_new_for_path (path);
  roster_member_view_set_filter (bench->view, ROSTER_FILTER_NO_MFA);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (bench->view));
  settle (bench);
  g_print (", \"export\": [");
  for (bench->run = 0; bench->run < N_EXPORTS; bench->run++)
    g_print ("%s%.3f", bench->run > 0 ? ", " : "", save (bench, export, file));
  g_print ("]");
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (bench->view));
  roster_member_view_set_filter (bench->view, ROSTER_FILTER_ALL);
  settle (bench);
  g_unlink (path);
  g_object_unref (bar);
}

/* The longest turn after something is typed into the search through all organizations. */
static void
report_finds (Bench *bench)
{
  GtkWidget *find = window_fixture_open_find (&bench->fixture);
  GtkEditable *entry = GTK_EDITABLE (ui_test_find (find, "search_entry"));
  static const char *const words[] = { "ada", "zoë", "ada 12", "a", "grace", "example", "1", "ro" };

  g_print (", \"find\": [");
  for (guint i = 0; i < N_RUNS; i++)
    {
      gboolean quiet = FALSE;
      double longest = 0;

      gtk_editable_set_text (entry, words[i % G_N_ELEMENTS (words)]);
      g_timeout_add (FIND_MS, stop, &quiet);
      while (!quiet)
        longest = longer (longest, turn ());
      g_print ("%s%.3f", i > 0 ? ", " : "", longest);
    }
  g_print ("]");
  gtk_window_destroy (GTK_WINDOW (find));
}

static gsize
get_resident (void)
{
  g_autofree char *status = NULL;
  const char *line;

  roster_late_free_wait ();
  malloc_trim (0);
  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmRSS:");
  return (gsize)strtoul (line + strlen ("VmRSS:"), NULL, 10) * 1024;
}

static RosterOrganization *
add_list (Bench *bench, const char *base, guint n_members)
{
  g_autofree char *endpoint = g_strdup_printf ("%s/%u/signed/v2", base, n_members);
  g_autofree char *name = g_strdup_printf ("%u", n_members);
  RosterAccount *account =
      roster_directory_ensure_account (bench->fixture.directory, endpoint, "dh37fgj492je");
  SecretValue *key = secret_value_new (KEY, -1, "text/plain");

  roster_account_set_key (account, key);
  secret_value_unref (key);
  return roster_directory_add (bench->fixture.directory, account, name, "bench");
}

/* The widgets of the tab in front. */
static void
find_widgets (Bench *bench)
{
  GtkNotebook *notebook = window_fixture_get_notebook (&bench->fixture);
  GtkWidget *page = gtk_notebook_get_nth_page (notebook, gtk_notebook_get_current_page (notebook));

  bench->column_view = GTK_COLUMN_VIEW (ui_test_find (page, "column_view"));
  bench->vertical = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (bench->column_view));
  bench->view = ROSTER_MEMBER_VIEW (gtk_column_view_get_model (bench->column_view));
  bench->search_entry = GTK_EDITABLE (ui_test_find (page, "search_entry"));
}

static void
run (Bench *bench, const char *base, guint n_members)
{
  gsize resident;

  bench->organization = add_list (bench, base, SMALL);
  window_fixture_open (&bench->fixture);
  find_widgets (bench);
  roster_organization_refresh (bench->organization);
  load (bench);
  settle (bench);
  resident = get_resident ();

  bench->organization = add_list (bench, base, n_members);
  roster_organization_refresh (bench->organization);
  find_widgets (bench);
  g_print ("{\"members\": %u", n_members);
  report_loads (bench);
  report (bench, "sort", sort);
  report (bench, "keystroke", keystroke);
  gtk_editable_set_text (bench->search_entry, "");
  report (bench, "filter", filter);
  roster_member_view_set_filter (bench->view, ROSTER_FILTER_ALL);
  report (bench, "jump", jump);
  report (bench, "select all", select_all);
  report_rows (bench);
  report_exports (bench);
  g_print (", \"bytes\": %.1f", ((double)get_resident () - (double)resident) / n_members);
  report_finds (bench);
  g_print ("}\n");
}

int
main (int argc, char *argv[])
{
  g_autofree char *endpoint = NULL;
  Bench bench = { 0 };

  ui_test_init (&argc, &argv);
  if (argc != 3)
    {
      g_printerr ("usage: bench-list BASE COUNT\n");
      return EXIT_FAILURE;
    }
  endpoint = g_strdup_printf ("%s/1/plain/v2", argv[1]);
  window_fixture_set_up (&bench.fixture, NULL, endpoint);
  run (&bench, argv[1], (guint)strtoul (argv[2], NULL, 10));
  window_fixture_tear_down (&bench.fixture);
  return EXIT_SUCCESS;
}
