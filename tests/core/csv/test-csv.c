/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The CSV is the scripts' own, byte for byte, and runs no formula. */

#include "core/csv/roster-csv-name.h"
#include "core/csv/roster-csv.h"

#include <gio/gio.h>
#include <string.h>

#define HEADER "role,ssoEnabled,displayName,userEnabled,lastAuthenticatedAt,mfaEnabled,id,email\n"

static char *
format (const RosterMember *member, RosterCsvFlags flags)
{
  GString *text = g_string_new (NULL);

  roster_csv_append_member (text, member, flags);

  return g_string_free (text, FALSE);
}

static void
test_header (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  roster_csv_append_header (text);
  g_assert_cmpstr (text->str, ==, HEADER);
}

static void
test_members (void)
{
  const struct
  {
    RosterMember member;
    const char *line;
  } cases[] = {
    { { "a1", "Ada Lovelace", "ada@example.com", "owner", G_GINT64_CONSTANT (1700000000123), 1, 0,
        1 },
      "owner,False,Ada Lovelace,True,2023-11-14 22:13:20.123,True,a1,ada@example.com\n" },
    { { "b2", "", "", "", ROSTER_NEVER, 0, 1, 0 }, ",True,,False,,False,b2,\n" },
    { { "b2", NULL, NULL, NULL, ROSTER_NEVER, 0, 0, 0 }, ",False,,False,,False,b2,\n" },
    { { "b3", "", "", "user", ROSTER_NEVER, ROSTER_FLAG_NOT_TOLD, ROSTER_FLAG_NOT_TOLD,
        ROSTER_FLAG_NOT_TOLD },
      "user,,,,,,b3,\n" },
    { { "c,3", "Last, \"First\"", "c\n@x.y", "re\rader", 0, 0, 0, 0 },
      "\"re\rader\",False,\"Last, \"\"First\"\"\",False,1970-01-01 "
      "00:00:00.000,False,\"c,3\",\"c\n@x."
      "y\"\n" },
    { { "d4", " Zoë 李\t", "d@x.y", "user", -1, 0, 0, 1 },
      "user,False, Zoë 李\t,True,1969-12-31 23:59:59.999,False,d4,d@x.y\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = format (&cases[i].member, ROSTER_CSV_DEFAULT);

      g_assert_cmpstr (line, ==, cases[i].line);
    }
}

/* What has to be quoted is found wherever it stands in a cell of whatever length. */
static void
test_quotes (void)
{
  static const char special[] = ",\"\n\r";

  for (gsize length = 1; length <= 40; length++)
    for (gsize place = 0; place < length; place++)
      for (const char *c = special; *c != '\0'; c++)
        {
          g_autoptr (GString) text = g_string_new ("x");
          g_autoptr (GString) expected = g_string_new ("x\"");
          g_autofree char *cell = g_strnfill (length, 'l');

          cell[place] = *c;
          g_string_append (expected, cell);
          if (*c == '"')
            g_string_insert_c (expected, (gssize)place + 2, '"');
          g_string_append_c (expected, '"');
          roster_csv_append_cell (text, cell, ROSTER_CSV_RAW);
          g_assert_cmpstr (text->str, ==, expected->str);
          cell[place] = (char)(*c + 1);
          g_string_assign (text, "");
          roster_csv_append_cell (text, cell, ROSTER_CSV_RAW);
          g_assert_cmpstr (text->str, ==, cell);
        }
}

static void
test_times (void)
{
  const char *const times[] = {
    "0001-01-01 00:00:00.000", "1600-02-29 12:00:00.001", "1900-03-01 00:00:00.000",
    "1969-12-31 23:59:59.999", "1970-01-01 00:00:00.000", "2000-02-29 23:59:59.999",
    "2024-02-29 00:00:00.500", "2026-12-31 23:59:59.999", "2100-03-01 00:00:00.000",
    "9999-12-31 23:59:59.999",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (times[i], utc);
      g_autofree char *line = NULL;
      g_autofree char *expected = g_strdup_printf (",False,,False,%s,False,x,\n", times[i]);
      RosterMember member = { .id = "x" };

      member.last_sign_in =
          g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000;
      line = format (&member, ROSTER_CSV_DEFAULT);
      g_assert_cmpstr (line, ==, expected);
    }
}

/* Every day that a calendar shows, beside GLib’s. */
static void
test_calendar (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1);
  for (gint64 day = -719162; day < 2932897; day++, g_date_add_days (&date, 1))
    {
      RosterMember member = { .id = "x", .last_sign_in = day * 86400000 };
      char expected[32];

      g_snprintf (expected, sizeof expected, ",False,,False,%04u-%02u-%02u ",
                  (guint)g_date_get_year (&date), (guint)g_date_get_month (&date),
                  (guint)g_date_get_day (&date));
      g_string_truncate (text, 0);
      roster_csv_append_member (text, &member, ROSTER_CSV_DEFAULT);
      if (!g_str_has_prefix (text->str, expected))
        g_error ("%s is not %s", text->str, expected);
    }
}

