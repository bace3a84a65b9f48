/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows the dialog over parent (nullable). */
void roster_about_show (GtkWindow *parent);

G_END_DECLS
