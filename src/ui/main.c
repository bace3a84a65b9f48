/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program roster: makes the process ready, then hands over to RosterApplication. */

#include <signal.h>

#include "core/base/roster-descriptors.h"
#include "core/base/roster-locale.h"
#include "core/base/roster-process.h"
#include "ui/window/roster-application-name.h"
#include "ui/window/roster-application.h"

/* Whoever is asked to open the window may end before it answers: then this process takes its place,
 * as it would have a moment later. */
#define MAX_RUNS 10

static int
run (int argc, char *argv[])
{
  int status = 0;

  for (guint i = 0; i < MAX_RUNS; i++)
    {
      g_autoptr (RosterApplication) application = roster_application_new ();

      status = g_application_run (G_APPLICATION (application), argc, argv);
      if (status == 0 || !roster_application_has_lost_its_answer (G_APPLICATION (application)))
        break;
    }
  return status;
}

int
main (int argc, char *argv[])
{
  SecretValue *key = NULL;

  roster_descriptors_ensure ();
  /* The window has keys from the keyring alone. */
  key = roster_process_protect ();
  g_clear_pointer (&key, secret_value_unref);
  /* A file that may not become larger is an error of the write, which is shown. */
  signal (SIGXFSZ, SIG_IGN);
  roster_locale_init ();
  g_set_application_name ("Roster");

  return run (argc, argv);
}
