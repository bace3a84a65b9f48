/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threat Stack as a service: what it tells, what it can do, and its roles. */

#include "core/services/threat-stack/roster-threat-stack.h"

#include <glib/gi18n-lib.h>

static const RosterRoleEntry roles[] = {
  { "reader", 0, NC_ ("role", "Reader"), NC_ ("role in a sentence", "reader"), FALSE, TRUE },
  { "user", 1, NC_ ("role", "User"), NC_ ("role in a sentence", "user"), FALSE, TRUE },
  { "owner", 2, NC_ ("role", "Owner"), NC_ ("role in a sentence", "owner"), TRUE, TRUE },
};

const RosterService roster_threat_stack = {
  .name = "threat-stack",
  .label = "Threat Stack",
  .endpoint = "https://api.threatstack.com/v2",
  .capabilities = ROSTER_TELLS_EMAIL | ROSTER_TELLS_ROLE | ROSTER_TELLS_MFA | ROSTER_TELLS_SSO |
                  ROSTER_TELLS_ENABLED | ROSTER_TELLS_LAST_SIGN_IN | ROSTER_CAN_INVITE |
                  ROSTER_CAN_ADD_EXISTING | ROSTER_CAN_REMOVE | ROSTER_FILTERS_ENABLED |
                  ROSTER_SIGNS_ANSWERS | ROSTER_NEEDS_CLOCK | ROSTER_KNOWS_OWN_ID,
  .roles = { roles, G_N_ELEMENTS (roles) },
};
