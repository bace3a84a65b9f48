/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/members/roster-member-sorter.h"

G_BEGIN_DECLS

/**
 * RosterMemberSelection:
 *
 * Which members of a table are selected, whatever is shown of it and in which order: one bit a
 * row. Sorting, filtering and searching leave it as it is. What is selected but not shown is not
 * acted upon; it is there again when it is shown again. Plain data for one thread.
 */
typedef struct _RosterMemberSelection RosterMemberSelection;

/* Returns: (transfer full): a selection of no table. */
RosterMemberSelection *roster_member_selection_new (void);
void roster_member_selection_free (RosterMemberSelection *self);

/* table, shown: (nullable): what is shown now; borrowed until the next call.
 * rows: (transfer full) (nullable): what is selected in another table; NULL: the table is the one
 * of before. */
void roster_member_selection_show (RosterMemberSelection *self,
                                   RosterMemberTable *table,
                                   const RosterMemberRows *shown,
                                   RosterRowSet *rows);
/* Returns: (nullable): the selected rows, shown or not; NULL where there is no table. */
const RosterRowSet *roster_member_selection_get_rows (RosterMemberSelection *self);

/* Positions are those of the list shown. FALSE for one that is not in it. */
gboolean roster_member_selection_is_selected (RosterMemberSelection *self, guint position);

/* The next three return FALSE, and do nothing, where there is no table. */

/* Selects what is shown. What is selected and hidden stays so. */
gboolean roster_member_selection_select_all (RosterMemberSelection *self);
/* Unselects what is hidden, too. */
gboolean roster_member_selection_unselect_all (RosterMemberSelection *self);
/* unselect_rest: what is hidden, too. FALSE also where position is behind the end of the list;
 * n_items may reach beyond it. */
gboolean roster_member_selection_select_range (RosterMemberSelection *self,
                                               guint position,
                                               guint n_items,
                                               gboolean unselect_rest);
/* Selects the positions in mask that are in selected, and unselects the others in mask. */
void
roster_member_selection_set (RosterMemberSelection *self, GtkBitset *selected, GtkBitset *mask);
/* Selects the member with that id and no other, shown or not. FALSE where nobody has it. */
gboolean roster_member_selection_select_id (RosterMemberSelection *self, const char *id);

/* How many of the rows that are shown are selected, and how many others. */
guint roster_member_selection_count_shown (RosterMemberSelection *self);
guint roster_member_selection_count_hidden (RosterMemberSelection *self);
/* Returns: (transfer full) (element-type guint32): the rows that are shown and selected, in the
 * order of the list. */
GArray *roster_member_selection_dup_rows (RosterMemberSelection *self);
/* Returns: (transfer full) (element-type utf8): the ids of the same members. */
GPtrArray *roster_member_selection_dup_ids (RosterMemberSelection *self);
/* Returns: (transfer full): the email addresses of the same members, as a mail program takes them.
 * n_addresses: (out): how many there are; not everybody has one. */
char *roster_member_selection_dup_addresses (RosterMemberSelection *self, guint *n_addresses);

G_END_DECLS
