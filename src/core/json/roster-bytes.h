/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

#define ROSTER_BYTES_SIZE 16

/**
 * RosterBytes:
 *
 * Sixteen bytes of text that are looked at in one step. Comparing gives -1 for each byte that is
 * so and 0 for each that is not, as a #RosterBytesFound.
 */
typedef guint8 RosterBytes __attribute__ ((vector_size (ROSTER_BYTES_SIZE)));
typedef gint8 RosterBytesFound __attribute__ ((vector_size (ROSTER_BYTES_SIZE)));

/* The sixteen bytes at @text, which needs no alignment. */
static inline RosterBytes
roster_bytes_load (const char *text)
{
  RosterBytes bytes;

  memcpy (&bytes, text, ROSTER_BYTES_SIZE);
  return bytes;
}

/* Sixteen bytes of two numbers, whichever comes first: put together without going through memory.
 */
static inline RosterBytes
roster_bytes_join (guint64 a, guint64 b)
{
  typedef guint64 Halves __attribute__ ((vector_size (ROSTER_BYTES_SIZE)));

  return (RosterBytes)(Halves){ a, b };
}

/* The number of the first byte that was found, %ROSTER_BYTES_SIZE where none was. */
static inline guint
roster_bytes_get_first (RosterBytesFound found)
{
  guint64 halves[2];

  memcpy (halves, &found, sizeof halves);
  if (halves[0] != 0)
    return (guint)__builtin_ctzll (GUINT64_FROM_LE (halves[0])) / 8;
  if (halves[1] != 0)
    return 8 + (guint)__builtin_ctzll (GUINT64_FROM_LE (halves[1])) / 8;
  return ROSTER_BYTES_SIZE;
}

static inline gboolean
roster_bytes_is_any (RosterBytesFound found)
{
  guint64 halves[2];

  memcpy (halves, &found, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

G_END_DECLS
