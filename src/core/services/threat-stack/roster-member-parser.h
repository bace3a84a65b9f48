/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/json/roster-json-cursor.h"
#include "core/members/roster-member.h"

G_BEGIN_DECLS

#define ROSTER_MEMBER_MAX_SIZE (1024u * 1024u) /* bytes of JSON */

/**
 * RosterMemberParser:
 *
 * Turns the JSON of one member, lying in one piece, into a RosterMember.
 */
typedef struct _RosterMemberParser RosterMemberParser;

RosterMemberParser *roster_member_parser_new (void);
void roster_member_parser_free (RosterMemberParser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMemberParser, roster_member_parser_free)

gboolean roster_member_parser_parse (RosterMemberParser *self,
                                     RosterJsonCursor *cursor,
                                     guint depth,
                                     RosterMember *member);

G_END_DECLS
