/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile text made safe to show, and times in words. */

#include <string.h>

#include "core/base/roster-text.h"
#include "core/base/roster-time-text.h"
#include "core/members/roster-member.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define NOW G_GINT64_CONSTANT (1795456800000) /* 2026-11-23 18:00:00 UTC */

static const struct
{
  const char *text;
  const char *shown;
} displays[] = {
  { NULL, "" },
  { "", "" },
  { "Ada Lovelace", "Ada Lovelace" },
  { "Zoë Müller-Łukasiewicz", "Zoë Müller-Łukasiewicz" },
  { "山田 太郎", "山田 太郎" },
  { "one\ntwo\r\nthree", "one␊two␍␊three" },
  { "tab\there\x1b[31mred\x7f", "tab␉here␛[31mred␡" },
  { "next\xc2\x85"
    "line\u2028sep\u2029par",
    "next␤line␤sep␤par" },
  { "\xc2\x90", "[U+0090]" },
  { "ada\u202ecod.exe", "ada[U+202E]cod.exe" },
  { "\u2066x\u2069\u200e\u200f\u061c", "[U+2066]x[U+2069][U+200E][U+200F][U+061C]" },
  { "a\u200bd\u2060a\ufeff", "a[U+200B]d[U+2060]a[U+FEFF]" },
  { "so\u00adft", "so[U+00AD]ft" },
  { "\u3164", "[U+3164]" },
  { "\U000e0041", "[U+E0041]" },
  { "\ue000", "[U+E000]" },
  { "ab\u200dc\u200c", "ab[U+200D]c[U+200C]" },
  { "क्\u200dष", "क्\u200dष" },
  { "می\u200cخواهم", "\u2068می\u200cخواهم\u2069" },
  { "👩\u200d💻", "👩\u200d💻" },
  { "שלום", "\u2068שלום\u2069" },
  { "Ada (محمد)", "\u2068Ada (محمد)\u2069" },
  { "\u2068Ada\u2069", "[U+2068]Ada[U+2069]" },
  { "\u2068\u2068שלום\u2069", "[U+2068]\u2068שלום\u2069" },
  { "\u2068שלום", "\u2068[U+2068]שלום\u2069" },
  { "\u2069שלום", "\u2068[U+2069]שלום\u2069" },
  { "\u2068שלום\u202e\u2069", "\u2068שלום[U+202E]\u2069" },
  { "\u200fAda", "[U+200F]Ada" },
  { "Ada\u200f שלום", "\u2068Ada[U+200F] שלום\u2069" },
  { "\u200f“Ada” ليس عضوًا", "\u2068\u200f“Ada” ليس عضوًا\u2069" },
  { "bad \xff\xfe bytes", "bad \ufffd\ufffd bytes" },
  { "<b>&amp;", "<b>&amp;" },
};

static void
test_display (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (displays); i++)
    {
      g_autofree char *shown = roster_text_display (displays[i].text);

      g_assert_true (g_utf8_validate (shown, -1, NULL));
      g_assert_cmpstr (shown, ==, displays[i].shown);
    }
}

/* A message names somebody, and is then shown itself. */
static void
test_display_twice (void)
{
  g_autofree char *long_name = g_strnfill (ROSTER_TEXT_DISPLAY_MAX, 'x');
  g_autofree char *long_text = g_strconcat ("\u2068שלום", long_name, "\u2069", NULL);
  g_autofree char *long_shown = roster_text_display (long_text);
  g_autofree char *name = roster_text_display ("محمد");
  g_autofree char *message = g_strdup_printf ("%s is not a member.", name);
  g_autofree char *message_shown = roster_text_display (message);

  for (gsize i = 0; i < G_N_ELEMENTS (displays); i++)
    {
      g_autofree char *twice = roster_text_display (displays[i].shown);

      g_assert_cmpstr (twice, ==, displays[i].shown);
    }
  g_assert_cmpstr (message_shown, ==, message);
  g_assert_false (g_str_has_suffix (long_shown, "\u2069\u2069"));
}

static void
test_display_long (void)
{
  g_autofree char *text = g_strnfill (10000, 'x');
  g_autofree char *shown = roster_text_display (text);
  g_autofree char *fits = g_strnfill (ROSTER_TEXT_DISPLAY_MAX, 'x');
  g_autofree char *fits_shown = roster_text_display (fits);

  g_assert_cmpint (g_utf8_strlen (shown, -1), ==, ROSTER_TEXT_DISPLAY_MAX + 1);
  g_assert_true (g_str_has_suffix (shown, "…"));
  g_assert_cmpstr (fits_shown, ==, fits);
}

static const struct
{
  gint64 age;
  const char *ago;
  const char *read;
} ages[] = {
  { -5 * MINUTE, "Just now", "read just now" },
  { 0, "Just now", "read just now" },
  { MINUTE - 1, "Just now", "read just now" },
  { MINUTE, "1 minute ago", "read 1 min ago" },
  { 2 * MINUTE, "2 minutes ago", "read 2 min ago" },
  { HOUR - 1, "59 minutes ago", "read 59 min ago" },
  { HOUR, "1 hour ago", "read 1 hour ago" },
  { 23 * HOUR, "23 hours ago", "read 23 hours ago" },
  { DAY, "1 day ago", "read 1 day ago" },
  { 3 * DAY, "3 days ago", "read 3 days ago" },
  { 29 * DAY, "29 days ago", "read 29 days ago" },
  { 30 * DAY, "1 month ago", "read 30 days ago" },
  { 364 * DAY, "12 months ago", "read 364 days ago" },
  { 365 * DAY, "1 year ago", "read 365 days ago" },
  { 900 * DAY, "2 years ago", "read 900 days ago" },
};

