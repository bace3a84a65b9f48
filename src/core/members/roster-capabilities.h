/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterCapabilities:
 * @ROSTER_TELLS_EMAIL: the list has addresses
 * @ROSTER_TELLS_ROLE: the list has roles
 * @ROSTER_TELLS_MFA: the list says who has a second factor
 * @ROSTER_TELLS_SSO: the list says who signs in by single sign-on
 * @ROSTER_TELLS_ENABLED: the list says whose account is enabled
 * @ROSTER_TELLS_LAST_SIGN_IN: the list says when somebody signed in
 * @ROSTER_CAN_INVITE: somebody is invited by address and accepts
 * @ROSTER_CAN_CREATE: somebody gets an account at once, under a name
 * @ROSTER_CAN_ADD_EXISTING: somebody who has an account elsewhere is added by id
 * @ROSTER_CAN_REMOVE: a member is removed
 * @ROSTER_CAN_CHANGE_ROLE: a member gets another role
 * @ROSTER_CAN_SET_ENABLED: an account is disabled and enabled
 * @ROSTER_CAN_LIST_INVITATIONS: invitations that are not accepted yet are listed
 * @ROSTER_CAN_RECALL: such an invitation is taken back
 * @ROSTER_FILTERS_ENABLED: the service itself leaves out disabled members
 * @ROSTER_SIGNS_ANSWERS: an answer can prove whose it is
 * @ROSTER_NEEDS_CLOCK: a request says the time, which the service checks
 * @ROSTER_KNOWS_OWN_ID: the credential names the member that it belongs to
 *
 * What a service tells of its members, and what can be done there. What it does not tell has no
 * column, what it cannot do has no command.
 */
typedef enum
{
  ROSTER_TELLS_EMAIL = 1 << 0,
  ROSTER_TELLS_ROLE = 1 << 1,
  ROSTER_TELLS_MFA = 1 << 2,
  ROSTER_TELLS_SSO = 1 << 3,
  ROSTER_TELLS_ENABLED = 1 << 4,
  ROSTER_TELLS_LAST_SIGN_IN = 1 << 5,
  ROSTER_CAN_INVITE = 1 << 6,
  ROSTER_CAN_CREATE = 1 << 7,
  ROSTER_CAN_ADD_EXISTING = 1 << 8,
  ROSTER_CAN_REMOVE = 1 << 9,
  ROSTER_CAN_CHANGE_ROLE = 1 << 10,
  ROSTER_CAN_SET_ENABLED = 1 << 11,
  ROSTER_CAN_LIST_INVITATIONS = 1 << 12,
  ROSTER_CAN_RECALL = 1 << 13,
  ROSTER_FILTERS_ENABLED = 1 << 14,
  ROSTER_SIGNS_ANSWERS = 1 << 15,
  ROSTER_NEEDS_CLOCK = 1 << 16,
  ROSTER_KNOWS_OWN_ID = 1 << 17,
} RosterCapabilities;

G_END_DECLS
