/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/roster-time-text.h"

G_BEGIN_DECLS

/**
 * RosterRole:
 *
 * The roles that threat-stack/README.md knows. A role that is none of them is shown as the service
 * spells it.
 */
typedef enum
{
  ROSTER_ROLE_READER,
  ROSTER_ROLE_USER,
  ROSTER_ROLE_OWNER,
  ROSTER_ROLE_OTHER,
} RosterRole;

#define ROSTER_N_ROLES (ROSTER_ROLE_OTHER + 1)

/**
 * RosterFlag:
 * @ROSTER_FLAG_OFF: the service says no
 * @ROSTER_FLAG_ON: the service says yes
 * @ROSTER_FLAG_NOT_TOLD: the service does not say; never to be shown or counted as off
 *
 * A yes or no of a member. Compare it: as a condition, not told would count as on.
 */
typedef enum
{
  ROSTER_FLAG_OFF,
  ROSTER_FLAG_ON,
  ROSTER_FLAG_NOT_TOLD,
} RosterFlag;

/**
 * RosterMember:
 * @id: platform-wide user id, never empty
 * @display_name: as the service gives it, or ""
 * @email: as the service gives it, or ""
 * @role: as the service spells it, or ""
 * @last_sign_in: milliseconds since the epoch, UTC, or ROSTER_NEVER or ROSTER_NOT_KNOWN
 * @mfa: a #RosterFlag: whether there is a second factor
 * @sso: a #RosterFlag: whether this is single sign-on
 * @enabled: a #RosterFlag: whether the account may sign in
 *
 * One row of a member list: plain data whose strings belong to the table (or reader) that gave it.
 */
typedef struct
{
  const char *id;
  const char *display_name;
  const char *email;
  const char *role;
  gint64 last_sign_in;
  guint8 mfa;
  guint8 sso;
  guint8 enabled;
} RosterMember;

RosterRole roster_role_from_string (const char *role);
const char *roster_role_to_string (RosterRole role);
const char *roster_role_get_label (RosterRole role);
char *roster_role_dup_word (const char *role);
gboolean roster_role_may_give (RosterRole own, RosterRole given);

RosterRole roster_member_get_role (const RosterMember *member);
const char *roster_member_get_label (const RosterMember *member);

G_END_DECLS
