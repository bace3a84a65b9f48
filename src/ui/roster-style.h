/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_style_add (GdkDisplay *display);
gboolean roster_style_is_contrast (const char *theme);

G_END_DECLS
