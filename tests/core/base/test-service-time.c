/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The service's ways to spell a time, beside GLib's own reading of ISO-8601. */

#include "core/json/roster-service-time.h"
#include "core/members/roster-member.h"

#include <string.h>

static void
test_strings (void)
{
  const struct
  {
    const char *text;
    gint64 time;
  } cases[] = {
    { "", ROSTER_NEVER },
    { "0", 0 },
    { "-1", -1 },
    { "1700000000123", G_GINT64_CONSTANT (1700000000123) },
    { "-62135596800000", G_GINT64_CONSTANT (-62135596800000) },
    { "253402300799999", G_GINT64_CONSTANT (253402300799999) },
    { "0001-01-01T00:00:00Z", G_GINT64_CONSTANT (-62135596800000) },
    { "9999-12-31T23:59:59.9999999Z", G_GINT64_CONSTANT (253402300799999) },
    { "1970-01-01T00:00:00", 0 },
    { "1970-01-01 00:00", 0 },
    { "1970-01-01t00:00:00z", 0 },
    { "1970-01-01T01:30:00+01:30", 0 },
    { "1970-01-01T01:30:00+0130", 0 },
    { "1970-01-01T01:00:00+01", 0 },
    { "1969-12-31T16:00:00-08:00", 0 },
    { "1970-01-01T00:00:00.5Z", 500 },
    { "1970-01-01T00:00:00,05Z", 50 },
    { "1970-01-01T00:00:00.0019Z", 1 },
    { "2000-02-29T00:00:00Z", G_GINT64_CONSTANT (951782400000) },
    { "2016-12-31T23:59:60Z", G_GINT64_CONSTANT (1483228800000) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 time = 42;

      g_assert_true (
          roster_service_time_from_string (cases[i].text, strlen (cases[i].text), &time));
      g_assert_cmpint (time, ==, cases[i].time);
    }
}

static void
test_bad_strings (void)
{
  const char *const cases[] = {
    " ",
    "-",
    "+1",
    "1.5",
    "1e3",
    "12345678901234567890",
    "253402300800000",
    "2023-11-14",
    "2023-11-14T",
    "2023-11-14T22",
    "2023-11-14T22:13:",
    "2023-11-14T22:13:20.",
    "2023-11-14T22:13:20.Z",
    "2023-11-14T22:13:20ZZ",
    "2023-11-14T22:13:20 Z",
    "2023-11-14T22:13:20+",
    "2023-11-14T22:13:20+1",
    "2023-11-14T22:13:20+01:",
    "2023-11-14T22:13:20+01:0",
    "2023-11-14T22:13:20+24:00",
    "2023-11-14T22:13:20+01:60",
    "2023-02-29T00:00:00Z",
    "2023-00-10T00:00:00Z",
    "2023-13-10T00:00:00Z",
    "2023-01-00T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+00:01",
    "2023-11-14T24:00:00Z",
    "2023-11-14T22:60:00Z",
    "2023-11-14T22:13:61Z",
    "٢٠٢٣-11-14T22:13:20Z",
    "yesterday",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 time;

      if (roster_service_time_from_string (cases[i], strlen (cases[i]), &time))
        g_error ("“%s” is not a time", cases[i]);
    }
}

static void
test_numbers (void)
{
  const struct
  {
    const char *text;
    gboolean good;
    gint64 time;
  } cases[] = {
    { "0", TRUE, 0 },
    { "-0", TRUE, 0 },
    { "1700000000123", TRUE, G_GINT64_CONSTANT (1700000000123) },
    { "1700000000123.999", TRUE, G_GINT64_CONSTANT (1700000000123) },
    { "-0.5", TRUE, -1 },
    { "1.7e12", TRUE, G_GINT64_CONSTANT (1700000000000) },
    { "17E+11", TRUE, G_GINT64_CONSTANT (1700000000000) },
    { "1e-9", TRUE, 0 },
    { "253402300799999", TRUE, G_GINT64_CONSTANT (253402300799999) },
    { "253402300800000", FALSE, 0 },
    { "-62135596800001", FALSE, 0 },
    { "1e999", FALSE, 0 },
    { "-1e999", FALSE, 0 },
    { "999999999999999999", FALSE, 0 },
    { "99999999999999999999999999", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 time = 0;

      g_assert_cmpint (
          roster_service_time_from_number (cases[i].text, strlen (cases[i].text), &time), ==,
          cases[i].good);
      if (cases[i].good)
        g_assert_cmpint (time, ==, cases[i].time);
    }
}

static void
test_very_long_number (void)
{
  g_autoptr (GString) number = g_string_new ("1700000000123.");
  gint64 time = 0;

  while (number->len < 1024)
    g_string_append_c (number, '9');
  g_assert_true (roster_service_time_from_number (number->str, number->len, &time));
  g_string_append_c (number, '9');
  g_assert_false (roster_service_time_from_number (number->str, number->len, &time));
}

static void
test_beside_glib (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4711);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "%04d-%02d-%02dT%02d:%02d:%02d.%03d%+03d:%02d", g_rand_int_range (random, 1900, 2200),
          g_rand_int_range (random, 1, 13), g_rand_int_range (random, 1, 32),
          g_rand_int_range (random, 0, 24), g_rand_int_range (random, 0, 60),
          g_rand_int_range (random, 0, 60), g_rand_int_range (random, 0, 1000),
          g_rand_int_range (random, -12, 13), g_rand_int_range (random, 0, 60));
      g_autoptr (GDateTime) expected = g_date_time_new_from_iso8601 (text, utc);
      gint64 time = 0;
      gboolean read = roster_service_time_from_string (text, strlen (text), &time);

      if (read != (expected != NULL))
        g_error ("GLib thinks otherwise of “%s”", text);
      if (expected != NULL)
        g_assert_cmpint (time, ==,
                         g_date_time_to_unix (expected) * 1000 +
                             g_date_time_get_microsecond (expected) / 1000);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sign-in-time/strings", test_strings);
  g_test_add_func ("/sign-in-time/bad-strings", test_bad_strings);
  g_test_add_func ("/sign-in-time/numbers", test_numbers);
  g_test_add_func ("/sign-in-time/very-long-number", test_very_long_number);
  g_test_add_func ("/sign-in-time/beside-glib", test_beside_glib);
  return g_test_run ();
}
