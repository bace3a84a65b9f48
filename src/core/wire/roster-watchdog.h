/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/wire/roster-wire-limits.h"

G_BEGIN_DECLS

/**
 * RosterWatchdog:
 *
 * Cancels the read of a body that takes too long, from a thread of its own: a read that blocks
 * returns neither for a byte now and then (TLS, gzip and chunks want more of them) nor at a time.
 * For one reader, who reads one body at a time.
 */
typedef struct _RosterWatchdog RosterWatchdog;

RosterWatchdog *roster_watchdog_new (const RosterWireLimits *limits);
void roster_watchdog_free (RosterWatchdog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterWatchdog, roster_watchdog_free)

const RosterWireLimits *roster_watchdog_get_limits (RosterWatchdog *self);
void roster_watchdog_watch (RosterWatchdog *self, GCancellable *cancellable, gboolean is_list);
void roster_watchdog_count (RosterWatchdog *self, gsize n_bytes);
gboolean roster_watchdog_stop (RosterWatchdog *self);
GError *roster_watchdog_make_error (void);

G_END_DECLS
