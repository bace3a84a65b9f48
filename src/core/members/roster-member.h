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
 * RosterMember:
 * @id: platform-wide user id, never empty
 * @display_name: as the service gives it, or ""
 * @email: as the service gives it, or ""
 * @role: as the service spells it, or ""
 * @last_sign_in: milliseconds since the epoch, UTC, or ROSTER_NEVER or ROSTER_NOT_KNOWN
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
  guint mfa : 1;
  guint sso : 1;
  guint enabled : 1;
} RosterMember;

RosterRole roster_role_from_string (const char *role);
const char *roster_role_to_string (RosterRole role);
const char *roster_role_get_label (RosterRole role);
char *roster_role_dup_word (const char *role);
gboolean roster_role_may_give (RosterRole own, RosterRole given);

RosterRole roster_member_get_role (const RosterMember *member);
const char *roster_member_get_label (const RosterMember *member);

G_END_DECLS
