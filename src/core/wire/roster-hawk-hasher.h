/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** RosterHawkHasher: a payload hash made piece by piece, for bodies that arrive as a stream. */
typedef struct _RosterHawkHasher RosterHawkHasher;

RosterHawkHasher *roster_hawk_hasher_new (const char *content_type);
void roster_hawk_hasher_update (RosterHawkHasher *self, const void *data, gsize length);
char *roster_hawk_hasher_finish (RosterHawkHasher *self);
void roster_hawk_hasher_free (RosterHawkHasher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterHawkHasher, roster_hawk_hasher_free)

char *roster_hawk_payload_hash (const char *content_type, const void *data, gsize length);

G_END_DECLS
