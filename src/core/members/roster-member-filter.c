/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quick filters of the list: which members each of them shows. */

#include "core/members/roster-member-filter.h"

/**
 * roster_member_matches:
 * @member: a member
 * @filter: a quick filter
 * @inactive_before: milliseconds since the epoch: who signed in last before this time is inactive
 *
 * Somebody who never signed in is inactive too, whatever @inactive_before is.
 *
 * Returns: whether @filter shows @member
 */
gboolean
roster_member_matches (const RosterMember *member, RosterFilter filter, gint64 inactive_before)
{
  switch (filter)
    {
    case ROSTER_FILTER_OWNERS:
      return roster_member_get_role (member) == ROSTER_ROLE_OWNER;
    case ROSTER_FILTER_NO_MFA:
      return !member->mfa;
    case ROSTER_FILTER_NEVER_SIGNED_IN:
      return member->last_sign_in == ROSTER_NEVER;
    case ROSTER_FILTER_INACTIVE:
      return member->last_sign_in == ROSTER_NEVER || member->last_sign_in < inactive_before;
    case ROSTER_FILTER_DISABLED:
      return !member->enabled;
    case ROSTER_FILTER_NO_SSO:
      return !member->sso;
    case ROSTER_FILTER_ALL:
    default:
      return TRUE;
    }
}
