/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/base/roster-locale.h"

#include <libintl.h>
#include <locale.h>

#include "roster-config.h"

/**
 * roster_locale_init:
 *
 * Lets the program speak the language of its user. To be called first. ROSTER_LOCALEDIR in the
 * environment names another folder of translations, as one that is not installed yet has it.
 */
void
roster_locale_init (void)
{
  const char *folder = g_getenv ("ROSTER_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : ROSTER_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/**
 * roster_locale_dup_argument:
 * @bytes: an argument or the value of an option, as the shell gave it
 *
 * Arguments are bytes. Text in UTF-8 is taken as such whatever the locale says, for cron has none
 * (LANG=C); other bytes are in the locale's encoding.
 *
 * Returns: (transfer full) (nullable): the text in UTF-8; %NULL where it is in neither
 */
char *
roster_locale_dup_argument (const char *bytes)
{
  return g_utf8_validate (bytes, -1, NULL) ? g_strdup (bytes)
                                           : g_locale_to_utf8 (bytes, -1, NULL, NULL, NULL);
}
