/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program roster: makes the process ready, then hands over to RosterApplication. */

#include <signal.h>

#include "core/base/roster-descriptors.h"
#include "core/base/roster-locale.h"
#include "core/base/roster-process.h"
#include "ui/window/roster-application.h"

int
main (int argc, char *argv[])
{
  g_autoptr (RosterApplication) application = NULL;
  SecretValue *key = NULL;

  roster_descriptors_ensure ();
  /* The window has keys from the keyring alone. */
  key = roster_process_protect ();
  g_clear_pointer (&key, secret_value_unref);
  /* A file that may not become larger is an error of the write, which is shown. */
  signal (SIGXFSZ, SIG_IGN);
  roster_locale_init ();
  g_set_application_name ("Roster");

  application = roster_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
