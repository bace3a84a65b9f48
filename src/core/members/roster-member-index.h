/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member-table.h"

G_BEGIN_DECLS

/**
 * RosterMemberIndex:
 *
 * Finds a row of a table by one of its strings: an open-addressed hash table of row numbers, about
 * eight bytes a member. The strings stay in the table.
 */
typedef struct _RosterMemberIndex RosterMemberIndex;

typedef enum
{
  ROSTER_MEMBER_INDEX_ID,    /* exact */
  ROSTER_MEMBER_INDEX_EMAIL, /* by roster_address_key() */
} RosterMemberIndexKind;

RosterMemberIndex *roster_member_index_new (RosterMemberTable *table, RosterMemberIndexKind kind);
void roster_member_index_free (RosterMemberIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMemberIndex, roster_member_index_free)

guint roster_member_index_find (RosterMemberIndex *self, RosterMemberTable *table, const char *key);
guint roster_member_index_find_next (RosterMemberIndex *self, guint row);
gsize roster_member_index_get_size (RosterMemberIndex *self);

G_END_DECLS
