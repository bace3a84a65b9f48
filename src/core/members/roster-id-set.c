/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which ids were seen: an open-addressed table of hashes. */

#include "core/members/roster-id-set.h"

#define FIRST_SIZE 1024 /* places */

struct _RosterIdSet
{
  guint64 seed; /* so that nobody can choose ids that look the same */
  gsize mask;
  gsize n_ids;
  guint64 *hashes; /* owned: mask + 1, 0 where there is none */
};

/** roster_id_set_new: an empty set */
RosterIdSet *
roster_id_set_new (void)
{
  RosterIdSet *self = g_new0 (RosterIdSet, 1);

  self->seed = ((guint64)g_random_int () << 32) | g_random_int ();
  self->mask = FIRST_SIZE - 1;
  self->hashes = g_new0 (guint64, FIRST_SIZE);
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

  g_free (self->hashes);
  g_free (self);
}

static guint64
hash_id (guint64 seed, const char *id)
{
  guint64 hash = seed;

  for (; *id != '\0'; id++)
    {
      hash = (hash ^ (guchar)*id) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 32;
    }
  return hash != 0 ? hash : 1;
}

/* The place of @hash, or the free one where it belongs. */
static guint64 *
find_place (RosterIdSet *self, guint64 hash)
{
  gsize i = (gsize)hash & self->mask;

  while (self->hashes[i] != 0 && self->hashes[i] != hash)
    i = (i + 1) & self->mask;
  return &self->hashes[i];
}

static void
grow (RosterIdSet *self)
{
  g_autofree guint64 *old = self->hashes;
  gsize n_old = self->mask + 1;

  self->hashes = g_new0 (guint64, 2 * n_old);
  self->mask = 2 * n_old - 1;
  for (gsize i = 0; i < n_old; i++)
    if (old[i] != 0)
      *find_place (self, old[i]) = old[i];
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
  guint64 *place = find_place (self, hash);

  if (*place == hash)
    return FALSE;

  *place = hash;
  self->n_ids++;
  if (self->n_ids > self->mask / 4 * 3)
    grow (self);
  return TRUE;
}
