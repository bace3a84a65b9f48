/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/queue/roster-change-run.h"

G_BEGIN_DECLS

/**
 * RosterResultDialog:
 *
 * What became of a run whose dialog was closed before its end: who, how they stand, and why.
 */
#define ROSTER_TYPE_RESULT_DIALOG (roster_result_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RosterResultDialog, roster_result_dialog, ROSTER, RESULT_DIALOG, GtkWindow)

GtkWindow *roster_result_dialog_new (GtkWindow *parent, RosterChangeRun *run);
void roster_result_dialog_watch (GtkWindow *parent, RosterChangeRun *run);

G_END_DECLS
