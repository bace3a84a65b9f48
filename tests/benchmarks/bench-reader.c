/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast a list of members is read, beside json-glib, in one interleaved run (performance.md).
 * Run: ninja -C build tests/bench-reader && build/tests/bench-reader */

#include "roster-member-reader.h"
#include "roster-member-table.h"

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

/* 216 bytes a member, as the service spells them. */
static GString *
make_page (guint n_members)
{
  GString *page = g_string_sized_new ((gsize)n_members * 220);

  g_string_append (page, "{\"members\":[");
  for (guint i = 0; i < n_members; i++)
    g_string_append_printf (
        page,
        "%s{\"role\":\"%s\",\"ssoEnabled\":%s,\"displayName\":\"%s %06u\",\"userEnabled\":true,"
        "\"lastAuthenticatedAt\":%s,\"mfaEnabled\":%s,\"id\":\"5f3a1b2c4d5e6f70%08x\","
        "\"email\":\"ada.lovelace%06u@example.com\"}",
        i > 0 ? "," : "", i % 50 == 0 ? "owner" : "user", i % 3 == 0 ? "true" : "false",
        i % 20 == 0 ? "Zoë Müller" : "Ada Lovelace", i, i % 10 == 0 ? "null" : "1700000000123",
        i % 2 == 0 ? "true" : "false", i, i);
  g_string_append (page, "],\"token\":null}");

  return page;
}

static gboolean
on_member_count (const RosterMember *member, gpointer user_data, GError **error)
{
  *(guint *)user_data += member->enabled;

  return TRUE;
}

static gboolean
on_member_keep (const RosterMember *member, gpointer user_data, GError **error)
{
  roster_member_table_append (user_data, member);

  return TRUE;
}

static void
read_page (const GString *page, RosterMemberFunc func, gpointer data)
{
  g_autoptr (RosterMemberReader) reader = roster_member_reader_new (func, data);
  g_autoptr (GError) error = NULL;

  for (gsize at = 0; at < page->len; at += PIECE)
    if (!roster_member_reader_feed (reader, page->str + at, MIN (PIECE, page->len - at), &error))
      g_error ("%s", error->message);
  if (!roster_member_reader_finish (reader, NULL, &error))
    g_error ("%s", error->message);
}

static void
run_stream (const GString *page)
{
  guint n = 0;

  read_page (page, on_member_count, &n);
}

static void
run_table (const GString *page)
{
  g_autoptr (RosterMemberTable) table = roster_member_table_new ();

  read_page (page, on_member_keep, table);
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

static void
bench (guint n_members, guint n_runs)
{
  g_autoptr (RosterMemberTable) table = roster_member_table_new ();
  GString *page = make_page (n_members);
  Series stream = { .n = 0 }, keep = { .n = 0 }, utf8 = { .n = 0 }, json = { .n = 0 };

  read_page (page, on_member_keep, table);
  roster_member_table_find_id (table, "x");
  roster_member_table_find_email (table, "x");

  for (guint i = 0; i < n_runs; i++)
    {
      measure (&stream, run_stream, page);
      measure (&keep, run_table, page);
      measure (&utf8, run_utf8, page);
      measure (&json, run_json_glib, page);
    }

  g_print ("%7u members, %5.1f MB: reader %.2f ms, reader to table %.2f ms, g_utf8_validate "
           "%.2f ms, json-glib %.2f ms\n"
           "        json-glib takes %.1f x the reader, %.1f x the reader to table; the table with "
           "its indexes takes %.0f bytes a member\n",
           n_members, (double)page->len / 1e6, get_median (&stream), get_median (&keep),
           get_median (&utf8), get_median (&json), get_median (&json) / get_median (&stream),
           get_median (&json) / get_median (&keep),
           (double)roster_member_table_get_size (table) / n_members);
  g_string_free (page, TRUE);
}

int
main (void)
{
  bench (1000, MAX_RUNS);
  bench (100000, 7);

  return EXIT_SUCCESS;
}
