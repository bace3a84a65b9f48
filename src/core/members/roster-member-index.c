/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds a row by a key: an id or an email address. */

#include "core/members/roster-member-index.h"

#include <string.h>

#include "core/base/roster-address-key.h"
#include "core/members/roster-memory.h"

#define EMPTY G_MAXUINT32

struct _RosterMemberIndex
{
  RosterMemberIndexKind kind;
  RosterMemberIndexKeyFunc get_key;
  gconstpointer rows; /* borrowed */
  guint64 seed;       /* so that nobody can choose ids that all fall into one place */
  gsize mask;
  guint32 row_bits; /* of a slot: all that a row number needs; it is never all of them */
  GHashTable *next; /* owned (nullable): of a row: another row with the same key, and so on */
  guint32 *slots;   /* owned: mask + 1 row numbers with the marks of their keys, or EMPTY */
};

/* The key in the spelling that is compared: itself, or that of roster_address_key() in @folded. */
static const char *
fold_key (RosterMemberIndexKind kind, const char *key, char **folded)
{
  if (kind == ROSTER_MEMBER_INDEX_ID)
    return key;

  if (!roster_address_key_is_plain (key))
    {
      *folded = roster_address_key (key);
      return *folded;
    }

  return key;
}

static guint64
hash_key (guint64 seed, const char *key)
{
  guint64 hash = seed;

  for (; *key != '\0'; key++)
    hash = (hash ^ (guchar)*key) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return hash ^ (hash >> 29) ^ (hash >> 47);
}

/* A slot has room for more than the row number: bits of the key's hash say of nearly all other keys
 * that they are not this one, without a look at the row and its string, which lie anywhere. */
static guint32
get_mark (RosterMemberIndex *self, guint64 hash)
{
  return (guint32)(hash >> 32) & ~self->row_bits;
}

static gboolean
row_has_key (RosterMemberIndex *self, guint row, const char *key)
{
  g_autofree char *folded = NULL;

  return strcmp (fold_key (self->kind, self->get_key (self->rows, row), &folded), key) == 0;
}

/* The place of @key (already folded), or the free place where it belongs. */
static guint32 *
find_slot (RosterMemberIndex *self, const char *key, guint64 hash)
{
  const guint32 mark = get_mark (self, hash);
  gsize i = (gsize)hash & self->mask;

  while (self->slots[i] != EMPTY)
    {
      if ((self->slots[i] & ~self->row_bits) == mark &&
          row_has_key (self, self->slots[i] & self->row_bits, key))
        break;
      i = (i + 1) & self->mask;
    }
  return &self->slots[i];
}

/* Right behind the first, so that a thousand rows with one key take no longer than others. */
static void
add_next (RosterMemberIndex *self, guint first, guint row)
{
  gpointer second;

  if (self->next == NULL)
    self->next = g_hash_table_new (NULL, NULL);
  if (g_hash_table_lookup_extended (self->next, GUINT_TO_POINTER (first), NULL, &second))
    g_hash_table_insert (self->next, GUINT_TO_POINTER (row), second);
  g_hash_table_insert (self->next, GUINT_TO_POINTER (first), GUINT_TO_POINTER (row));
}

static void
add_row (RosterMemberIndex *self, guint row)
{
  g_autofree char *folded = NULL;
  const char *key = fold_key (self->kind, self->get_key (self->rows, row), &folded);
  guint64 hash = hash_key (self->seed, key);
  guint32 *slot;

  if (*key == '\0')
    return;

  slot = find_slot (self, key, hash);
  if (*slot == EMPTY)
    *slot = get_mark (self, hash) | row;
  else
    add_next (self, *slot & self->row_bits, row);
}

/**
 * roster_member_index_new:
 * @kind: how keys are compared
 * @get_key: gives the key of a row
 * @rows: (not nullable): for @get_key; must outlive the index and not change any more
 * @n_rows: how many rows there are
 *
 * Of several rows with the same key the first is found. Empty keys are not.
 *
 * Returns: (transfer full): the index; it holds no reference to @rows
 */
RosterMemberIndex *
roster_member_index_new (RosterMemberIndexKind kind,
                         RosterMemberIndexKeyFunc get_key,
                         gconstpointer rows,
                         guint n_rows)
{
  RosterMemberIndex *self = g_new0 (RosterMemberIndex, 1);
  gsize n_slots = 16;

  while (n_slots / 4 * 3 < n_rows)
    n_slots *= 2;

  self->kind = kind;
  self->get_key = get_key;
  self->rows = rows;
  self->seed = ((guint64)g_random_int () << 32) | g_random_int ();
  self->mask = n_slots - 1;
  self->row_bits = (guint32)((G_GUINT64_CONSTANT (1) << g_bit_storage (n_rows)) - 1);
  self->slots = roster_memory_new_array (guint32, n_slots);
  memset (self->slots, 0xff, n_slots * sizeof (guint32));

  for (guint row = 0; row < n_rows; row++)
    add_row (self, row);

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

  g_clear_pointer (&self->next, g_hash_table_unref);
  roster_memory_free_array (self->slots, self->mask + 1);
  g_free (self);
}

/**
 * roster_member_index_find:
 * @self: an index
 * @key: what to look for
 *
 * Returns: the row number, or %G_MAXUINT
 */
guint
roster_member_index_find (RosterMemberIndex *self, const char *key)
{
  g_autofree char *folded = NULL;
  const char *wanted = fold_key (self->kind, key, &folded);
  guint32 slot;

  if (*wanted == '\0')
    return G_MAXUINT;

  slot = *find_slot (self, wanted, hash_key (self->seed, wanted));

  return slot == EMPTY ? G_MAXUINT : slot & self->row_bits;
}

/**
 * roster_member_index_find_next:
 * @self: an index
 * @row: a row number
 *
 * Returns: another row with the same key that was not found yet, or %G_MAXUINT
 */
guint
roster_member_index_find_next (RosterMemberIndex *self, guint row)
{
  gpointer next;

  if (self->next == NULL ||
      !g_hash_table_lookup_extended (self->next, GUINT_TO_POINTER (row), NULL, &next))
    return G_MAXUINT;

  return GPOINTER_TO_UINT (next);
}

/**
 * roster_member_index_get_size:
 * @self: (nullable): an index
 *
 * Returns: the memory it holds, in bytes
 */
gsize
roster_member_index_get_size (RosterMemberIndex *self)
{
  if (self == NULL)
    return 0;
  return sizeof *self + (self->mask + 1) * sizeof (guint32);
}
