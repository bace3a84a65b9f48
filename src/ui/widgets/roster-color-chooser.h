/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RosterColorChooser:
 *
 * Chooses a colour of the palette by its name, or none. A colour of a later version is shown as
 * what it is called, and stays until another one is chosen.
 *
 * Property: "color" (as the settings call it, "" for none; read-write, notified).
 */
#define ROSTER_TYPE_COLOR_CHOOSER (roster_color_chooser_get_type ())
G_DECLARE_FINAL_TYPE (RosterColorChooser, roster_color_chooser, ROSTER, COLOR_CHOOSER, GtkWidget)

void roster_color_chooser_set_color (RosterColorChooser *self, const char *color);
void roster_color_chooser_set_name (RosterColorChooser *self, const char *name);

G_END_DECLS
