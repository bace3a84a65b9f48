/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can go wrong, and what a person can do about it. */

#include "core/base/roster-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* clang-format off */
G_DEFINE_QUARK (roster-error-quark, roster_error)
/* clang-format on */

/**
 * roster_error_get_remedy:
 * @error: an error of any domain
 *
 * Returns: the one thing that can be offered as a button beside @error
 */
RosterRemedy
roster_error_get_remedy (const GError *error)
{
  g_return_val_if_fail (error != NULL, ROSTER_REMEDY_NONE);

  if (error->domain != ROSTER_ERROR)
    return ROSTER_REMEDY_RETRY;

  switch ((RosterError)error->code)
    {
    case ROSTER_ERROR_UNAUTHORIZED:
    case ROSTER_ERROR_NO_KEY:
      return ROSTER_REMEDY_ENTER_KEY;
    case ROSTER_ERROR_HOST_NOT_FOUND:
    case ROSTER_ERROR_BAD_ENDPOINT:
    case ROSTER_ERROR_NOT_FOUND:
    case ROSTER_ERROR_FORBIDDEN:
      return ROSTER_REMEDY_EDIT_ACCOUNT;
    case ROSTER_ERROR_UNKNOWN_OUTCOME:
    case ROSTER_ERROR_CONFLICT:
      return ROSTER_REMEDY_REFRESH;
    case ROSTER_ERROR_FAR_CLOCK:
      return ROSTER_REMEDY_USE_CLOCK;
    case ROSTER_ERROR_REFUSED:
    case ROSTER_ERROR_LOCKED:
      return ROSTER_REMEDY_NONE;
    case ROSTER_ERROR_CLOCK:
    case ROSTER_ERROR_BAD_REQUEST:
    case ROSTER_ERROR_RATE_LIMITED:
    case ROSTER_ERROR_SERVICE:
    case ROSTER_ERROR_OFFLINE:
    case ROSTER_ERROR_CERTIFICATE:
    case ROSTER_ERROR_INTERRUPTED:
    case ROSTER_ERROR_BAD_ANSWER:
    case ROSTER_ERROR_NOT_AUTHENTIC:
    case ROSTER_ERROR_KEYRING_MISSING:
    case ROSTER_ERROR_KEYRING_LOCKED:
    case ROSTER_ERROR_KEYRING:
    case ROSTER_ERROR_FILE:
    case ROSTER_ERROR_JOURNAL:
    case ROSTER_ERROR_PROXY:
    case ROSTER_ERROR_SIGN_IN:
    default:
      return ROSTER_REMEDY_RETRY;
    }
}

/* About this computer, not the network. */
static const char *
get_local_advice (RosterError code)
{
  switch ((guint)code)
    {
    case ROSTER_ERROR_KEYRING_MISSING:
      return _ ("Install GNOME Keyring, KWallet or KeePassXC; until then the key is kept for this "
                "run only.");
    case ROSTER_ERROR_KEYRING_LOCKED:
      return _ ("Unlock the keyring, then try again.");
    case ROSTER_ERROR_KEYRING:
      return _ ("Check the keyring, then try again.");
    case ROSTER_ERROR_FILE:
      return _ ("Check the file and its folder, or choose another one.");
    case ROSTER_ERROR_JOURNAL:
      return _ ("Check that file, its folder and the room on the disk; nothing is sent that cannot "
                "be recorded.");
    case ROSTER_ERROR_REFUSED:
      return _ ("Roster does not do this.");
    case ROSTER_ERROR_LOCKED:
      return _ ("Nothing was sent.");
    default:
      return _ ("Try again.");
    }
}

/**
 * roster_error_get_advice:
 * @error: an error of any domain
 *
 * Returns: one translated sentence of what to do now; static, never %NULL
 */
const char *
roster_error_get_advice (const GError *error)
{
  g_return_val_if_fail (error != NULL, "");

  if (error->domain != ROSTER_ERROR)
    return _ ("Try again.");

  switch ((RosterError)error->code)
    {
    case ROSTER_ERROR_UNAUTHORIZED:
      return _ ("Check the user id and enter the API key again.");
    case ROSTER_ERROR_NO_KEY:
      return _ ("Enter the API key of this account.");
    case ROSTER_ERROR_CLOCK:
    case ROSTER_ERROR_FAR_CLOCK:
      return _ ("Set this computer’s clock, then try again.");
    case ROSTER_ERROR_FORBIDDEN:
      return _ ("Ask an owner of the organization, or use another account.");
    case ROSTER_ERROR_NOT_FOUND:
      return _ ("Check the endpoint and the organization id.");
    case ROSTER_ERROR_CONFLICT:
      return _ ("Refresh the list to see them.");
    case ROSTER_ERROR_BAD_REQUEST:
      return _ ("Check what was entered.");
    case ROSTER_ERROR_RATE_LIMITED:
      return _ ("Wait a minute, then try again.");
    case ROSTER_ERROR_SERVICE:
      return _ ("The fault is the service’s own: try again in a few minutes.");
    case ROSTER_ERROR_OFFLINE:
    case ROSTER_ERROR_INTERRUPTED:
      return _ ("Check the network, then try again.");
    case ROSTER_ERROR_HOST_NOT_FOUND:
      return _ ("Check the network and the endpoint’s address.");
    case ROSTER_ERROR_CERTIFICATE:
      return _ ("Do not enter the key; ask whoever runs the service or the network.");
    case ROSTER_ERROR_BAD_ANSWER:
      return _ ("Check that the endpoint is the right one, then try again.");
    case ROSTER_ERROR_NOT_AUTHENTIC:
      return _ ("Somebody between you and the service may have changed the answer; nothing of it "
                "was used.");
    case ROSTER_ERROR_UNKNOWN_OUTCOME:
      return _ ("Refresh the list to see whether it happened.");
    case ROSTER_ERROR_BAD_ENDPOINT:
      return _ ("Enter an address that starts with https://.");
    case ROSTER_ERROR_PROXY:
      return _ ("Check the proxy settings, or ask whoever runs the network.");
    case ROSTER_ERROR_SIGN_IN:
      return _ (
          "Open a page in a web browser to sign in to the network, then try again; else check "
          "the endpoint.");
    default:
      return get_local_advice ((RosterError)error->code);
    }
}

/**
 * roster_error_is_about_key:
 * @error: an error of any domain
 *
 * Returns: whether the account's API key is missing, cannot be had or is refused, so that another
 *   key may help
 */
gboolean
roster_error_is_about_key (const GError *error)
{
  g_return_val_if_fail (error != NULL, FALSE);

  return error->domain == ROSTER_ERROR &&
         (error->code == ROSTER_ERROR_NO_KEY || error->code == ROSTER_ERROR_UNAUTHORIZED ||
          error->code == ROSTER_ERROR_KEYRING || error->code == ROSTER_ERROR_KEYRING_LOCKED ||
          error->code == ROSTER_ERROR_KEYRING_MISSING);
}
