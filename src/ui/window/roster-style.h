/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adds style.css to GTK's theme, and style-contrast.css while the theme is one of high contrast.
 * GtkApplication loads menus by itself, but not these. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_style_add (GdkDisplay *display);
/* GTK mirrors its windows where its own translation says so; that one may not be installed: the
 * program's own says it, too. After gtk_init(). */
void roster_style_set_direction (void);
gboolean roster_style_is_contrast (const char *theme);

G_END_DECLS
