/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds a row of a member table by id or by e-mail address. */

#include "roster-member-index.h"

#include <string.h>

#define EMPTY G_MAXUINT32

struct _RosterMemberIndex
{
  RosterMemberIndexKind kind;
  guint64 seed; /* so that nobody can choose ids that all fall into one place */
  gsize mask;
  guint32 *slots; /* owned: mask + 1 row numbers, or EMPTY */
};

/* The key in the spelling that is compared: itself, or case-folded in @folded. */
static const char *
fold_key (RosterMemberIndexKind kind, const char *key, char **folded)
{
  if (kind == ROSTER_MEMBER_INDEX_ID)
    return key;

  for (const char *p = key; *p != '\0'; p++)
    if (g_ascii_isupper (*p) || (guchar)*p >= 0x80)
      {
        *folded = g_utf8_casefold (key, -1);
        return *folded;
      }

  return key;
}

static const char *
get_key (RosterMemberIndexKind kind, RosterMemberTable *table, guint row)
{
  const RosterMember *member = roster_member_table_get (table, row);

  return kind == ROSTER_MEMBER_INDEX_ID ? member->id : member->email;
}

static guint64
hash_key (guint64 seed, const char *key)
{
  guint64 hash = seed;

  for (; *key != '\0'; key++)
    hash = (hash ^ (guchar)*key) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return hash ^ (hash >> 29) ^ (hash >> 47);
}

static gboolean
row_has_key (RosterMemberIndex *self, RosterMemberTable *table, guint row, const char *key)
{
  g_autofree char *folded = NULL;

  return strcmp (fold_key (self->kind, get_key (self->kind, table, row), &folded), key) == 0;
}

/* The place of @key (already folded), or the free place where it belongs. */
static gsize
find_slot (RosterMemberIndex *self, RosterMemberTable *table, const char *key)
{
  gsize slot = (gsize)hash_key (self->seed, key) & self->mask;

  while (self->slots[slot] != EMPTY && !row_has_key (self, table, self->slots[slot], key))
    slot = (slot + 1) & self->mask;

  return slot;
}

/**
 * roster_member_index_new:
 * @table: the table to index, which must not change any more
 * @kind: by which string
 *
 * Of several rows with the same key the first is found. Empty keys are not.
 *
 * Returns: (transfer full): the index; it holds no reference to @table
 */
RosterMemberIndex *
roster_member_index_new (RosterMemberTable *table, RosterMemberIndexKind kind)
{
  RosterMemberIndex *self = g_new0 (RosterMemberIndex, 1);
  guint n_members = roster_member_table_get_n_members (table);
  gsize n_slots = 16;

  while (n_slots / 4 * 3 < n_members)
    n_slots *= 2;

  self->kind = kind;
  self->seed = ((guint64)g_random_int () << 32) | g_random_int ();
  self->mask = n_slots - 1;
  self->slots = g_new (guint32, n_slots);
  memset (self->slots, 0xff, n_slots * sizeof (guint32));

  for (guint row = 0; row < n_members; row++)
    {
      g_autofree char *folded = NULL;
      const char *key = fold_key (kind, get_key (kind, table, row), &folded);
      gsize slot;

      if (*key == '\0')
        continue;

      slot = find_slot (self, table, key);
      if (self->slots[slot] == EMPTY)
        self->slots[slot] = row;
    }

  return self;
}

/**
 * roster_member_index_free:
 * @self: (nullable): an index
 */
void
roster_member_index_free (RosterMemberIndex *self)
{
  if (self == NULL)
    return;

  g_free (self->slots);
  g_free (self);
}

/**
 * roster_member_index_find:
 * @self: an index
 * @table: the table it was made of
 * @key: what to look for
 *
 * Returns: the row number, or %G_MAXUINT
 */
guint
roster_member_index_find (RosterMemberIndex *self, RosterMemberTable *table, const char *key)
{
  g_autofree char *folded = NULL;
  const char *wanted = fold_key (self->kind, key, &folded);
  guint32 row;

  if (*wanted == '\0')
    return G_MAXUINT;

  row = self->slots[find_slot (self, table, wanted)];

  return row == EMPTY ? G_MAXUINT : row;
}

/**
 * roster_member_index_get_size:
 * @self: an index
 *
 * Returns: the memory it holds, in bytes
 */
gsize
roster_member_index_get_size (RosterMemberIndex *self)
{
  return sizeof *self + (self->mask + 1) * sizeof (guint32);
}
