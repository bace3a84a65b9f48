/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_FOLD (roster_fold_get_type ())
G_DECLARE_FINAL_TYPE (RosterFold, roster_fold, ROSTER, FOLD, GtkWidget)

G_END_DECLS
