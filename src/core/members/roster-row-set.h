/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterRowSet:
 * @n_bits: how many bits there are
 * @words: the bits, 64 to a word, the unused ones of the last word 0
 *
 * One bit a row: a set of rows that takes 125 kB for a million members. Plain data.
 */
typedef struct
{
  guint n_bits;
  guint64 words[];
} RosterRowSet;

RosterRowSet *roster_row_set_new (guint n_bits);
RosterRowSet *roster_row_set_copy (const RosterRowSet *self);
void roster_row_set_free (RosterRowSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterRowSet, roster_row_set_free)

void roster_row_set_fill (RosterRowSet *self);
void roster_row_set_clear (RosterRowSet *self);
void roster_row_set_add (RosterRowSet *self, const RosterRowSet *other);
/* Whether both are of the same size and have the same rows. */
gboolean roster_row_set_equal (const RosterRowSet *self, const RosterRowSet *other);
guint roster_row_set_count (const RosterRowSet *self);
guint roster_row_set_count_common (const RosterRowSet *self, const RosterRowSet *other);
guint roster_row_set_next (const RosterRowSet *self, guint from);

static inline gboolean
roster_row_set_get (const RosterRowSet *self, guint bit)
{
  return (self->words[bit / 64] >> (bit % 64)) & 1;
}

static inline void
roster_row_set_set (RosterRowSet *self, guint bit)
{
  self->words[bit / 64] |= G_GUINT64_CONSTANT (1) << (bit % 64);
}

static inline void
roster_row_set_unset (RosterRowSet *self, guint bit)
{
  self->words[bit / 64] &= ~(G_GUINT64_CONSTANT (1) << (bit % 64));
}

G_END_DECLS
