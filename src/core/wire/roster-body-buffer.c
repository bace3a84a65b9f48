/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and hashing beside each other: SHA-256 takes longer than all else that is done with a
 * list of members. */

#include "core/wire/roster-body-buffer.h"

#include "core/wire/roster-hawk-hasher.h"

#define N_PIECES 4
/* Bytes after which a thread is worth its start. */
#define LONG_BODY (1024 * 1024)

typedef struct
{
  char data[ROSTER_BODY_BUFFER_SIZE];
  gsize length; /* 0: the body is at its end */
} Piece;

struct _RosterBodyBuffer
{
  /* owned */
  RosterHawkHasher *hasher; /* (nullable): the thread's alone while there is one */
  Piece *pieces[N_PIECES];  /* (nullable) but for the first */
  GThread *thread;          /* (nullable) */
  GAsyncQueue *filled;      /* to be hashed; element-type Piece, borrowed */
  GAsyncQueue *empty;       /* to be read into; element-type Piece, borrowed */

  Piece *current; /* borrowed: what is read into */
  gsize n_bytes;
};

/**
 * roster_body_buffer_new:
 *
 * Returns: (transfer full): a buffer for one body, which is not hashed yet
 */
RosterBodyBuffer *
roster_body_buffer_new (void)
{
  RosterBodyBuffer *self = g_new0 (RosterBodyBuffer, 1);

  self->pieces[0] = g_new (Piece, 1);
  self->current = self->pieces[0];
  return self;
}

static gpointer
hash_pieces (gpointer data)
{
  RosterBodyBuffer *self = data;
  Piece *piece;

  while ((piece = g_async_queue_pop (self->filled))->length > 0)
    {
      roster_hawk_hasher_update (self->hasher, piece->data, piece->length);
      g_async_queue_push (self->empty, piece);
    }
  return NULL;
}

static void
start_thread (RosterBodyBuffer *self)
{
  self->filled = g_async_queue_new ();
  self->empty = g_async_queue_new ();
  for (guint i = 1; i < N_PIECES; i++)
    {
      self->pieces[i] = g_new (Piece, 1);
      g_async_queue_push (self->empty, self->pieces[i]);
    }
  self->thread = g_thread_new ("roster-hash", hash_pieces, self);
}

/* Waits until all is hashed. */
static void
stop_thread (RosterBodyBuffer *self)
{
  static Piece end; /* never written: its length stays 0 */

  if (self->thread == NULL)
    return;

  g_async_queue_push (self->filled, &end);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->filled, g_async_queue_unref);
  g_clear_pointer (&self->empty, g_async_queue_unref);
  self->current = self->pieces[0];
}

void
roster_body_buffer_free (RosterBodyBuffer *self)
{
  if (self == NULL)
    return;

  stop_thread (self);
  roster_hawk_hasher_free (self->hasher);
  for (guint i = 0; i < N_PIECES; i++)
    g_free (self->pieces[i]);
  g_free (self);
}

/**
 * roster_body_buffer_start_hash:
 * @self: a buffer that nothing was read into yet
 * @content_type: (nullable): of the body
 *
 * What is read from now on is hashed, as Hawk does it.
 */
void
roster_body_buffer_start_hash (RosterBodyBuffer *self, const char *content_type)
{
  g_return_if_fail (self->hasher == NULL);

  self->hasher = roster_hawk_hasher_new (content_type);
}

/**
 * roster_body_buffer_get:
 * @self: a buffer
 *
 * Returns: (transfer none): where the next piece is to be read to, %ROSTER_BODY_BUFFER_SIZE bytes;
 *   what is read there can be looked at until the next call
 */
char *
roster_body_buffer_get (RosterBodyBuffer *self)
{
  if (self->current == NULL)
    self->current = g_async_queue_pop (self->empty);
  return self->current->data;
}

/**
 * roster_body_buffer_commit:
 * @self: a buffer
 * @length: how many bytes were read to where roster_body_buffer_get() returned; they must not be
 *   changed any more
 */
void
roster_body_buffer_commit (RosterBodyBuffer *self, gsize length)
{
  self->n_bytes += length;
  if (self->hasher == NULL || length == 0)
    return;

  if (self->thread == NULL && self->n_bytes > LONG_BODY)
    start_thread (self);
  if (self->thread == NULL)
    {
      roster_hawk_hasher_update (self->hasher, self->current->data, length);
      return;
    }

  self->current->length = length;
  g_async_queue_push (self->filled, g_steal_pointer (&self->current));
}

/**
 * roster_body_buffer_finish_hash:
 * @self: a buffer
 *
 * Returns: (transfer full) (nullable): the hash of all that was read, base64; %NULL where it was
 * not hashed
 */
char *
roster_body_buffer_finish_hash (RosterBodyBuffer *self)
{
  stop_thread (self);
  if (self->hasher == NULL)
    return NULL;
  return roster_hawk_hasher_finish (g_steal_pointer (&self->hasher));
}
