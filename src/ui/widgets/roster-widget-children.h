/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_widget_unparent_children (GtkWidget *widget);
gboolean roster_widget_has_focus_within (GtkWidget *widget);

G_END_DECLS
