/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RosterSingleTabStop:
 *
 * Holds a list (a GtkListBox, a GtkListView or a GtkColumnView, scrolled or not) and makes it one
 * stop of the Tab key: GTK 4.8 otherwise goes through every row. The arrow keys move in it.
 */
#define ROSTER_TYPE_SINGLE_TAB_STOP (roster_single_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterSingleTabStop, roster_single_tab_stop, ROSTER, SINGLE_TAB_STOP, GtkWidget)

G_END_DECLS
