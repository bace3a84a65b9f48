/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has screen readers say what has happened, where GTK can (4.14). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_announcement_make (GtkWidget *widget, const char *text);

G_END_DECLS
