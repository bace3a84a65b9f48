/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers for a widget with children of its own. In dispose, gtk_widget_dispose_template() releases
 * only children that have an id. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_widget_unparent_children (GtkWidget *widget);
gboolean roster_widget_has_focus_within (GtkWidget *widget);

G_END_DECLS
