/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterError:
 * @ROSTER_ERROR_UNAUTHORIZED: the service does not accept the user id or the key (401)
 * @ROSTER_ERROR_CLOCK: this computer's clock is too far off, also after one correction (401)
 * @ROSTER_ERROR_FORBIDDEN: the account may not do this in this organization (403)
 * @ROSTER_ERROR_NOT_FOUND: no such resource (404)
 * @ROSTER_ERROR_CONFLICT: the person is already a member (409)
 * @ROSTER_ERROR_BAD_REQUEST: the service did not accept the parameters (400, other 4xx)
 * @ROSTER_ERROR_RATE_LIMITED: too many requests (429)
 * @ROSTER_ERROR_SERVICE: the service's own fault (5xx), of a read
 * @ROSTER_ERROR_OFFLINE: no connection could be made; nothing was sent
 * @ROSTER_ERROR_HOST_NOT_FOUND: the endpoint's host name is not known
 * @ROSTER_ERROR_CERTIFICATE: the service's certificate is not trusted
 * @ROSTER_ERROR_INTERRUPTED: the connection broke or timed out during a read
 * @ROSTER_ERROR_BAD_ANSWER: the answer is not what the service documents
 * @ROSTER_ERROR_NOT_AUTHENTIC: the answer's proof is wrong: it does not come from the service
 * @ROSTER_ERROR_UNKNOWN_OUTCOME: a change was sent and its answer was lost
 * @ROSTER_ERROR_BAD_ENDPOINT: the endpoint is not an https address (http only on loopback)
 * @ROSTER_ERROR_NO_KEY: no API key is known for the account
 * @ROSTER_ERROR_REFUSED: Roster itself refuses (a guard, core/plans/README.md)
 * @ROSTER_ERROR_KEYRING_MISSING: no keyring service is running
 * @ROSTER_ERROR_KEYRING_LOCKED: the keyring is locked and was not unlocked
 * @ROSTER_ERROR_KEYRING: any other fault of the keyring
 * @ROSTER_ERROR_FILE: a file of the user's cannot be read, understood or written
 * @ROSTER_ERROR_JOURNAL: the journal cannot be written, so nothing may be sent
 * @ROSTER_ERROR_LOCKED: a person has locked the organization against changes
 * @ROSTER_ERROR_PROXY: a proxy did not let the request through; nothing was sent to the service
 * @ROSTER_ERROR_SIGN_IN: the network wants a sign-in first (511, or a web page for an answer)
 * @ROSTER_ERROR_FAR_CLOCK: the service's time is more than an hour off; a person has to agree
 * @ROSTER_ERROR_LIST_MOVED: a member stands twice in a list, so others may be missing
 * @ROSTER_ERROR_STALE: a list has changed since a plan was prepared from it
 *
 * What went wrong, named by what the person can do about it. G_IO_ERROR_CANCELLED is the only error
 * of another domain that core's asynchronous calls give.
 */
typedef enum
{
  ROSTER_ERROR_UNAUTHORIZED,
  ROSTER_ERROR_CLOCK,
  ROSTER_ERROR_FORBIDDEN,
  ROSTER_ERROR_NOT_FOUND,
  ROSTER_ERROR_CONFLICT,
  ROSTER_ERROR_BAD_REQUEST,
  ROSTER_ERROR_RATE_LIMITED,
  ROSTER_ERROR_SERVICE,
  ROSTER_ERROR_OFFLINE,
  ROSTER_ERROR_HOST_NOT_FOUND,
  ROSTER_ERROR_CERTIFICATE,
  ROSTER_ERROR_INTERRUPTED,
  ROSTER_ERROR_BAD_ANSWER,
  ROSTER_ERROR_NOT_AUTHENTIC,
  ROSTER_ERROR_UNKNOWN_OUTCOME,
  ROSTER_ERROR_BAD_ENDPOINT,
  ROSTER_ERROR_NO_KEY,
  ROSTER_ERROR_REFUSED,
  ROSTER_ERROR_KEYRING_MISSING,
  ROSTER_ERROR_KEYRING_LOCKED,
  ROSTER_ERROR_KEYRING,
  ROSTER_ERROR_FILE,
  ROSTER_ERROR_JOURNAL,
  ROSTER_ERROR_LOCKED,
  ROSTER_ERROR_PROXY,
  ROSTER_ERROR_SIGN_IN,
  ROSTER_ERROR_FAR_CLOCK,
  ROSTER_ERROR_LIST_MOVED,
  ROSTER_ERROR_STALE,
} RosterError;

#define ROSTER_ERROR (roster_error_quark ())
GQuark roster_error_quark (void);

/**
 * RosterRemedy:
 *
 * The one thing that a person can do about an error; a message bar shows it as its button.
 */
typedef enum
{
  ROSTER_REMEDY_NONE,
  ROSTER_REMEDY_RETRY,
  ROSTER_REMEDY_ENTER_KEY,
  ROSTER_REMEDY_EDIT_ACCOUNT,
  ROSTER_REMEDY_REFRESH,
  ROSTER_REMEDY_USE_CLOCK, /* take the service's time, though it is far off */
} RosterRemedy;

RosterRemedy roster_error_get_remedy (const GError *error);
const char *roster_error_get_advice (const GError *error);
gboolean roster_error_is_about_key (const GError *error);

G_END_DECLS
