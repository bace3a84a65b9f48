/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RosterColorMark:
 *
 * A dot in the colour of an organization, always beside its name; it takes no room where there is
 * no colour, or one that this version does not know.
 *
 * Property: "color" (as the settings call it, "" for none; read-write, notified).
 */
#define ROSTER_TYPE_COLOR_MARK (roster_color_mark_get_type ())
G_DECLARE_FINAL_TYPE (RosterColorMark, roster_color_mark, ROSTER, COLOR_MARK, GtkWidget)

GtkWidget *roster_color_mark_new (const char *color);
void roster_color_mark_set_color (RosterColorMark *self, const char *color);
const char *roster_color_mark_get_color (RosterColorMark *self);

/** ROSTER_N_COLORS: how many colours there are to choose from. */
#define ROSTER_N_COLORS 8

/* The colours that an organization may have, by their place in the palette. */
const char *roster_color_get_id (guint color);    /* as the settings call it */
const char *roster_color_get_label (guint color); /* translated */
gboolean roster_color_find (const char *id, guint *color);

G_END_DECLS
