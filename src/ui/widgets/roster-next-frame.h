/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RosterNextFrameFunc:
 * @widget: whose window has been drawn
 */
typedef void (*RosterNextFrameFunc) (GtkWidget *widget);

void roster_next_frame_await (GtkWidget *widget, RosterNextFrameFunc func);

G_END_DECLS
