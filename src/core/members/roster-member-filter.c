/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quick filters of the list: which members each of them shows. */

#include "core/members/roster-member-filter.h"

#include <glib/gi18n-lib.h>

static const RosterFilterInfo filters[ROSTER_N_FILTERS] = {
  [ROSTER_FILTER_ALL] = { "all", N_ ("All"), N_ ("Every member") },
  [ROSTER_FILTER_OWNERS] = { "owners", N_ ("Owners"), N_ ("Members who may do everything") },
  [ROSTER_FILTER_NO_MFA] = { "no-mfa", N_ ("No MFA"),
                             N_ ("Members who sign in without a second factor") },
  [ROSTER_FILTER_NEVER_SIGNED_IN] = { "never-signed-in", N_ ("Never signed in"),
                                      N_ ("Members who have never signed in") },
  [ROSTER_FILTER_INACTIVE] = { "inactive", N_ ("Inactive"), NULL },
  [ROSTER_FILTER_DISABLED] = { "disabled", N_ ("Disabled"), N_ ("Members who may not sign in") },
  [ROSTER_FILTER_NO_SSO] = { "no-sso", N_ ("No SSO"),
                             N_ ("Members who sign in without single sign-on") },
};

const RosterFilterInfo *
roster_filter_get_info (RosterFilter filter)
{
  return &filters[filter];
}

gboolean
roster_filter_from_id (const char *id, RosterFilter *filter)
{
  for (guint i = 0; i < ROSTER_N_FILTERS; i++)
    if (g_str_equal (filters[i].id, id))
      {
        *filter = (RosterFilter)i;
        return TRUE;
      }
  return FALSE;
}

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
      return member->mfa == ROSTER_FLAG_OFF;
    case ROSTER_FILTER_NEVER_SIGNED_IN:
      return member->last_sign_in == ROSTER_NEVER;
    case ROSTER_FILTER_INACTIVE:
      return member->last_sign_in == ROSTER_NEVER || member->last_sign_in < inactive_before;
    case ROSTER_FILTER_DISABLED:
      return member->enabled == ROSTER_FLAG_OFF;
    case ROSTER_FILTER_NO_SSO:
      return member->sso == ROSTER_FLAG_OFF;
    case ROSTER_FILTER_ALL:
    default:
      return TRUE;
    }
}
