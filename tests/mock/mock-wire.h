/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * MockWire:
 *
 * Connections that were taken from the server, and what no good server does with them. Belongs to
 * the thread and the main context in which it was made.
 */
typedef struct _MockWire MockWire;

MockWire *mock_wire_new (void);
void mock_wire_free (MockWire *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockWire, mock_wire_free)

void mock_wire_reset (SoupServerMessage *message);
void mock_wire_hold (MockWire *self, SoupServerMessage *message);
void mock_wire_cut (MockWire *self, SoupServerMessage *message, gint64 n_bytes);
void mock_wire_dribble (MockWire *self, SoupServerMessage *message, guint rate);
void mock_wire_flood (MockWire *self, SoupServerMessage *message, const char *kind);

G_END_DECLS
