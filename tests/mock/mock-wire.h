/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * RosterDemoWire:
 *
 * Connections that were taken from the server, and what no good server does with them. Belongs to
 * the thread and the main context in which it was made.
 */
typedef struct _RosterDemoWire RosterDemoWire;

RosterDemoWire *roster_demo_wire_new (void);
void roster_demo_wire_free (RosterDemoWire *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoWire, roster_demo_wire_free)

void roster_demo_wire_reset (SoupServerMessage *message);
void roster_demo_wire_hold (RosterDemoWire *self, SoupServerMessage *message);
void roster_demo_wire_send (
    RosterDemoWire *self, SoupServerMessage *message, GBytes *bytes, gsize length, guint rate);
void roster_demo_wire_flood (RosterDemoWire *self,
                             SoupServerMessage *message,
                             GBytes *bytes,
                             gsize loop_from);

G_END_DECLS
