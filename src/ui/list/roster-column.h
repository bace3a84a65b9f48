/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member-order.h"

G_BEGIN_DECLS

/**
 * RosterColumn:
 * @width: characters that it wants
 * @min_width: characters that it needs
 * @expand: whether it takes a share of the room that is left
 *
 * How a column of the list looks and what it says of a member. What it is, its id and its title are
 * in #RosterMemberFieldInfo.
 */
typedef struct
{
  guint width;
  guint min_width;
  gboolean expand;
} RosterColumn;

const RosterColumn *roster_column_get (RosterMemberField field);
guint roster_column_get_min_width (RosterMemberField field);
guint roster_column_read_order (const char *const *ids, RosterMemberField *order);

char *roster_column_dup_text (RosterMemberField field, const RosterMember *member, gint64 now);
char *roster_column_dup_spoken (RosterMemberField field, const RosterMember *member);
char *roster_column_dup_tooltip (RosterMemberField field, const RosterMember *member);
const char *roster_column_get_style (RosterMemberField field, const RosterMember *member);
gboolean roster_column_is_bold (RosterMemberField field, const RosterMember *member);

G_END_DECLS