/* No time, whatever was stored, breaks the line. */
static void
test_times_out_of_range (void)
{
  const gint64 times[] = { G_MAXINT64, G_MININT64 + 1, G_GINT64_CONSTANT (253402300800000) };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      RosterMember member = { .id = "x", .last_sign_in = times[i] };
      g_autofree char *line = format (&member, ROSTER_CSV_DEFAULT);
      g_auto (GStrv) cells = g_strsplit (line, ",", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, 8);
      g_assert_cmpstr (cells[4] + strlen (cells[4]) - 4, !=, "");
    }
}

static void
test_formulas (void)
{
  const struct
  {
    const char *name;
    const char *guarded;
    const char *raw;
  } cases[] = {
    { "=1+1", "'=1+1", "=1+1" },
    { "+49 30", "'+49 30", "+49 30" },
    { "-2", "'-2", "-2" },
    { "@SUM(A1)", "'@SUM(A1)", "@SUM(A1)" },
    { "\tx", "'\tx", "\tx" },
    { "\rx", "\"'\rx\"", "\"\rx\"" },
    { "=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"",
      "\"=HYPERLINK(\"\"a\"\",\"\"b\"\")\"" },
    { "a=1", "a=1", "a=1" },
    { " =1", " =1", " =1" },
    { "'=1", "'=1", "'=1" },
    { "x;y", "x;y", "x;y" },
    { "x;=1+1", "x;'=1+1", "x;=1+1" },
    { ";=1;-2; @3", ";'=1;'-2; '@3", ";=1;-2; @3" },
    { "=1;+2", "'=1;'+2", "=1;+2" },
    { "x\t=1", "x\t'=1", "x\t=1" },
    { "x;\"=1", "\"x;\"\"'=1\"", "\"x;\"\"=1\"" },
    { "x\n=1\ny", "\"x\n'=1\ny\"", "\"x\n=1\ny\"" },
    { "x\r\n+1", "\"x\r\n'+1\"", "\"x\r\n+1\"" },
    { "x,=1", "\"x,=1\"", "\"x,=1\"" },
    { "＝1+1", "'＝1+1", "＝1+1" },
    { "＋1", "'＋1", "＋1" },
    { "－1", "'－1", "－1" },
    { "＠A1", "'＠A1", "＠A1" },
    { "a;＝1", "a;'＝1", "a;＝1" },
    { "Ａｄａ", "Ａｄａ", "Ａｄａ" },
    { "“Ada”", "“Ada”", "“Ada”" },
    { "a＝1", "a＝1", "a＝1" },
    { "\n=1", "\"'\n'=1\"", "\"\n=1\"" },
    { "\n\n \n@1", "\"'\n\n \n'@1\"", "\"\n\n \n@1\"" },
    { "\v-1", "'\v'-1", "\v-1" },
    { "\xe2\x80\xa8=1", "'\xe2\x80\xa8'=1", "\xe2\x80\xa8=1" },
    { "\xc2\x85=1", "'\xc2\x85'=1", "\xc2\x85=1" },
    { "\r=1", "\"'\r'=1\"", "\"\r=1\"" },
    { "\nAda", "\"\nAda\"", "\"\nAda\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RosterMember member = { .id = "x",
                                    .display_name = cases[i].name,
                                    .last_sign_in = ROSTER_NEVER };
      g_autofree char *guarded = format (&member, ROSTER_CSV_DEFAULT);
      g_autofree char *raw = format (&member, ROSTER_CSV_RAW);
      g_autofree char *guarded_line =
          g_strdup_printf (",False,%s,False,,False,x,\n", cases[i].guarded);
      g_autofree char *raw_line = g_strdup_printf (",False,%s,False,,False,x,\n", cases[i].raw);

      g_assert_cmpstr (guarded, ==, guarded_line);
      g_assert_cmpstr (raw, ==, raw_line);
    }
}

