/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The least that is linked with libsoup and answers --help: what rosterctl --help is measured
 * beside. */

#include <libsoup/soup.h>
#include <locale.h>
#include <stdlib.h>

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (SoupSession) session = NULL;
  g_autofree char *help = NULL;

  setlocale (LC_ALL, "");
  if (argc > 1 && g_str_equal (argv[1], "--help"))
    {
      help = g_option_context_get_help (context, TRUE, NULL);
      g_print ("%s", help);
      return EXIT_SUCCESS;
    }
  session = soup_session_new ();
  return soup_session_get_timeout (session) > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
