/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterBits:
 * @n_bits: how many bits there are
 * @words: the bits, 64 to a word, the unused ones of the last word 0
 *
 * One bit a row: a set of rows that takes 125 kB for a million members. Plain data.
 */
typedef struct
{
  guint n_bits;
  guint64 words[];
} RosterBits;

RosterBits *roster_bits_new (guint n_bits);
RosterBits *roster_bits_copy (const RosterBits *self);
void roster_bits_free (RosterBits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterBits, roster_bits_free)

void roster_bits_fill (RosterBits *self);
void roster_bits_clear (RosterBits *self);
void roster_bits_add (RosterBits *self, const RosterBits *other);
void roster_bits_subtract (RosterBits *self, const RosterBits *other);
void roster_bits_intersect (RosterBits *self, const RosterBits *other);
/* Whether both are of the same size and have the same rows. */
gboolean roster_bits_equal (const RosterBits *self, const RosterBits *other);
guint roster_bits_count (const RosterBits *self);
guint roster_bits_count_common (const RosterBits *self, const RosterBits *other);
guint roster_bits_next (const RosterBits *self, guint from);

static inline gboolean
roster_bits_get (const RosterBits *self, guint bit)
{
  return (self->words[bit / 64] >> (bit % 64)) & 1;
}

static inline void
roster_bits_set (RosterBits *self, guint bit)
{
  self->words[bit / 64] |= G_GUINT64_CONSTANT (1) << (bit % 64);
}

static inline void
roster_bits_unset (RosterBits *self, guint bit)
{
  self->words[bit / 64] &= ~(G_GUINT64_CONSTANT (1) << (bit % 64));
}

G_END_DECLS
