/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which ids were seen: two open-addressed tables of hashes. When the newer one is full, it takes
 * the place of the older one, so that the memory has a limit. */

#include "core/members/roster-id-set.h"

#include <string.h>

#define N_PLACES (2 * ROSTER_ID_SET_REMEMBERED) /* a power of two */

struct _RosterIdSet
{
  guint64 seed;   /* so that nobody can choose ids that look the same */
  guint64 *newer; /* owned: N_PLACES, 0 where there is no hash */
  guint64 *older; /* owned, (nullable) */
  gsize n_ids;    /* in the newer one */
};

/** roster_id_set_new: an empty set */
RosterIdSet *
roster_id_set_new (void)
{
  RosterIdSet *self = g_new0 (RosterIdSet, 1);

  self->seed = ((guint64)g_random_int () << 32) | g_random_int ();
  self->newer = g_new0 (guint64, N_PLACES);
  return self;
}

/**
 * roster_id_set_free:
 * @self: (nullable): a set
 */
void
roster_id_set_free (RosterIdSet *self)
{
  if (self == NULL)
    return;

  g_free (self->newer);
  g_free (self->older);
  g_free (self);
}

static inline guint64
mix (guint64 hash, guint64 word)
{
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ (hash >> 32);
}

static guint64
hash_id (guint64 seed, const char *id)
{
  const gsize length = strlen (id);
  guint64 hash = seed;
  guint64 word;
  gsize i;

  for (i = 0; i + sizeof word <= length; i += sizeof word)
    {
      memcpy (&word, id + i, sizeof word);
      hash = mix (hash, word);
    }
  for (word = length; i < length; i++)
    word = word << 8 | (guchar)id[i];
  hash = mix (mix (hash, word), 0);
  return hash != 0 ? hash : 1;
}

/* The place of @hash, or the free one where it belongs. */
static guint64 *
find_place (guint64 *table, guint64 hash)
{
  gsize i = hash % N_PLACES;

  while (table[i] != 0 && table[i] != hash)
    i = (i + 1) % N_PLACES;
  return &table[i];
}

/**
 * roster_id_set_add:
 * @self: a set
 * @id: an id
 *
 * Returns: whether it was not there yet
 */
gboolean
roster_id_set_add (RosterIdSet *self, const char *id)
{
  guint64 hash = hash_id (self->seed, id);
  guint64 *place = find_place (self->newer, hash);

  if (*place == hash || (self->older != NULL && *find_place (self->older, hash) == hash))
    return FALSE;

  *place = hash;
  self->n_ids++;
  if (self->n_ids == ROSTER_ID_SET_REMEMBERED)
    {
      g_free (self->older);
      self->older = self->newer;
      self->newer = g_new0 (guint64, N_PLACES);
      self->n_ids = 0;
    }
  return TRUE;
}
