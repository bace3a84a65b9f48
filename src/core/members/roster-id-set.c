/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which ids were seen: two open-addressed tables of hashes. The newer one grows until it is full,
 * then it takes the place of the older one, so that the memory has a limit. */

#include "core/members/roster-id-set.h"

#define FIRST_SIZE 1024 /* places, a power of two */

typedef struct
{
  gsize mask;
  guint64 *hashes; /* owned: mask + 1, 0 where there is none; NULL: the table is not there */
} Table;

struct _RosterIdSet
{
  guint64 seed; /* so that nobody can choose ids that look the same */
  Table newer;
  Table older;
  gsize n_ids; /* in the newer one */
};

static Table
table_new (gsize size)
{
  return (Table){ size - 1, g_new0 (guint64, size) };
}

/** roster_id_set_new: an empty set */
RosterIdSet *
roster_id_set_new (void)
{
  RosterIdSet *self = g_new0 (RosterIdSet, 1);

  self->seed = ((guint64)g_random_int () << 32) | g_random_int ();
  self->newer = table_new (FIRST_SIZE);
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

  g_free (self->newer.hashes);
  g_free (self->older.hashes);
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
find_place (const Table *table, guint64 hash)
{
  gsize i = (gsize)hash & table->mask;

  while (table->hashes[i] != 0 && table->hashes[i] != hash)
    i = (i + 1) & table->mask;
  return &table->hashes[i];
}

static void
grow (Table *table)
{
  Table old = *table;

  *table = table_new (2 * (old.mask + 1));
  for (gsize i = 0; i <= old.mask; i++)
    if (old.hashes[i] != 0)
      *find_place (table, old.hashes[i]) = old.hashes[i];
  g_free (old.hashes);
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
  guint64 *place = find_place (&self->newer, hash);

  if (*place == hash || (self->older.hashes != NULL && *find_place (&self->older, hash) == hash))
    return FALSE;

  *place = hash;
  self->n_ids++;
  if (self->n_ids == ROSTER_ID_SET_REMEMBERED)
    {
      g_free (self->older.hashes);
      self->older = self->newer;
      self->newer = table_new (FIRST_SIZE);
      self->n_ids = 0;
    }
  else if (self->n_ids > self->newer.mask / 4 * 3)
    grow (&self->newer);
  return TRUE;
}