static void
test_guard_in_every_text (void)
{
  const RosterMember member = {
    .id = "-i", .display_name = "=n", .email = "+e", .role = "@r", .last_sign_in = ROSTER_NEVER
  };
  g_autofree char *line = format (&member, ROSTER_CSV_DEFAULT);

  g_assert_cmpstr (line, ==, "'@r,False,'=n,False,,False,'-i,'+e\n");
}

/* Whatever separator the reader takes, no cell of whatever length starts like a formula. */
static void
test_formulas_behind_separators (void)
{
  for (gsize length = 0; length <= 40; length++)
    for (const char *separator = ";\t\n\r"; *separator != '\0'; separator++)
      {
        g_autoptr (GString) cell = g_string_new (NULL);
        g_autoptr (GString) text = g_string_new (NULL);
        g_auto (GStrv) parts = NULL;

        for (gsize i = 0; i < length; i++)
          g_string_append_c (cell, 'l');
        g_string_append_printf (cell, "%c=1%c＝1", *separator, *separator);
        roster_csv_append_cell (text, cell->str, ROSTER_CSV_DEFAULT);
        parts = g_strsplit_set (text->str, ";\t\n\r", -1);
        for (char **part = parts; *part != NULL; part++)
          g_assert_true (**part != '=' && !g_str_has_prefix (*part, "＝"));
      }
}

static char *
make_text (GRand *random)
{
  const char *const pieces[] = { "a", "B", " ",  ",", "\"", "\n", "\r", "\r\n",
                                 ";", "'", "\t", "é", "李", "\\", "=",  "#" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gint n = g_rand_int_range (random, 0, 8); n > 0; n--)
    g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
run_python (const char *input)
{
  const char *python = g_test_get_filename (G_TEST_DIST, "fixtures", "csv-oracle.py", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) in = g_bytes_new (input, strlen (input));
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error, "python3", python, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate (process, in, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));

  return g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out));
}

static void
test_beside_python (void)
{
  g_autofree char *python = g_find_program_in_path ("python3");
  g_autoptr (GRand) random = g_rand_new_with_seed (20261123);
  g_autoptr (GString) ours = g_string_new (NULL);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autofree char *theirs = NULL;

  if (python == NULL)
    {
      g_test_skip ("python3 is not installed");
      return;
    }

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *name = make_text (random);
      g_autofree char *email = make_text (random);
      g_autofree char *role = make_text (random);
      const RosterMember member = { .id = "x",
                                    .display_name = name,
                                    .email = email,
                                    .role = role,
                                    .last_sign_in = ROSTER_NEVER,
                                    .mfa = i % 2 };

      roster_csv_append_member (ours, &member, ROSTER_CSV_RAW);
      g_string_append_printf (rows,
                              "%s\x1f"
                              "False\x1f%s\x1f"
                              "False\x1f\x1f%s\x1fx\x1f%s\x1f\x1e",
                              role, name, i % 2 ? "True" : "False", email);
    }
  theirs = run_python (rows->str);
  g_assert_cmpstr (ours->str, ==, theirs);
}

