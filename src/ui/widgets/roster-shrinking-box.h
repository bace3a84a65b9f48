/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterShrinkingBox: shows the first of its children that fits the width, or the last one. The
 * template names its children from the widest to the narrowest. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_SHRINKING_BOX (roster_shrinking_box_get_type ())
G_DECLARE_FINAL_TYPE (RosterShrinkingBox, roster_shrinking_box, ROSTER, SHRINKING_BOX, GtkWidget)

G_END_DECLS
