/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every test of a widget needs. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef gboolean (*UiTestFunc) (gpointer data);

void ui_test_init (int *argc, char ***argv);
gboolean ui_test_wait (UiTestFunc func, gpointer data);
void ui_test_settle (void);
void ui_test_spin (guint milliseconds);
GtkWidget *ui_test_find (GtkWidget *root, const char *id);
void ui_test_destroy (GtkWindow *window);

G_END_DECLS
