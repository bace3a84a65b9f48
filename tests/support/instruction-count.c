/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work whose instructions are counted by valgrind (instructions.py): each function of `works` does
 * it for every member of one page, and nothing else is counted.
 *
 * instruction-count WORK prints how many members that were, and GLib's version. */

#include <stdlib.h>
#include <string.h>

#include "support/page-reader.h"

#include "core/csv/roster-csv.h"

#define N_MEMBERS 2000u
#define PIECE (16u * 1024u) /* bytes fed at a time */

typedef struct
{
  GString *page;
  GString *spaced; /* the same page with the spaces that some services put into it */
  RosterMemberTable *table;
  GString *csv;
} Data;

/* Compilers must neither merge it with another function nor do without it. */
#define COUNTED __attribute__ ((noinline, noclone, used))

void counted_reader (Data *data);
void counted_spaced (Data *data);
void counted_table (Data *data);
void counted_csv (Data *data);

/* The kinds of texts and values that lists hold, by number: always the same page. */
static GString *
make_page (void)
{
  static const char *const names[] = { "Ada Lovelace", "Zoë Müller", "Grace \\\"Amazing\\\" Hopper",
                                       "李 小龍", "=HYPERLINK(1)" };
  GString *page = g_string_new ("{\"members\":[");

  for (guint i = 0; i < N_MEMBERS; i++)
    g_string_append_printf (
        page,
        "%s{\"role\":\"%s\",\"ssoEnabled\":%s,\"displayName\":\"%s %06u\",\"userEnabled\":true,"
        "\"lastAuthenticatedAt\":%s,\"mfaEnabled\":%s,\"id\":\"5f3a1b2c4d5e6f70%08x\","
        "\"email\":\"ada.lovelace%06u@example.com\"}",
        i > 0 ? "," : "", i % 50 == 0 ? "owner" : "user", i % 3 == 0 ? "true" : "false",
        names[i % 20 < G_N_ELEMENTS (names) ? i % 20 : 0], i,
        i % 10 == 0 ? "null" : "1700000000123", i % 2 == 0 ? "true" : "false", i, i);
  g_string_append (page, "],\"token\":null}");

  return page;
}

/* g_string_replace() would move the rest of the page each time. */
static char *
replace_all (const char *text, const char *find, const char *replacement)
{
  g_auto (GStrv) parts = g_strsplit (text, find, -1);

  return g_strjoinv (replacement, parts);
}

static GString *
make_spaced (const GString *page)
{
  g_autofree char *colons = replace_all (page->str, "\":", "\": ");
  g_autofree char *spaced = replace_all (colons, ",\"", ", \"");

  return g_string_new (spaced);
}

static void
read_and_see (const GString *page)
{
  guint n = 0;

  g_assert_cmpuint (page_reader_read (page, PIECE, page_reader_see, &n), ==, N_MEMBERS);
  g_assert_cmpuint (n, ==, N_MEMBERS);
}

COUNTED void
counted_reader (Data *data)
{
  read_and_see (data->page);
}

COUNTED void
counted_spaced (Data *data)
{
  read_and_see (data->spaced);
}

COUNTED void
counted_table (Data *data)
{
  g_autoptr (RosterMemberTable) table = roster_member_table_new ();

  g_assert_cmpuint (page_reader_read (data->page, PIECE, page_reader_keep, table), ==, N_MEMBERS);
}

COUNTED void
counted_csv (Data *data)
{
  for (guint row = 0; row < N_MEMBERS; row++)
    roster_csv_append_member (data->csv, roster_member_table_get (data->table, row),
                              ROSTER_CSV_DEFAULT);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*work) (Data *data);
  } works[] = {
    { "reader", counted_reader },
    { "spaced", counted_spaced },
    { "table", counted_table },
    { "csv", counted_csv },
  };
  Data data = { .page = make_page (),
                .table = roster_member_table_new (),
                .csv = g_string_sized_new (N_MEMBERS * 256) };

  data.spaced = make_spaced (data.page);
  g_assert_cmpuint (page_reader_read (data.page, PIECE, page_reader_keep, data.table), ==,
                    N_MEMBERS);
  for (gsize i = 0; i < G_N_ELEMENTS (works); i++)
    if (argc == 2 && strcmp (argv[1], works[i].name) == 0)
      {
        works[i].work (&data);
        g_print ("%u %d.%d\n", N_MEMBERS, GLIB_MAJOR_VERSION, GLIB_MINOR_VERSION);
      }
  g_string_free (data.csv, TRUE);
  roster_member_table_unref (data.table);
  g_string_free (data.spaced, TRUE);
  g_string_free (data.page, TRUE);

  return EXIT_SUCCESS;
}
