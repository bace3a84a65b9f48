/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterCliExit:
 *
 * The exit status of rosterctl, as rosterctl(1) documents it.
 */
typedef enum
{
  ROSTER_CLI_EXIT_DONE = 0,
  ROSTER_CLI_EXIT_SOME_FAILED = 1,
  ROSTER_CLI_EXIT_USAGE = 2,
  ROSTER_CLI_EXIT_NOT_ALLOWED = 3,
  ROSTER_CLI_EXIT_SERVICE = 4,
  ROSTER_CLI_EXIT_UNKNOWN = 5,
  ROSTER_CLI_EXIT_KEYRING = 6,
} RosterCliExit;

RosterCliExit roster_cli_exit_for_error (const GError *error);
RosterCliExit roster_cli_exit_worst (RosterCliExit a, RosterCliExit b);

G_END_DECLS
