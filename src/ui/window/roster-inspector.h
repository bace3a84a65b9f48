/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Disables GTK's inspector, which Ctrl+Shift+I and Ctrl+Shift+D would open in every window: it can
 * change everything, and in GTK 4.8 it can recurse until the stack overflows. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_inspector_lock (void);

G_END_DECLS
