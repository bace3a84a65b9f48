/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scrolls a list that is wider than its window to its first column. GTK's column view measures its
 * horizontal position from the left, also where the first column is on the right. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_scroll_start_keep (GtkColumnView *view);

G_END_DECLS
