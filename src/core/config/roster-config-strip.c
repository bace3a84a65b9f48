/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A threatstack.cfg without its key: where it is set, and where a comment still has it. */

#include "core/config/roster-config-file.h"

#include <string.h>

#include "core/config/roster-config-text.h"

#define API_KEY "TS_API_KEY"

/* Shorter ones may be a part of any word. */
#define MIN_KEY 8
/* How many keys are looked for in the comments; a file that is read without a problem has one. */
#define MAX_KEYS 16

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const RosterConfigSpan *first = a;
  const RosterConfigSpan *second = b;

  return first->start < second->start ? -1 : first->start > second->start;
}

static gboolean
is_name_character (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == ' ' || c == '\t';
}

/* What a comment sets: all behind the = or : of “# TS_API_KEY = old”, also of “#TS_API_KEY_OLD: …”.
 */
static void
find_commented (const char *data, RosterConfigSpan comment, GArray *found)
{
  const char *end = data + comment.start + comment.length;
  const gsize length = strlen (API_KEY);

  for (const char *p = data + comment.start; p + length < end; p++)
    {
      const char *value = p + length;

      if (g_ascii_strncasecmp (p, API_KEY, length) != 0)
        continue;
      while (value < end && is_name_character (*value))
        value++;
      if (value == end || (*value != '=' && *value != ':'))
        continue;
      value++;
      while (value < end && g_ascii_isspace (*value))
        value++;
      /* <> of the sample file is no key. */
      if (value < end && (*value != '<' || end[-1] != '>'))
        {
          const RosterConfigSpan span = { (gsize)(value - data), (gsize)(end - value) };

          g_array_append_val (found, span);
        }
      return;
    }
}

/* The key itself, whatever the comment calls it. What makes the line a comment stays. */
static void
find_copies (const char *data, RosterConfigSpan comment, RosterConfigSpan key, GArray *found)
{
  const char *p = data + comment.start + 1;
  const char *end = data + comment.start + comment.length;

  if (key.length < MIN_KEY)
    return;
  while ((p = memmem (p, (gsize)(end - p), data + key.start, key.length)) != NULL)
    {
      const RosterConfigSpan span = { (gsize)(p - data), key.length };

      g_array_append_val (found, span);
      p += key.length;
    }
}

/**
 * roster_config_file_strip_key:
 * @data: (array length=length): the bytes of a file
 * @length: in bytes
 * @from_comments: (out) (optional): whether a comment had a key as well
 *
 * Takes the value of each TS_API_KEY out, also of one that stands in a comment, and the same bytes
 * where else a comment has them.
 *
 * Returns: (transfer full): all other bytes, as they were
 */
GBytes *
roster_config_file_strip_key (const char *data, gsize length, gboolean *from_comments)
{
  g_autoptr (RosterConfigText) text = roster_config_text_parse (data, length);
  g_autoptr (GArray) spans = g_array_copy (text->keys);
  const guint n_keys = spans->len;
  GByteArray *rest = g_byte_array_sized_new ((guint)length);
  gsize position = 0;

  for (guint i = 0; i < text->comments->len; i++)
    {
      const RosterConfigSpan comment = g_array_index (text->comments, RosterConfigSpan, i);

      find_commented (data, comment, spans);
      for (guint k = 0; k < MIN (n_keys, MAX_KEYS); k++)
        find_copies (data, comment, g_array_index (spans, RosterConfigSpan, k), spans);
    }
  if (from_comments != NULL)
    *from_comments = spans->len > n_keys;

  /* Two of them may overlap. */
  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      const RosterConfigSpan *span = &g_array_index (spans, RosterConfigSpan, i);

      if (span->start > position)
        g_byte_array_append (rest, (const guint8 *)data + position,
                             (guint)(span->start - position));
      position = MAX (position, span->start + span->length);
    }
  g_byte_array_append (rest, (const guint8 *)data + position, (guint)(length - position));
  return g_byte_array_free_to_bytes (rest);
}
