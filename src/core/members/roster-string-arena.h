/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterStringArena:
 *
 * Strings packed one behind the other into a few large blocks, freed together. A string never moves
 * once it is stored.
 */
typedef struct
{
  /*< private >*/
  GArray *blocks;
  gsize size;
} RosterStringArena;

void roster_string_arena_init (RosterStringArena *self);
void roster_string_arena_clear (RosterStringArena *self);
const char *roster_string_arena_store (RosterStringArena *self, const char *text);
void roster_string_arena_rewind (RosterStringArena *self, const char *text);
gsize roster_string_arena_get_size (RosterStringArena *self);

G_END_DECLS
