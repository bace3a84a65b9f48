/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of rows: one bit each. */

#include "core/members/roster-row-set.h"

#include <string.h>

static guint
get_n_words (guint n_bits)
{
  return n_bits / 64 + (n_bits % 64 != 0);
}

/**
 * roster_row_set_new:
 * @n_bits: how many rows there are
 *
 * Returns: (transfer full): a set with no row in it
 */
RosterRowSet *
roster_row_set_new (guint n_bits)
{
  RosterRowSet *self = g_malloc0 (sizeof *self + get_n_words (n_bits) * sizeof self->words[0]);

  self->n_bits = n_bits;
  return self;
}

/**
 * roster_row_set_copy:
 * @self: a set
 *
 * Returns: (transfer full): the same rows
 */
RosterRowSet *
roster_row_set_copy (const RosterRowSet *self)
{
  RosterRowSet *copy = roster_row_set_new (self->n_bits);

  memcpy (copy->words, self->words, get_n_words (self->n_bits) * sizeof self->words[0]);
  return copy;
}

void
roster_row_set_free (RosterRowSet *self)
{
  g_free (self);
}

/**
 * roster_row_set_fill:
 * @self: a set
 *
 * Puts every row into the set.
 */
void
roster_row_set_fill (RosterRowSet *self)
{
  guint n_words = get_n_words (self->n_bits);

  memset (self->words, 0xff, n_words * sizeof self->words[0]);
  if (self->n_bits % 64 != 0)
    self->words[n_words - 1] = (G_GUINT64_CONSTANT (1) << (self->n_bits % 64)) - 1;
}

/**
 * roster_row_set_clear:
 * @self: a set
 *
 * Takes every row out of the set.
 */
void
roster_row_set_clear (RosterRowSet *self)
{
  memset (self->words, 0, get_n_words (self->n_bits) * sizeof self->words[0]);
}

/**
 * roster_row_set_add:
 * @self: a set
 * @other: one of the same size, whose rows are put into @self
 */
void
roster_row_set_add (RosterRowSet *self, const RosterRowSet *other)
{
  g_return_if_fail (self->n_bits == other->n_bits);

  for (guint i = 0; i < get_n_words (self->n_bits); i++)
    self->words[i] |= other->words[i];
}

gboolean
roster_row_set_equal (const RosterRowSet *self, const RosterRowSet *other)
{
  return self->n_bits == other->n_bits &&
         memcmp (self->words, other->words, get_n_words (self->n_bits) * sizeof self->words[0]) ==
             0;
}

/**
 * roster_row_set_count:
 * @self: a set
 *
 * Returns: how many rows are in it
 */
guint
roster_row_set_count (const RosterRowSet *self)
{
  return roster_row_set_count_common (self, self);
}

/**
 * roster_row_set_count_common:
 * @self: a set
 * @other: one of the same size
 *
 * Returns: how many rows are in both
 */
guint
roster_row_set_count_common (const RosterRowSet *self, const RosterRowSet *other)
{
  guint n = 0;

  g_return_val_if_fail (self->n_bits == other->n_bits, 0);

  for (guint i = 0; i < get_n_words (self->n_bits); i++)
    n += (guint)__builtin_popcountll (self->words[i] & other->words[i]);
  return n;
}

/**
 * roster_row_set_next:
 * @self: a set
 * @from: a row
 *
 * Returns: the first row of the set that is not below @from, or %G_MAXUINT
 */
guint
roster_row_set_next (const RosterRowSet *self, guint from)
{
  guint n_words = get_n_words (self->n_bits);
  guint word = from / 64;
  guint64 rest;

  if (from >= self->n_bits)
    return G_MAXUINT;

  rest = self->words[word] & (~G_GUINT64_CONSTANT (0) << (from % 64));
  while (rest == 0 && ++word < n_words)
    rest = self->words[word];
  return rest != 0 ? word * 64 + (guint)__builtin_ctzll (rest) : G_MAXUINT;
}
