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
 * RosterMemberRows:
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
  RosterRowSet *shown;
} RosterMemberRows;

void roster_member_rows_free (RosterMemberRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMemberRows, roster_member_rows_free)

/* The position of a row of the table, or G_MAXUINT where it is not shown, or G_MAXUINT itself. */
guint roster_member_rows_find (const RosterMemberRows *self, guint row);

/**
 * RosterMemberSorter:
 *
 * Sorts, filters and searches one table, and keeps what can be prepared: each order and the search
 * text are made at the first query that needs them. Reference counted; every thread may use it.
 */
typedef struct _RosterMemberSorter RosterMemberSorter;

RosterMemberSorter *roster_member_sorter_dup_shared (RosterMemberTable *table);
RosterMemberSorter *roster_member_sorter_ref (RosterMemberSorter *self);
void roster_member_sorter_unref (RosterMemberSorter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMemberSorter, roster_member_sorter_unref)

RosterMemberTable *roster_member_sorter_get_table (RosterMemberSorter *self); /* borrowed */
RosterMemberRows *
roster_member_sorter_arrange (RosterMemberSorter *self, const RosterMemberQuery *query);

G_END_DECLS
