/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goes through a window with the Tab key as a person does, and sees to it that the keyboard is
 * always somewhere in sight. */
#pragma once

#include "support/ui-test.h"

G_BEGIN_DECLS

void focus_walk (GtkWindow *window, int width, int height);
void focus_walk_list (GtkWindow *window, GtkWidget *list);

G_END_DECLS
