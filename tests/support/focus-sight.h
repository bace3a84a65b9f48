/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person sees of a widget: where it is, how much of it is in sight, and what it looks like.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *focus_sight_describe (GtkWidget *widget);
gboolean focus_sight_is_one_stop (GtkWidget *widget);
gboolean focus_sight_comes_before (GtkWidget *widget, GtkWidget *other);
char *focus_sight_find_hidden (GtkWidget *widget);
GBytes *focus_sight_take_picture (GtkWidget *widget);

G_END_DECLS
