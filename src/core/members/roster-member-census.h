/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds what is unusual about a list: members who are in it twice, members whose last sign-in is
 * not known. */
#pragma once

#include "core/members/roster-member-table.h"

G_BEGIN_DECLS

guint roster_member_census_count_not_known (RosterMemberTable *table);
guint roster_member_census_find_twice (RosterMemberTable *table);

G_END_DECLS
