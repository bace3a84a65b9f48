/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strings packed one behind the other into a few large blocks. */

#include "core/members/roster-string-arena.h"

#include <string.h>

#include "core/members/roster-memory.h"

#define FIRST_BLOCK 4096u
#define LARGEST_BLOCK (4u * 1024u * 1024u)

typedef struct
{
  char *data;
  gsize used;
  gsize size;
} Block;

static void
free_block (const Block *block)
{
  roster_memory_free (block->data, block->size);
}

static Block *
get_last_block (RosterStringArena *self)
{
  if (self->blocks->len == 0)
    return NULL;

  return &g_array_index (self->blocks, Block, self->blocks->len - 1);
}

static Block *
add_block (RosterStringArena *self, gsize at_least)
{
  const Block *last = get_last_block (self);
  gsize size = last == NULL ? FIRST_BLOCK : MIN (last->size * 2, LARGEST_BLOCK);
  Block block = { .size = MAX (size, at_least) };

  block.data = roster_memory_new (block.size);
  self->size += block.size;
  g_array_append_val (self->blocks, block);

  return get_last_block (self);
}

/**
 * roster_string_arena_init:
 * @self: an arena that is not set up yet
 *
 * Sets up an empty arena; roster_string_arena_clear() gives its memory back.
 */
void
roster_string_arena_init (RosterStringArena *self)
{
  self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  self->size = 0;
}

/**
 * roster_string_arena_clear:
 * @self: an arena
 *
 * Frees every string.
 */
void
roster_string_arena_clear (RosterStringArena *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    free_block (&g_array_index (self->blocks, Block, i));
  g_clear_pointer (&self->blocks, g_array_unref);
  self->size = 0;
}

/**
 * roster_string_arena_store:
 * @self: an arena
 * @text: a string
 *
 * Returns: (transfer none): a copy that lives as long as the arena
 */
const char *
roster_string_arena_store (RosterStringArena *self, const char *text)
{
  gsize length = strlen (text) + 1;
  Block *block = get_last_block (self);
  char *copy;

  if (block == NULL || block->size - block->used < length)
    block = add_block (self, length);

  copy = block->data + block->used;
  memcpy (copy, text, length);
  block->used += length;

  return copy;
}

/**
 * roster_string_arena_rewind:
 * @self: an arena
 * @text: a string that roster_string_arena_store() returned
 *
 * Takes out @text and everything that was stored after it.
 */
void
roster_string_arena_rewind (RosterStringArena *self, const char *text)
{
  for (Block *block = get_last_block (self); block != NULL; block = get_last_block (self))
    {
      if (text >= block->data && text < block->data + block->used)
        {
          block->used = (gsize)(text - block->data);
          return;
        }

      self->size -= block->size;
      free_block (block);
      g_array_set_size (self->blocks, self->blocks->len - 1);
    }
}

/**
 * roster_string_arena_get_size:
 * @self: an arena
 *
 * Returns: the memory that the arena holds, in bytes
 */
gsize
roster_string_arena_get_size (RosterStringArena *self)
{
  return self->size + self->blocks->len * sizeof (Block);
}
