/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of a program: what its user asked for, from where the translations are installed. */

#include "roster-locale.h"

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
