/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/queue/roster-change-run.h"

G_BEGIN_DECLS

/**
 * RosterRunView:
 *
 * How far a run is, with a button that stops it, and in the end what became of it.
 *
 * Signals: "progressed" (guint: how many are finished), at most once a frame; "finished": the run
 * is finished.
 */
#define ROSTER_TYPE_RUN_VIEW (roster_run_view_get_type ())
G_DECLARE_FINAL_TYPE (RosterRunView, roster_run_view, ROSTER, RUN_VIEW, GtkWidget)

void roster_run_view_set_run (RosterRunView *self, RosterChangeRun *run);
RosterChangeRun *roster_run_view_get_run (RosterRunView *self); /* (nullable) */
const char *roster_run_view_get_summary (RosterRunView *self);

G_END_DECLS
