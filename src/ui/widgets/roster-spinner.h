/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets a spinner turn only when a job takes longer than a moment. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_spinner_set_busy (GtkSpinner *spinner, gboolean busy);

G_END_DECLS
