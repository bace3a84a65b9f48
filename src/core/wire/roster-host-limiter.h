/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RosterHostLimiter:
 *
 * Lets so many in at a time for each host, in the order in which they came, those in a hurry first.
 * Reference counted; every thread may use it.
 */
typedef struct _RosterHostLimiter RosterHostLimiter;

RosterHostLimiter *roster_host_limiter_new (guint n_places);
RosterHostLimiter *roster_host_limiter_ref (RosterHostLimiter *self);
void roster_host_limiter_unref (RosterHostLimiter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterHostLimiter, roster_host_limiter_unref)

gboolean roster_host_limiter_enter (RosterHostLimiter *self,
                                    const char *host,
                                    gboolean in_a_hurry,
                                    GMainContext *context,
                                    GCancellable *cancellable,
                                    GError **error);
void roster_host_limiter_leave (RosterHostLimiter *self, const char *host);

G_END_DECLS
