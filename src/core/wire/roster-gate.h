/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RosterGate:
 *
 * Lets so many in at a time for each host, in the order in which they came, those in a hurry first.
 * Reference counted; every thread may use it.
 */
typedef struct _RosterGate RosterGate;

RosterGate *roster_gate_new (guint n_places);
RosterGate *roster_gate_ref (RosterGate *self);
void roster_gate_unref (RosterGate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterGate, roster_gate_unref)

gboolean roster_gate_enter (RosterGate *self,
                            const char *host,
                            gboolean in_a_hurry,
                            GMainContext *context,
                            GCancellable *cancellable,
                            GError **error);
void roster_gate_leave (RosterGate *self, const char *host);

G_END_DECLS
