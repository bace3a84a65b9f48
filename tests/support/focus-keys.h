/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real keys for a window on an X server: they come in as those of a keyboard do. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void focus_keys_still (void);
void focus_keys_begin (GtkWindow *window);
void focus_keys_press (GtkWindow *window, const char *key);
void focus_keys_settle (GtkWindow *window);
void focus_keys_end (GtkWindow *window);

G_END_DECLS
