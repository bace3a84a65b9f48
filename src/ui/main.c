/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program roster: makes the process ready, then hands over to RosterApplication. */

#include <signal.h>
#include <sys/resource.h>

#include "roster-application.h"
#include "roster-descriptors.h"
#include "roster-locale.h"

/* A core dump would write the API key to the disk. */
static void
forbid_core_dumps (void)
{
  const struct rlimit none = { 0, 0 };

  if (setrlimit (RLIMIT_CORE, &none) != 0)
    g_warning ("Core dumps cannot be switched off: %s", g_strerror (errno));
}

int
main (int argc, char *argv[])
{
  g_autoptr (RosterApplication) application = NULL;

  roster_descriptors_ensure ();
  forbid_core_dumps ();
  /* A file that may not become larger is an error of the write, which is shown. */
  signal (SIGXFSZ, SIG_IGN);
  roster_locale_init ();
  g_set_application_name ("Roster");

  application = roster_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
