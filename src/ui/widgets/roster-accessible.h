/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_accessible_watch (void);
void roster_accessible_name_by_texts (GtkWidget *row);

G_END_DECLS
