/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member-filter.h"
#include "core/members/roster-member-order.h"

G_BEGIN_DECLS

/**
 * RosterMemberQuery:
 * @field: what to sort by
 * @descending: from the end
 * @filter: which quick filter
 * @inactive_before: for %ROSTER_FILTER_INACTIVE: milliseconds since the epoch
 * @words: what to look for in names, addresses and ids, or ""
 *
 * Which members to show and in which order.
 */
typedef struct
{
  RosterMemberField field;
  gboolean descending;
  RosterFilter filter;
  gint64 inactive_before;
  const char *words;
} RosterMemberQuery;

/* Whether a search or a quick filter hides anybody. */
gboolean roster_member_query_is_narrowed (const RosterMemberQuery *self);

/**
 * RosterMemberArrangement:
 * @n_rows: how many members are shown
 * @rows: their row numbers, in the order of the list
 * @shown: the same rows as a set
 *
 * The answer to a query.
 */
typedef struct
{
  guint n_rows;
  guint32 *rows;
  RosterBits *shown;
} RosterMemberArrangement;

void roster_member_arrangement_free (RosterMemberArrangement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMemberArrangement, roster_member_arrangement_free)

/* The position of a row of the table, or G_MAXUINT where it is not shown, or G_MAXUINT itself. */
guint roster_member_arrangement_find (const RosterMemberArrangement *self, guint row);

/**
 * RosterMemberArranger:
 *
 * Sorts, filters and searches one table, and keeps what can be prepared: each order and the search
 * text are made at the first query that needs them, and words that narrow the last ones are looked
 * for among what was found. Reference counted; every thread may use it.
 */
typedef struct _RosterMemberArranger RosterMemberArranger;

RosterMemberArranger *roster_member_arranger_dup_shared (RosterMemberTable *table);
RosterMemberArranger *roster_member_arranger_ref (RosterMemberArranger *self);
void roster_member_arranger_unref (RosterMemberArranger *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMemberArranger, roster_member_arranger_unref)

RosterMemberTable *roster_member_arranger_get_table (RosterMemberArranger *self); /* borrowed */
RosterMemberArrangement *
roster_member_arranger_arrange (RosterMemberArranger *self, const RosterMemberQuery *query);

G_END_DECLS
