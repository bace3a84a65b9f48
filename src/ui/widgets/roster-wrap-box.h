/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterWrapBox: a text and, at the end of its line, its buttons. Where there is no room for both,
 * the buttons go below the text, which may then take several lines: nothing is cut off. The
 * template names the text first. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_WRAP_BOX (roster_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (RosterWrapBox, roster_wrap_box, ROSTER, WRAP_BOX, GtkWidget)

G_END_DECLS
