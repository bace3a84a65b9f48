/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member-table.h"

G_BEGIN_DECLS

/* As missing: nobody is. */
#define MEMBER_MAKER_NOBODY G_MAXUINT

/* Members by number: the id is the number in five digits, each hundredth is an owner. */
RosterMemberTable *member_maker_make (guint first, guint end, guint missing);

G_END_DECLS