static void
test_ages (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autofree char *ago = roster_time_text_ago (NOW - ages[i].age, NOW);
      g_autofree char *read = roster_time_text_read (NOW - ages[i].age, NOW);

      g_assert_cmpstr (ago, ==, ages[i].ago);
      g_assert_cmpstr (read, ==, ages[i].read);
    }
}

static void
test_sentence (void)
{
  static const struct
  {
    const char *text;
    const char *sentence;
  } cases[] = {
    { "", "" },
    { "  ", "" },
    { "Connection refused", "Connection refused." },
    { "Connection refused\n", "Connection refused." },
    { "It is over.", "It is over." },
    { "Why? ", "Why?" },
    { "and so on…", "and so on…" },
    { "(It is over.)", "(It is over.)" },
    { "It says “no”", "It says “no”." },
    { "It says “no.”", "It says “no.”" },
    { "Code 7 (seven)", "Code 7 (seven)." },
    { "接続が拒否されました", "接続が拒否されました." },
    { "接続が拒否されました。", "接続が拒否されました。" },
    { "»", "»" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = roster_text_dup_sentence (cases[i].text);

      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
}

/* Lines of our own with text from outside in them: they stay lines, and are steered by nothing. */
static void
test_display_lines (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "a\nb\n", "a\nb\n" },
    { "a\x1b[31m\tb\r\n", "a␛[31m␉b␍\n" },
    { "a\u202eb\u2066c", "a[U+202E]b[U+2066]c" },
    { "a\xc2\x9b"
      "b\x7f",
      "a[U+009B]b␡" },
    { "bad \xff", "bad \ufffd" },
    /* Text from right to left as roster_text_display() gives it, and as translations start it. */
    { "⁨ليلى⁩: no", "⁨ليلى⁩: no" },
    { "rosterctl: \u200fليلى", "rosterctl: \u200fليلى" },
    { "\u200fليلى\n\u200fليلى", "\u200fليلى\n\u200fليلى" },
    { "a\u200fb", "a[U+200F]b" },
  };
  g_autofree char *long_line = g_strnfill (5000, 'x');
  g_autofree char *long_shown = roster_text_display_lines (long_line);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = roster_text_display_lines (cases[i][0]);
      g_autofree char *twice = roster_text_display_lines (shown);

      g_assert_cmpstr (shown, ==, cases[i][1]);
      g_assert_cmpstr (twice, ==, shown);
    }
  g_assert_cmpstr (long_shown, ==, long_line);
}

static void
test_odd_times (void)
{
  g_autofree char *never = roster_time_text_ago (ROSTER_NEVER, NOW);
  g_autofree char *future = roster_time_text_ago (NOW + 40 * DAY, NOW);
  g_autofree char *not_known = roster_time_text_ago (ROSTER_NOT_KNOWN, NOW);
  g_autofree char *absurd_future = roster_time_text_ago (ROSTER_NOT_KNOWN - 1, NOW);
  g_autofree char *absurd_past = roster_time_text_ago (ROSTER_NEVER + 1, NOW);

  g_assert_cmpstr (never, ==, "Never");
  g_assert_cmpstr (future, ==, "2027-01-02");
  g_assert_cmpstr (not_known, ==, "Not known");
  g_assert_cmpstr (absurd_future, ==, "Unknown");
  g_assert_true (g_str_has_suffix (absurd_past, " years ago"));
}

static void
test_exact (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+05:30");
  g_autofree char *exact = roster_time_text_exact (NOW + 12345, zone);
  g_autofree char *old = roster_time_text_exact (-1, zone);
  g_autofree char *never = roster_time_text_exact (ROSTER_NEVER, zone);
  g_autofree char *absurd = roster_time_text_exact (ROSTER_NOT_KNOWN - 1, zone);
  g_autofree char *system = roster_time_text_exact (NOW, NULL);

  g_assert_cmpstr (exact, ==, "2026-11-23 23:30:12 +05:30, local time\n2026-11-23 18:00:12 UTC");
  g_assert_true (g_str_has_suffix (old, "\n1969-12-31 23:59:59 UTC"));
  g_assert_cmpstr (never, ==, "Has never signed in");
  g_assert_nonnull (strstr (absurd, "9223372036854775806"));
  g_assert_true (g_str_has_suffix (system, "\n2026-11-23 18:00:00 UTC"));
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/display", test_display);
  g_test_add_func ("/text/display-twice", test_display_twice);
  g_test_add_func ("/text/display-long", test_display_long);
  g_test_add_func ("/text/display-lines", test_display_lines);
  g_test_add_func ("/text/sentence", test_sentence);
  g_test_add_func ("/time-text/ages", test_ages);
  g_test_add_func ("/time-text/odd-times", test_odd_times);
  g_test_add_func ("/time-text/exact", test_exact);

  return g_test_run ();
}
