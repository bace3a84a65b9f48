/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "roster-member-changes.h"
#include "roster-member-filter.h"
#include "roster-member-order.h"
#include "roster-member-table.h"

G_BEGIN_DECLS

/**
 * RosterMemberView:
 *
 * What the list on screen shows of a table: sorted, filtered, searched, with a selection. A
 * GListModel of RosterMemberProxy and a GtkSelectionModel in one. Rows are selected, not positions:
 * the selection survives sorting, filtering and, by id, a new table. What is selected but not shown
 * is not acted upon; it is there again when it is shown again.
 *
 * Large tables are arranged in a thread; until then the view stays as it was.
 *
 * For a list on screen the view can be staged: what can be seen changes at once, what is out of
 * sight in steps of some rows a frame, since GTK keeps about two hundred rows and takes its time
 * for each. Who is at the top of what is seen stays there through a refresh.
 *
 * Who is new or changed since the table before is marked, until the marks are forgotten.
 *
 * Properties, read only and notified: "n-selected" (guint): how many of the shown are selected.
 * Signal "arranged": the shown rows, their order or the table have changed.
 */
#define ROSTER_TYPE_MEMBER_VIEW (roster_member_view_get_type ())
G_DECLARE_FINAL_TYPE (RosterMemberView, roster_member_view, ROSTER, MEMBER_VIEW, GObject)

RosterMemberView *roster_member_view_new (void);

void roster_member_view_set_table (RosterMemberView *self,
                                   RosterMemberTable *table,
                                   gint64 inactive_before);
void
roster_member_view_set_sort (RosterMemberView *self, RosterMemberField field, gboolean descending);
void roster_member_view_set_filter (RosterMemberView *self, RosterFilter filter);
void roster_member_view_set_words (RosterMemberView *self, const char *words);

RosterMemberField roster_member_view_get_sort (RosterMemberView *self, gboolean *descending);
RosterFilter roster_member_view_get_filter (RosterMemberView *self);
const char *roster_member_view_get_words (RosterMemberView *self);
RosterMemberTable *roster_member_view_get_table (RosterMemberView *self);
gboolean roster_member_view_is_applying (RosterMemberView *self);
gboolean roster_member_view_is_busy (RosterMemberView *self);
gboolean roster_member_view_is_narrowed (RosterMemberView *self);
guint roster_member_view_get_n_live (RosterMemberView *self);
guint roster_member_view_get_n_shown (RosterMemberView *self);
guint roster_member_view_get_n_selected (RosterMemberView *self);
guint roster_member_view_get_n_selected_hidden (RosterMemberView *self);
guint roster_member_view_get_count (RosterMemberView *self, RosterFilter filter);

const RosterMember *roster_member_view_get_member (RosterMemberView *self, guint position);
GArray *roster_member_view_dup_shown_rows (RosterMemberView *self);
GArray *roster_member_view_dup_selected_rows (RosterMemberView *self);
GPtrArray *roster_member_view_dup_selected_ids (RosterMemberView *self);
char *roster_member_view_dup_selected_addresses (RosterMemberView *self, guint *n_addresses);
void roster_member_view_touch (RosterMemberView *self);

const RosterMemberChanges *roster_member_view_get_changes (RosterMemberView *self);
void roster_member_view_forget_marks (RosterMemberView *self);
void roster_member_view_select_id (RosterMemberView *self, const char *id);
guint roster_member_view_find (RosterMemberView *self, const char *id);

void roster_member_view_set_adjustment (RosterMemberView *self, GtkAdjustment *vertical);
gboolean roster_member_view_is_settled (RosterMemberView *self);

G_END_DECLS
