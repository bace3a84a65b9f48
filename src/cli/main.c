/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program rosterctl: the members of organizations from the command line. */

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/roster-cli-changes.h"
#include "cli/roster-cli-export.h"
#include "cli/roster-cli-history.h"
#include "cli/roster-cli-import.h"
#include "cli/roster-cli-interrupt.h"
#include "cli/roster-cli-output.h"
#include "cli/roster-cli-read.h"
#include "core/base/roster-descriptors.h"
#include "core/base/roster-file-replace.h"
#include "core/base/roster-locale.h"
#include "core/base/roster-process.h"
#include "roster-config.h"

static void
prepare (void)
{
  /* A reader that has gone is an error of the write, which is reported. */
  signal (SIGPIPE, SIG_IGN);
  /* So is a file that may not become larger. */
  signal (SIGXFSZ, SIG_IGN);
  roster_cli_interrupt_init ();
  roster_file_replace_set_watch (roster_cli_interrupt_add_file, roster_cli_interrupt_keep_file);
  roster_locale_init ();
  g_set_prgname ("rosterctl");
}

static RosterCliExit
run (RosterCliSession *session, const RosterCliOptions *options)
{
  switch ((guint)options->command)
    {
    case ROSTER_CLI_MEMBERS:
      return roster_cli_members (session, options);
    case ROSTER_CLI_EXPORT:
      return roster_cli_export (session, options);
    case ROSTER_CLI_SELF_TEST:
      return roster_cli_self_test (session, options);
    case ROSTER_CLI_IMPORT:
      return roster_cli_import (session, options);
    case ROSTER_CLI_ORGANIZATIONS:
      return roster_cli_organizations (session, options);
    default:
      return roster_cli_changes (session, options);
    }
}

/* What a change or an import did is said on standard output: nothing is begun that could not be. */
static gboolean
can_tell (const RosterCliOptions *options, GError **error)
{
  const guint tellers = (1u << ROSTER_CLI_INVITE) | (1u << ROSTER_CLI_ADD) |
                        (1u << ROSTER_CLI_REMOVE) | (1u << ROSTER_CLI_IMPORT);

  return ((1u << options->command) & tellers) == 0 || roster_cli_print (STDOUT_FILENO, "", error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  g_autoptr (RosterCliOptions) options = NULL;
  g_autoptr (RosterCliSession) session = NULL;
  g_autoptr (SecretValue) key = NULL;

  roster_descriptors_ensure ();
  key = roster_process_protect ();
  prepare ();
  options = roster_cli_options_parse (argv, &message, &error);
  if (message != NULL)
    {
      if (!roster_cli_print (STDOUT_FILENO, message, &error))
        return roster_cli_fail (error);
      return ROSTER_CLI_EXIT_DONE;
    }
  if (options == NULL)
    return roster_cli_fail (error);

  if (options->command == ROSTER_CLI_HISTORY)
    return roster_cli_history (options);
  if (!can_tell (options, &error))
    return roster_cli_fail (error);
  session = roster_cli_session_open (options, key, &error);
  if (session == NULL)
    return roster_cli_fail (error);
  return run (session, options);
}
