/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/plans/roster-plan.h"
#include "core/queue/roster-change-run.h"

G_BEGIN_DECLS

/**
 * RosterChangeQueue:
 *
 * Every change goes through it, and only as part of a plan that was prepared and agreed to. In one
 * organization one change is in flight at a time, additions before removals within a run;
 * organizations do not wait for each other. For each: intent into the journal, send, outcome into
 * the journal. A lost answer is settled by reading the members (core/wire/README.md). The list is
 * read afresh right before an owner is removed; the last owner is never removed. One failure never
 * stops the rest. At the end of a run each organization it touched is refreshed.
 *
 * Property: "busy" (gboolean, notified): a change is pending or in flight.
 * Signal: "run-finished" (RosterChangeRun run): every change of it is finished and recorded, and
 * what it touched has been read again.
 */
#define ROSTER_TYPE_CHANGE_QUEUE (roster_change_queue_get_type ())
G_DECLARE_FINAL_TYPE (RosterChangeQueue, roster_change_queue, ROSTER, CHANGE_QUEUE, GObject)

RosterChangeQueue *roster_change_queue_new (RosterJournal *journal);
RosterJournal *roster_change_queue_get_journal (RosterChangeQueue *self);
RosterChangeRun *
roster_change_queue_submit (RosterChangeQueue *self, RosterPlan *plan, GError **error);
gboolean roster_change_queue_get_busy (RosterChangeQueue *self);
/* Each run of it, as roster_change_run_stop() does. */
void roster_change_queue_stop (RosterChangeQueue *self);
guint roster_change_queue_get_n_open (RosterChangeQueue *self);   /* changes not finished yet */
guint roster_change_queue_get_n_failed (RosterChangeQueue *self); /* or of unknown outcome */

G_END_DECLS
