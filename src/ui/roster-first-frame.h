/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RosterFirstFrameFunc:
 * @widget: whose window has shown itself
 */
typedef void (*RosterFirstFrameFunc) (GtkWidget *widget);

void roster_first_frame_await (GtkWidget *widget, RosterFirstFrameFunc func);

G_END_DECLS
