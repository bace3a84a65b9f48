/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a service wants to be left alone. */

#include "core/wire/roster-retry-after.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *value;
    gint64 seconds;
  } cases[] = {
    { NULL, -1 },
    { "", -1 },
    { "0", 0 },
    { "30", 30 },
    { " 30 ", 30 },
    { "3.5", 4 },
    { "3.0", 3 },
    { "0.001", 1 },
    { ".5", 1 },
    { "99999999999999999999", G_MAXINT32 },
    { "soon", -1 },
    { "-1", -1 },
    { "1.2.3", -1 },
    { ".", -1 },
    { "3,5", -1 },
    { "1e3", -1 },
    { "inf", -1 },
    { "0x10", -1 },
    { "Thu, 01 Jan 1970 00:16:50 GMT", 10 },
    { "Thu, 01 Jan 1970 00:00:00 GMT", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (roster_retry_after_parse (cases[i].value, 1000), ==, cases[i].seconds);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/retry-after/parse", test_parse);
  return g_test_run ();
}
