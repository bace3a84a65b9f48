/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threat Stack as a service: what it tells, what it can do, and its roles. */

#include "core/services/threat-stack/roster-threat-stack.h"

#include <glib/gi18n-lib.h>

#include "core/services/threat-stack/roster-requests.h"
#include "core/services/threat-stack/roster-threat-stack-list.h"
#include "core/services/threat-stack/roster-hawk-signature.h"

/* What is learnt of an endpoint. */
#define INVITES_WITH_PUT 1u

static const RosterRoleEntry roles[] = {
  { "reader", 0, NC_ ("role", "Reader"), NC_ ("role in a sentence", "reader"), FALSE, TRUE },
  { "user", 1, NC_ ("role", "User"), NC_ ("role in a sentence", "user"), FALSE, TRUE },
  { "owner", 2, NC_ ("role", "Owner"), NC_ ("role in a sentence", "owner"), TRUE, TRUE },
};

static RosterRequest *
build_self_test (const RosterServiceContext *context)
{
  return roster_request_self_test (context->endpoint);
}

/* The two official clients disagree on the verb (threat-stack/README.md, “Endpoints”): POST, and
 * PUT where that is answered 405, which says that nothing was done. */
static RosterRequest *
build_invite (const RosterServiceContext *context, const char *email, const char *role)
{
  gboolean with_put = (context->learnt & INVITES_WITH_PUT) != 0;
  RosterRequest *request = roster_request_invite (context->endpoint, email, role, with_put);

  if (with_put)
    return request;
  request->other = roster_request_invite (context->endpoint, email, role, TRUE);
  request->other_on[0] = SOUP_STATUS_METHOD_NOT_ALLOWED;
  request->learns = INVITES_WITH_PUT;
  return request;
}

static RosterRequest *
build_add (const RosterServiceContext *context, const char *user_id, const char *role)
{
  return roster_request_add_member (context->endpoint, user_id, role);
}

static RosterRequest *
build_remove (const RosterServiceContext *context, const char *user_id)
{
  return roster_request_remove_member (context->endpoint, user_id);
}

const RosterService roster_threat_stack = {
  .name = "threat-stack",
  .label = "Threat Stack",
  .endpoint = "https://api.threatstack.com/v2",
  .capabilities = ROSTER_TELLS_EMAIL | ROSTER_TELLS_ROLE | ROSTER_TELLS_MFA | ROSTER_TELLS_SSO |
                  ROSTER_TELLS_ENABLED | ROSTER_TELLS_LAST_SIGN_IN | ROSTER_CAN_INVITE |
                  ROSTER_CAN_ADD_EXISTING | ROSTER_CAN_REMOVE | ROSTER_FILTERS_ENABLED |
                  ROSTER_SIGNS_ANSWERS | ROSTER_NEEDS_CLOCK | ROSTER_KNOWS_OWN_ID,
  .roles = { roles, G_N_ELEMENTS (roles) },
  .signature = &roster_hawk_signature,
  .list = &roster_threat_stack_list,
  .build_self_test = build_self_test,
  .build_invite = build_invite,
  .build_add = build_add,
  .build_remove = build_remove,
};