static void
test_name (void)
{
  g_autofree char *long_name = g_strnfill (1000, 'a');
  g_autofree char *long_expected = NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new (utc, 2026, 3, 4, 5, 6, 59.9);
  const struct
  {
    const char *name;
    const char *id;
    const char *whom;
    const char *expected;
  } cases[] = {
    { "Production", NULL, "All", "Production-All-Users-2026-03-04-05-06.csv" },
    { "My Org, Inc. (EU) 2", NULL, "All", "MyOrgIncEU2-All-Users-2026-03-04-05-06.csv" },
    { "../../etc/passwd", NULL, "All", "etcpasswd-All-Users-2026-03-04-05-06.csv" },
    { "Prod EU", "5f-3a/1", "All", "ProdEU-5f-3a1-All-Users-2026-03-04-05-06.csv" },
    { "ProdEU", NULL, "Selected", "ProdEU-Selected-Users-2026-03-04-05-06.csv" },
    { "Zoë", NULL, "All", "Zoë-All-Users-2026-03-04-05-06.csv" },
    { "Zoe\xcc\x88", NULL, "All", "Zoë-All-Users-2026-03-04-05-06.csv" },
    { "株式会社\xe2\x80\xae", NULL, "All", "株式会社-All-Users-2026-03-04-05-06.csv" },
    { "हिन्दी", NULL, "All", "हिन्दी-All-Users-2026-03-04-05-06.csv" },
    { "", NULL, "All", "Organization-All-Users-2026-03-04-05-06.csv" },
    { "\xff!", "7", "All", "Organization-7-All-Users-2026-03-04-05-06.csv" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name =
          roster_csv_name_suggest (cases[i].name, cases[i].id, cases[i].whom, time);

      g_assert_cmpstr (name, ==, cases[i].expected);
    }

  long_expected = roster_csv_name_suggest (long_name, long_name, "Never-Signed-In", time);
  g_assert_cmpuint (strlen (long_expected), <=, 255);
}

static void
test_same_name (void)
{
  g_autofree char *one = g_strnfill (1000, 'a');
  g_autofree char *other = g_strconcat (one, "b", NULL);

  g_assert_true (roster_csv_name_is_same ("Prod EU", "ProdEU"));
  g_assert_true (roster_csv_name_is_same ("Prod EU", "prod-eu"));
  g_assert_true (roster_csv_name_is_same ("!", "?"));
  g_assert_true (roster_csv_name_is_same ("Zoë", "Zoe\xcc\x88"));
  g_assert_true (roster_csv_name_is_same (one, other));
  g_assert_false (roster_csv_name_is_same ("開発", "本番"));
  g_assert_false (roster_csv_name_is_same ("Prod EU", "Prod US"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/header", test_header);
  g_test_add_func ("/csv/members", test_members);
  g_test_add_func ("/csv/quotes", test_quotes);
  g_test_add_func ("/csv/times", test_times);
  g_test_add_func ("/csv/calendar", test_calendar);
  g_test_add_func ("/csv/times-out-of-range", test_times_out_of_range);
  g_test_add_func ("/csv/formulas", test_formulas);
  g_test_add_func ("/csv/formulas-behind-separators", test_formulas_behind_separators);
  g_test_add_func ("/csv/guard-in-every-text", test_guard_in_every_text);
  g_test_add_func ("/csv/beside-python", test_beside_python);
  g_test_add_func ("/csv/name", test_name);
  g_test_add_func ("/csv/same-name", test_same_name);
  return g_test_run ();
}
