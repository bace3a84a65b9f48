/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a service signs its answers, and what follows from that. */

#include "core/accounts/roster-signing.h"

#include <glib/gi18n-lib.h>

/* A test service on this computer may answer without signatures where its owner says so. */
static gboolean
is_insecure_loopback_allowed (void)
{
  static gsize said = 0;

  if (g_strcmp0 (g_getenv ("ROSTER_INSECURE_LOOPBACK"), "1") != 0)
    return FALSE;

  if (g_once_init_enter (&said))
    {
      g_message ("ROSTER_INSECURE_LOOPBACK is set: answers from this computer are believed without "
                 "a signature, whoever gives them. It is for tests alone.");
      g_once_init_leave (&said, 1);
    }
  return TRUE;
}

/**
 * roster_signing_is_required:
 * @self: what is known of the service at @endpoint
 * @endpoint: as roster_account_check_endpoint() gives it
 *
 * Without encryption (http, which goes to loopback addresses alone) any program of this computer
 * may answer, so only a signature counts; and so it is where the service was seen to sign. The
 * environment variable ROSTER_INSECURE_LOOPBACK=1 takes the first of the two away, for tests.
 *
 * Returns: whether nothing that is not signed is believed
 */
gboolean
roster_signing_is_required (RosterSigning self, const char *endpoint)
{
  g_return_val_if_fail (endpoint != NULL, TRUE);

  return self == ROSTER_SIGNING_YES ||
         (g_str_has_prefix (endpoint, "http://") && !is_insecure_loopback_allowed ());
}

/**
 * roster_signing_describe:
 * @self: what is known of a service
 *
 * Returns: (nullable): one translated sentence; %NULL where nothing is known yet
 */
const char *
roster_signing_describe (RosterSigning self)
{
  switch (self)
    {
    case ROSTER_SIGNING_YES:
      return _ ("This service signs its answers: one without a signature is not believed.");
    case ROSTER_SIGNING_NO:
      return _ ("This service does not sign its answers: only the encrypted connection protects "
                "them.");
    case ROSTER_SIGNING_UNKNOWN:
    default:
      return NULL;
    }
}
