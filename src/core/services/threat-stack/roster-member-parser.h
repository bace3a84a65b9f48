/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/json/roster-json-cursor.h"
#include "core/members/roster-member.h"

G_BEGIN_DECLS

#define ROSTER_MEMBER_N_KEYS 8

/**
 * RosterMemberParser:
 * @order: the keys of the last member: the next one's are probably the same. All zeros at first.
 *
 * Turns the JSON of one member into a RosterMember (threat-stack/README.md, "Endpoints"): any order
 * of fields, unknown ones passed over.
 */
typedef struct
{
  guint order[ROSTER_MEMBER_N_KEYS];
} RosterMemberParser;

gboolean roster_member_parser_parse (RosterMemberParser *self,
                                     RosterJsonCursor *cursor,
                                     guint depth,
                                     RosterMember *member);

G_END_DECLS
