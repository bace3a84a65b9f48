/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member-changes.h"
#include "ui/list/roster-member-selection.h"
#include "ui/list/roster-staged-list.h"

G_BEGIN_DECLS

/**
 * RosterMemberView:
 *
 * What the list on screen shows of a table: sorted, filtered, searched, with a selection. A
 * GListModel of RosterMemberListItem and a GtkSelectionModel in one. Rows are selected, not
 * positions: the selection survives sorting, filtering and, by id, a new table. What is selected
 * but not shown is not acted upon; it is there again when it is shown again.
 *
 * Large tables are arranged in a thread; until then the view stays as it was. Whoever is at the top
 * of what is seen stays there through a refresh, where the list is staged
 * (roster_staged_list_set_adjustment()).
 *
 * Who is new or changed since the table before is marked, until the marks are forgotten: after two
 * minutes, or by roster_member_view_forget_marks().
 *
 * Properties, read only and notified: "n-selected" (guint): how many of the shown are selected.
 * Signal "arranged": the shown rows, their order or the table have changed.
 */
#define ROSTER_TYPE_MEMBER_VIEW (roster_member_view_get_type ())
G_DECLARE_FINAL_TYPE (RosterMemberView, roster_member_view, ROSTER, MEMBER_VIEW, RosterStagedList)

/* Returns: (transfer full): a view that shows nothing, sorted by name. */
RosterMemberView *roster_member_view_new (void);

/* What to show */

/* table: (nullable). inactive_before: milliseconds since the epoch: who signed in last before this
 * time is inactive. */
void roster_member_view_set_table (RosterMemberView *self,
                                   RosterMemberTable *table,
                                   gint64 inactive_before);
void
roster_member_view_set_sort (RosterMemberView *self, RosterMemberField field, gboolean descending);
void roster_member_view_set_filter (RosterMemberView *self, RosterFilter filter);
/* words: what to look for (roster_member_search_find()), or "". */
void roster_member_view_set_words (RosterMemberView *self, const char *words);

/* Returns: what was asked for last; shown once the view is not busy. */
const RosterMemberQuery *roster_member_view_get_query (RosterMemberView *self);
/* Whether what is asked for is still being arranged. */
gboolean roster_member_view_is_busy (RosterMemberView *self);
/* Whether GTK is being told of another list just now: what it does meanwhile is not what the person
 * did. */
gboolean roster_member_view_is_applying (RosterMemberView *self);

/* What is shown */

/* Returns: (nullable) (transfer none): the table that is shown; for a moment that may not be the
 * one that was set last. */
RosterMemberTable *roster_member_view_get_table (RosterMemberView *self);
guint roster_member_view_get_n_shown (RosterMemberView *self);
/* How many of the table’s members a quick filter shows. */
guint roster_member_view_get_count (RosterMemberView *self, RosterFilter filter);
/* Returns: (nullable) (transfer none): who is at that position, until the view changes. */
const RosterMember *roster_member_view_get_member (RosterMemberView *self, guint position);
/* The position of the member with that id, or G_MAXUINT where they are not shown. Takes half a
 * millisecond where a million members are shown. */
guint roster_member_view_find (RosterMemberView *self, const char *id);
/* Returns: (transfer full) (element-type guint32): the rows shown, in the order of the list. */
GArray *roster_member_view_dup_shown_rows (RosterMemberView *self);
/* Has the items on screen look at their members again: time has passed. */
void roster_member_view_touch (RosterMemberView *self);

/* Returns: (nullable) (transfer none): what the last refresh has changed, until the marks are
 * forgotten. */
const RosterMemberChanges *roster_member_view_get_changes (RosterMemberView *self);
void roster_member_view_forget_marks (RosterMemberView *self);

/* Returns: (transfer none): who is selected. To be read only: selecting goes through
 * GtkSelectionModel and roster_member_view_select_id(). */
RosterMemberSelection *roster_member_view_get_selection (RosterMemberView *self);
/* Selects the member with that id and nobody else, shown or not. Does nothing for an unknown id. */
void roster_member_view_select_id (RosterMemberView *self, const char *id);

G_END_DECLS
