/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the list on screen holds up the main loop (performance.md, "The list on screen"): the
 * longest single turn of the loop, in processor time of the main thread, so that a busy machine
 * does not count. Run: build-aux/bench list, or build-aux/headless
 * bench-list [MEMBERS…] */

#include <stdlib.h>
#include <time.h>

#include "ui-test.h"

#include "roster-member-list.h"

#define N_RUNS 20
#define SETTLE_MS 700

typedef struct
{
  RosterMemberView *view;
  RosterMemberList *list;
  GtkColumnView *column_view;
  GtkAdjustment *vertical;
  guint run;
} Bench;

typedef void (*BenchFunc) (Bench *bench);

static double
get_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static RosterMemberTable *
make_table (guint n)
{
  static const char *const names[] = { "Ada Lovelace", "Grace Hopper", "Zoë Müller",
                                       "Katherine Johnson", "Émilie du Châtelet" };
  RosterMemberTable *table = roster_member_table_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < n; i++)
    {
      guint number = g_rand_int (random) % (n * 4);
      g_autofree char *id = g_strdup_printf ("5f3a1b2c4d5e6f70%08x", i);
      g_autofree char *name = g_strdup_printf ("%s %06u", names[number % 5], number);
      g_autofree char *email = g_strdup_printf ("member.%06u@example.com", number);
      const RosterMember member = { .id = id,
                                    .display_name = name,
                                    .email = email,
                                    .role = i % 50 == 0 ? "owner" : "user",
                                    .last_sign_in = (gint64)number * 1000000,
                                    .mfa = number % 3 != 0,
                                    .sso = number % 7 != 0,
                                    .enabled = number % 11 != 0 };

      roster_member_table_append (table, &member);
    }
  return table;
}

static gboolean
stop (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The longest turn of the loop, from the action until all is quiet. */
static double
measure (Bench *bench, BenchFunc func)
{
  gboolean quiet = FALSE;
  double start = get_cpu_ms ();
  double longest = 0;

  func (bench);
  longest = get_cpu_ms () - start;
  g_timeout_add (SETTLE_MS, stop, &quiet);
  while (!quiet || roster_member_view_is_busy (bench->view) ||
         !roster_member_view_is_settled (bench->view))
    {
      start = get_cpu_ms ();
      g_main_context_iteration (NULL, TRUE);
      longest = MAX (longest, get_cpu_ms () - start);
    }
  bench->run++;
  return longest;
}

static void
sort (Bench *bench)
{
  roster_member_view_set_sort (bench->view,
                               bench->run % 2 ? ROSTER_FIELD_NAME : ROSTER_FIELD_LAST_SIGN_IN,
                               bench->run % 4 > 1);
}

static void
keystroke (Bench *bench)
{
  static const char *const words[] = { "m", "mu", "mul", "mull", "mull 1", "mull 12", "mull", "" };

  roster_member_view_set_words (bench->view, words[bench->run % G_N_ELEMENTS (words)]);
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

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static void
report (Bench *bench, const char *name, BenchFunc func)
{
  double ms[N_RUNS];

  bench->run = 0;
  for (guint i = 0; i < N_RUNS; i++)
    ms[i] = measure (bench, func);
  qsort (ms, N_RUNS, sizeof (double), compare);
  g_print ("  %-10s median %6.1f ms, p90 %6.1f ms, worst %6.1f ms\n", name, ms[N_RUNS / 2],
           ms[N_RUNS * 9 / 10], ms[N_RUNS - 1]);
}

static RosterMemberTable *next_table;

static void
fill (Bench *bench)
{
  roster_member_view_set_table (bench->view, next_table, 1000000000);
}

static void
run (guint n_members)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  Bench bench = { .view = roster_member_view_new () };
  g_autoptr (RosterMemberTable) table = make_table (n_members);
  gint64 start;

  g_type_ensure (ROSTER_TYPE_MEMBER_LIST);
  bench.list = g_object_new (ROSTER_TYPE_MEMBER_LIST, NULL);
  roster_member_list_set_up (bench.list, bench.view, NULL);
  bench.column_view = GTK_COLUMN_VIEW (ui_test_find (GTK_WIDGET (bench.list), "column_view"));
  bench.vertical = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (bench.column_view));
  gtk_window_set_default_size (window, 1080, 720);
  gtk_window_set_child (window, GTK_WIDGET (bench.list));
  gtk_window_present (window);
  ui_test_spin (500);

  g_print ("%u members\n", n_members);
  next_table = table;
  start = g_get_monotonic_time ();
  g_print ("  fill       longest %5.1f ms", measure (&bench, fill));
  g_print (", quiet after %.0f ms\n", (double)(g_get_monotonic_time () - start) / 1000);
  report (&bench, "sort", sort);
  report (&bench, "keystroke", keystroke);
  roster_member_view_set_words (bench.view, "");
  report (&bench, "filter", filter);
  roster_member_view_set_filter (bench.view, ROSTER_FILTER_ALL);
  report (&bench, "jump", jump);
  report (&bench, "select all", select_all);

  ui_test_destroy (window);
  g_object_unref (bench.view);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  for (int i = 1; i < argc; i++)
    run ((guint)strtoul (argv[i], NULL, 10));
  if (argc == 1)
    {
      run (1000);
      run (100000);
      run (1000000);
    }
  return EXIT_SUCCESS;
}
