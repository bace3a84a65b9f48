/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RosterItemRow:
 *
 * What the rows of the dialogs' lists have in common: an item, and that they follow it.
 *
 * Property: "item" (GObject, nullable, read-write), for the list's factory.
 */
#define ROSTER_TYPE_ITEM_ROW (roster_item_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (RosterItemRow, roster_item_row, ROSTER, ITEM_ROW, GtkWidget)

struct _RosterItemRowClass
{
  GtkWidgetClass parent_class;

  /* The item, or a property of it, is another one. */
  void (*update) (RosterItemRow *self);
};

void roster_item_row_set_item (RosterItemRow *self, gpointer item);
gpointer roster_item_row_get_item (RosterItemRow *self); /* (nullable) */

/* For those who derive from it. */
void roster_item_row_name (RosterItemRow *self, const char *text);
void roster_item_row_set_text (GtkLabel *label, const char *text);

G_END_DECLS
