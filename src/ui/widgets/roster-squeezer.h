/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_SQUEEZER (roster_squeezer_get_type ())
G_DECLARE_FINAL_TYPE (RosterSqueezer, roster_squeezer, ROSTER, SQUEEZER, GtkWidget)

G_END_DECLS
