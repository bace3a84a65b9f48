/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_scroll_start_keep (GtkColumnView *view);

G_END_DECLS
