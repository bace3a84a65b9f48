/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member-table.h"
#include "core/members/roster-row-set.h"

G_BEGIN_DECLS

/**
 * RosterMemberSearch:
 *
 * The names, addresses and ids of a table, folded once, so that finding words in all of them is one
 * pass over memory. Never changes, so that every thread may use it.
 */
typedef struct _RosterMemberSearch RosterMemberSearch;

RosterMemberSearch *roster_member_search_new (RosterMemberTable *table);
void roster_member_search_free (RosterMemberSearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMemberSearch, roster_member_search_free)

void roster_member_search_find (RosterMemberSearch *self, const char *words, RosterRowSet *found);

char *roster_member_search_fold (const char *text);

G_END_DECLS
