/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which exit status an error ends in. */

#include "cli/roster-cli-exit.h"

#include "core/base/roster-error.h"

/**
 * roster_cli_exit_for_error:
 * @error: what ended a command
 *
 * Returns: the exit status for it; %ROSTER_CLI_EXIT_SOME_FAILED for what has no status of its own
 */
RosterCliExit
roster_cli_exit_for_error (const GError *error)
{
  if (error->domain == G_OPTION_ERROR)
    return ROSTER_CLI_EXIT_USAGE;
  if (error->domain != ROSTER_ERROR)
    return ROSTER_CLI_EXIT_SOME_FAILED;

  switch ((RosterError)error->code)
    {
    case ROSTER_ERROR_UNAUTHORIZED:
    case ROSTER_ERROR_CLOCK:
    case ROSTER_ERROR_FAR_CLOCK:
    case ROSTER_ERROR_FORBIDDEN:
    case ROSTER_ERROR_LOCKED:
      return ROSTER_CLI_EXIT_NOT_ALLOWED;
    case ROSTER_ERROR_RATE_LIMITED:
    case ROSTER_ERROR_SERVICE:
    case ROSTER_ERROR_OFFLINE:
    case ROSTER_ERROR_HOST_NOT_FOUND:
    case ROSTER_ERROR_CERTIFICATE:
    case ROSTER_ERROR_INTERRUPTED:
    case ROSTER_ERROR_BAD_ANSWER:
    case ROSTER_ERROR_NOT_AUTHENTIC:
    case ROSTER_ERROR_LIST_MOVED:
    case ROSTER_ERROR_PROXY:
    case ROSTER_ERROR_SIGN_IN:
      return ROSTER_CLI_EXIT_SERVICE;
    case ROSTER_ERROR_UNKNOWN_OUTCOME:
      return ROSTER_CLI_EXIT_UNKNOWN;
    case ROSTER_ERROR_BAD_ENDPOINT:
      return ROSTER_CLI_EXIT_USAGE;
    case ROSTER_ERROR_NO_KEY:
    case ROSTER_ERROR_KEYRING_MISSING:
    case ROSTER_ERROR_KEYRING_LOCKED:
    case ROSTER_ERROR_KEYRING:
      return ROSTER_CLI_EXIT_KEYRING;
    case ROSTER_ERROR_NOT_FOUND:
    case ROSTER_ERROR_CONFLICT:
    case ROSTER_ERROR_BAD_REQUEST:
    case ROSTER_ERROR_REFUSED:
    case ROSTER_ERROR_FILE:
    case ROSTER_ERROR_JOURNAL:
    default:
      return ROSTER_CLI_EXIT_SOME_FAILED;
    }
}

/**
 * roster_cli_exit_worst:
 *
 * An outcome that is not known outweighs everything, because somebody has to look; of two different
 * failures neither speaks for the whole, so that "some failed" is what is left to say.
 *
 * Returns: the status of a command whose parts ended in @a and @b
 */
RosterCliExit
roster_cli_exit_worst (RosterCliExit a, RosterCliExit b)
{
  if (a == ROSTER_CLI_EXIT_UNKNOWN || b == ROSTER_CLI_EXIT_UNKNOWN)
    return ROSTER_CLI_EXIT_UNKNOWN;
  if (a == b || b == ROSTER_CLI_EXIT_DONE)
    return a;
  if (a == ROSTER_CLI_EXIT_DONE)
    return b;
  return ROSTER_CLI_EXIT_SOME_FAILED;
}
