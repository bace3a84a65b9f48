/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the history, and their cells: one inscription each. */
#pragma once

#include "ui/history/roster-history-item.h"

G_BEGIN_DECLS

void roster_history_columns_append (GtkColumnView *view);
/* What a narrow window leaves out is in the line below the list. */
void roster_history_columns_set_narrow (GtkColumnView *view, gboolean narrow);

G_END_DECLS
