/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/queue/roster-change-queue.h"

G_BEGIN_DECLS

/**
 * RosterWindowCloser:
 *
 * Keeps a window from closing while its changes are being sent: asks, waits, or hides the window
 * and its dialogs until they are done.
 */
#define ROSTER_TYPE_WINDOW_CLOSER (roster_window_closer_get_type ())
G_DECLARE_FINAL_TYPE (RosterWindowCloser, roster_window_closer, ROSTER, WINDOW_CLOSER, GObject)

RosterWindowCloser *
roster_window_closer_new (GtkWindow *window, RosterChangeQueue *queue, GSettings *settings);
gboolean roster_window_closer_prevent (RosterWindowCloser *self);
void roster_window_closer_come_back (RosterWindowCloser *self);
void roster_window_closer_close_when_done (RosterWindowCloser *self);

G_END_DECLS
