/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast a list of members is read, beside json-glib; for build-aux/bench.
 * bench-reader COUNT RUNS prints a line of JSON: medians in ms, taken in turns; bench-reader COUNT
 * prints the list itself, for the peers. */

#include "bench-page.h"
#include "support/page-reader.h"

#include "core/members/roster-late-free.h"

#include <json-glib/json-glib.h>
#include <stdlib.h>

#define PIECE (64u * 1024u) /* bytes fed at a time */
#define MAX_RUNS 101

typedef struct
{
  double ms[MAX_RUNS];
  guint n;
} Series;

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
get_median (Series *series)
{
  qsort (series->ms, series->n, sizeof (double), compare);

  return series->ms[series->n / 2];
}

static void
run_stream (const GString *page)
{
  guint n = 0;

  page_reader_read (page, PIECE, page_reader_see, &n);
}

/* Freed, too, as json-glib’s: another thread does it. */
static void
run_table (const GString *page)
{
  RosterMemberTable *table = roster_member_table_new ();

  page_reader_read (page, PIECE, page_reader_keep, table);
  roster_member_table_unref (table);
  roster_late_free_wait ();
}

static void
run_utf8 (const GString *page)
{
  g_assert_true (g_utf8_validate_len (page->str, page->len, NULL));
}

/* Load and free, without even looking at the members. */
static void
run_json_glib (const GString *page)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  if (!json_parser_load_from_data (parser, page->str, (gssize)page->len, &error))
    g_error ("%s", error->message);
}

static void
measure (Series *series, void (*run) (const GString *), const GString *page)
{
  gint64 start = g_get_monotonic_time ();

  run (page);
  series->ms[series->n++] = (double)(g_get_monotonic_time () - start) / 1000;
}

static double
get_bytes_per_member (const GString *page, guint n_members)
{
  RosterMemberTable *table = roster_member_table_new ();
  gsize size;

  page_reader_read (page, PIECE, page_reader_keep, table);
  roster_member_table_index (table);
  size = roster_member_table_get_size (table);
  roster_member_table_unref (table);
  roster_late_free_wait ();
  return (double)size / n_members;
}

static void
bench (const GString *page, guint n_members, guint n_runs)
{
  Series stream = { .n = 0 }, keep = { .n = 0 }, utf8 = { .n = 0 }, json = { .n = 0 };
  double bytes = get_bytes_per_member (page, n_members);

  for (guint i = 0; i < n_runs; i++)
    {
      measure (&stream, run_stream, page);
      measure (&keep, run_table, page);
      measure (&utf8, run_utf8, page);
      measure (&json, run_json_glib, page);
    }
  g_print ("{\"reader\": %.4f, \"table\": %.4f, \"utf8\": %.4f, \"json-glib\": %.4f, "
           "\"bytes\": %.1f}\n",
           get_median (&stream), get_median (&keep), get_median (&utf8), get_median (&json), bytes);
}

int
main (int argc, char *argv[])
{
  guint n_members = argc > 1 ? (guint)strtoul (argv[1], NULL, 10) : 0;
  guint n_runs = argc > 2 ? (guint)strtoul (argv[2], NULL, 10) : 0;
  GString *page;

  if (n_members == 0 || n_runs > MAX_RUNS)
    {
      g_printerr ("usage: bench-reader COUNT [RUNS]\n");
      return EXIT_FAILURE;
    }
  page = bench_page_new (n_members);
  if (n_runs == 0)
    g_print ("%s", page->str);
  else
    bench (page, n_members, n_runs);
  g_string_free (page, TRUE);
  return EXIT_SUCCESS;
}
