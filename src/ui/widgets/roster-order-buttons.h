/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RosterOrderButtons:
 *
 * What moves one of several things that stand in a box: a handle to drag it by, a button up and a
 * button down, and Alt with the arrow keys anywhere in it.
 *
 * Signal "move" (int step): it is to stand that many places further down; negative: up.
 */
#define ROSTER_TYPE_ORDER_BUTTONS (roster_order_buttons_get_type ())
G_DECLARE_FINAL_TYPE (RosterOrderButtons, roster_order_buttons, ROSTER, ORDER_BUTTONS, GtkWidget)

GtkWidget *roster_order_buttons_new (void);
void roster_order_buttons_attach (RosterOrderButtons *self, GtkWidget *card);
void roster_order_buttons_set_place (RosterOrderButtons *self,
                                     const char *name,
                                     guint position,
                                     guint n_places);

G_END_DECLS
