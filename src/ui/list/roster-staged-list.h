/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RosterStagedList:
 *
 * A GListModel of any length that keeps a list on screen at 60 frames a second. It knows how many
 * rows there are and which items GTK holds; the derived class knows what is in the rows.
 *
 * An item stands for a position. When the rows are put into another order, the items stay where
 * they are and are updated, without "items-changed": GTK 4.8 keeps about two hundred rows and
 * builds all of them anew at that signal. Only the end of the list appears or vanishes.
 *
 * With an adjustment the list is staged: what can be seen is right at once, and what is out of
 * sight follows in steps of some rows a frame, also where rows appear or vanish.
 */
#define ROSTER_TYPE_STAGED_LIST (roster_staged_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (RosterStagedList, roster_staged_list, ROSTER, STAGED_LIST, GObject)

/**
 * RosterStagedListClass:
 * @item_type: of the items
 * @create_item: (transfer full): makes the item of a position; it is updated before it is seen
 * @update_item: has an item show what is at its position now: nothing, where the position is not
 *   below the number of rows
 * @rows_changed: tells GTK to look at these rows again, for instance whether they are selected
 */
struct _RosterStagedListClass
{
  GObjectClass parent_class;

  GType item_type;
  gpointer (*create_item) (RosterStagedList *self, guint position);
  void (*update_item) (RosterStagedList *self, guint position, gpointer item);
  void (*rows_changed) (RosterStagedList *self, guint position, guint n_rows);
};

/* For the derived class */

/* There are n_rows rows now, and any of them may be another than before. */
void roster_staged_list_set_n_rows (RosterStagedList *self, guint n_rows);
/* The rows are where they were, but their items have something else to show. */
void roster_staged_list_update_items (RosterStagedList *self);
/* Calls rows_changed for those of the rows that are in sight, and later for the rest. What is
 * behind the last row does not count. */
void roster_staged_list_change_rows (RosterStagedList *self, guint position, guint n_rows);

/* The positions in sight: from *first to before *end. FALSE where they are not known, and at the
 * top of the list. */
gboolean roster_staged_list_get_in_sight (RosterStagedList *self, guint *first, guint *end);
/* How far below the top of what is seen the row at a position begins, in px; negative above it. */
double roster_staged_list_get_offset (RosterStagedList *self, guint position);
/* Scrolls so that this offset is that of the position. Does nothing for one not announced yet. */
void roster_staged_list_scroll_to (RosterStagedList *self, guint position, double offset);

/* For whoever shows it */

/* vertical: (nullable): where the list on screen is scrolled to; NULL: nothing is staged. */
void roster_staged_list_set_adjustment (RosterStagedList *self, GtkAdjustment *vertical);
/* Whether GTK knows all there is to know. */
gboolean roster_staged_list_is_settled (RosterStagedList *self);
/* Returns: (transfer full): the items that GTK holds, in no order: those near what is seen, however
 * long the list is. */
GPtrArray *roster_staged_list_dup_items (RosterStagedList *self);

G_END_DECLS
