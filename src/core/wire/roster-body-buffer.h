/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** ROSTER_BODY_BUFFER_SIZE: how many bytes are read at a time. */
#define ROSTER_BODY_BUFFER_SIZE (256 * 1024)

/**
 * RosterBodyBuffer:
 *
 * Where a body is read into, piece by piece, and hashed on the way: a long one in a thread beside
 * the one that reads it. Used by one thread.
 */
typedef struct _RosterBodyBuffer RosterBodyBuffer;

RosterBodyBuffer *roster_body_buffer_new (void);
void roster_body_buffer_free (RosterBodyBuffer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterBodyBuffer, roster_body_buffer_free)

void roster_body_buffer_start_hash (RosterBodyBuffer *self, const char *content_type);
char *roster_body_buffer_get (RosterBodyBuffer *self);
void roster_body_buffer_commit (RosterBodyBuffer *self, gsize length);
char *roster_body_buffer_finish_hash (RosterBodyBuffer *self);

G_END_DECLS
