/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A context menu, opened at the pointer. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *roster_context_menu_new (GtkWidget *parent, GMenuModel *model);
void roster_context_menu_pop_up (GtkWidget *menu, const GdkRectangle *area);

G_END_DECLS
