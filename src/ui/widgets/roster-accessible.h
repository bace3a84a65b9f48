/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrects what GTK tells screen readers wrongly, for every widget that comes on the screen,
 * also in GTK's own dialogs. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_accessible_watch (void);
void roster_accessible_name_by_texts (GtkWidget *row);

G_END_DECLS
