/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left of a threatstack.cfg when its key is taken out. */

#include <string.h>

#include "core/config/roster-config-file.h"

static void
test_strip (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    gboolean from_comments;
  } cases[] = {
    { "", "" },
    { "[A]\nx = 1\n", "[A]\nx = 1\n" },
    { "[A]\nTS_API_KEY = k\n", "[A]\nTS_API_KEY = \n" },
    { "[A]\nTS_API_KEY=k", "[A]\nTS_API_KEY=" },
    { "[A]\r\n  ts_Api_key\t:  k  \r\nx = k\r\n", "[A]\r\n  ts_Api_key\t:    \r\nx = k\r\n" },
    { "[A]\nTS_API_KEY = \"a b\" # c\n", "[A]\nTS_API_KEY = \n" },
    { "[A]\nTS_API_KEY = k\n  l\n# c\n\n  m = n\nx = 1\n",
      "[A]\nTS_API_KEY = \n  \n# c\n\n  \nx = 1\n" },
    { "[A]\nTS_API_KEY = k\n[B]\nTS_API_KEY = l\n[A]\nTS_API_KEY = m\n",
      "[A]\nTS_API_KEY = \n[B]\nTS_API_KEY = \n[A]\nTS_API_KEY = \n" },
    { "TS_API_KEY = k\ngarbage\n", "TS_API_KEY = \ngarbage\n" },
    { "\xef\xbb\xbf[A]\nTS_API_KEY = k\n\xff\n", "\xef\xbb\xbf[A]\nTS_API_KEY = \n\xff\n" },
    { "[A]\nTS_API_KEY = k\xff\n", "[A]\nTS_API_KEY = \n" },
    /* An older key in a comment, whatever the comment looks like. */
    { "[A]\n# TS_API_KEY = OLD\nTS_API_KEY = k\n", "[A]\n# TS_API_KEY = \nTS_API_KEY = \n", TRUE },
    { ";ts_api_key:OLD", ";ts_api_key:", TRUE },
    { "[A]\n  ## old TS_API_KEY_2023 = \"O L D\"\r\nx = 1\n",
      "[A]\n  ## old TS_API_KEY_2023 = \r\nx = 1\n", TRUE },
    { "[A]\nTS_API_KEY = 0123456789abcdef\n# it is 0123456789abcdef, 0123456789abcdef.\n",
      "[A]\nTS_API_KEY = \n# it is , .\n", TRUE },
    { "[A]\nTS_API_KEY = #12345678\n#12345678\n", "[A]\nTS_API_KEY = \n#12345678\n" },
    { "# TS_API_KEY is what it is called\n# TS_API_KEY = <>\n# TS_API_KEY =\n",
      "# TS_API_KEY is what it is called\n# TS_API_KEY = <>\n# TS_API_KEY =\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean from_comments;
      g_autoptr (GBytes) after =
          roster_config_file_strip_key (cases[i].before, strlen (cases[i].before), &from_comments);

      g_assert_cmpmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after), cases[i].after,
                       strlen (cases[i].after));
      g_assert_cmpint (from_comments, ==, cases[i].from_comments);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/config-strip/strip", test_strip);
  return g_test_run ();
}
