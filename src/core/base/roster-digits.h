/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

#define ROSTER_DIGITS_MAX 18 /* fit into 64 bits */

/* Whether eight digits are at @at. All of them are looked at in one step: each has a 3 in its upper
 * half, also with 6 added to it. Two, four and then eight of them are put together in another one
 * each, the first of a pair being worth ten, a hundred, ten thousand times as much. */
static inline gboolean
roster_digits_read_eight (const char *at, guint64 *value)
{
  const guint64 every_byte = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 word;

  memcpy (&word, at, sizeof word);
  word = GUINT64_FROM_LE (word);
  if ((word & (word + every_byte * 0x06) & every_byte * 0xf0) != every_byte * 0x30)
    return FALSE;

  word = (word & every_byte * 0x0f) * (10 * 256 + 1) >> 8;
  word = (word & G_GUINT64_CONSTANT (0x00ff00ff00ff00ff)) * (100 * 65536 + 1) >> 16;
  word &= G_GUINT64_CONSTANT (0x0000ffff0000ffff);
  *value = (word * (10000 * (G_GUINT64_CONSTANT (1) << 32) + 1)) >> 32;

  return TRUE;
}

/**
 * roster_digits_read:
 * @at: where digits are expected
 * @end: behind the last byte there is
 * @value: (out): what they are worth
 *
 * Reads digits as far as they go.
 *
 * Returns: (nullable): behind the last of them, or %NULL where there are none or more than
 *   %ROSTER_DIGITS_MAX
 */
static inline const char *
roster_digits_read (const char *at, const char *end, gint64 *value)
{
  const char *start = at;
  guint64 sum = 0;

  if (end - at >= 8 && roster_digits_read_eight (at, &sum))
    at += 8;
  for (; at < end && *at >= '0' && *at <= '9'; at++)
    sum = sum * 10 + (guint64)(*at - '0');
  *value = (gint64)sum;

  return at > start && at - start <= ROSTER_DIGITS_MAX ? at : NULL;
}

G_END_DECLS
