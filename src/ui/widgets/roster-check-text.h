/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wraps the text of a check button, which GTK keeps on one line. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_check_text_set (GtkCheckButton *check, const char *text);

G_END_DECLS
