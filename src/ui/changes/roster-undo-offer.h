/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/queue/roster-change-queue.h"
#include "ui/widgets/roster-message-bar.h"

G_BEGIN_DECLS

/** ROSTER_UNDO_SECONDS: for how long what was just done can be taken back where it was done, where
 * there are no settings to say it. */
#define ROSTER_UNDO_SECONDS 30

/**
 * RosterUndoOffer:
 *
 * Says in a bar of an organization's tab what a run removed or added there, and offers to take it
 * back, for a while; later the history does.
 */
#define ROSTER_TYPE_UNDO_OFFER (roster_undo_offer_get_type ())
G_DECLARE_FINAL_TYPE (RosterUndoOffer, roster_undo_offer, ROSTER, UNDO_OFFER, GObject)

RosterUndoOffer *roster_undo_offer_new (RosterOrganization *organization,
                                        RosterChangeQueue *queue,
                                        RosterMessageBar *bar,
                                        GSettings *settings);

G_END_DECLS
