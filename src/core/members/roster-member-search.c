/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search text of a table: one line of folded text a member, found by scanning. */

#include "core/members/roster-member-search.h"

#include <string.h>

#include "core/members/roster-memory.h"
#include "core/members/roster-text-find.h"

/* Of each name, address and id this many bytes are searched; nobody’s is longer in earnest. */
#define MAX_FIELD_BYTES 4096

/* More than most rows have. */
#define TYPICAL_BYTES 96

struct _RosterMemberSearch
{
  guint n_rows;
  char *text;      /* owned: every row’s fields, each ended by a new line, each row by a NUL; and
                    * ROSTER_TEXT_FIND_ROOM bytes more */
  gsize size;      /* of text, in bytes */
  gsize used;      /* of them */
  guint64 *starts; /* owned: where each row starts in text; n_rows + 1 places */
};

static gboolean
append_ascii (GString *text, const char *field, gsize length)
{
  gsize start = text->len;

  g_string_set_size (text, start + length);
  for (gsize i = 0; i < length; i++)
    {
      if (field[i] & 0x80)
        {
          g_string_truncate (text, start);
          return FALSE;
        }
      text->str[start + i] = g_ascii_tolower (field[i]);
    }
  return TRUE;
}

/* Case, accents and compatibility forms are folded away: “muller” finds “Müller”. */
static void
append_unicode (GString *text, const char *field, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (field, (gssize)length);
  g_autofree char *folded = g_utf8_casefold (valid, -1);
  g_autofree char *decomposed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);

  if (decomposed == NULL)
    return;

  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_type (c) != G_UNICODE_NON_SPACING_MARK)
        g_string_append_unichar (text, c);
    }
}

static void
append_folded (GString *text, const char *field)
{
  gsize length = strnlen (field, MAX_FIELD_BYTES);

  if (!append_ascii (text, field, length))
    append_unicode (text, field, length);
}

/* Finds the row that holds the place, which lies at or behind the row given: hits come in order. */
static guint
find_row (RosterMemberSearch *self, guint row, guint64 place)
{
  guint step = 1;
  guint end;

  while (row + step <= self->n_rows && self->starts[row + step] <= place)
    {
      row += step;
      step *= 2;
    }

  end = MIN (row + step, self->n_rows);
  while (end - row > 1)
    {
      guint middle = row + (end - row) / 2;

      if (self->starts[middle] <= place)
        row = middle;
      else
        end = middle;
    }
  return row;
}

static gboolean
row_has_all (RosterMemberSearch *self, guint row, char **words)
{
  const char *text = self->text + self->starts[row];
  const char *end = self->text + self->starts[row + 1];

  for (guint i = 0; words[i] != NULL; i++)
    if (roster_text_find (text, end, words[i], strlen (words[i])) == NULL)
      return FALSE;
  return TRUE;
}

/* Puts those into the set that have all words. */
static void
scan (RosterMemberSearch *self, char **words, RosterRowSet *found)
{
  const gsize length = strlen (words[0]);
  const char *end = self->text + self->starts[self->n_rows];
  const char *p = self->text;
  guint row = 0;

  while ((p = roster_text_find (p, end, words[0], length)) != NULL)
    {
      row = find_row (self, row, (guint64)(p - self->text));
      if (row_has_all (self, row, words + 1))
        roster_row_set_set (found, row);
      p = self->text + self->starts[row + 1];
    }
}

static gint
compare_lengths (gconstpointer a, gconstpointer b)
{
  gsize length_a = strlen (*(const char *const *)a);
  gsize length_b = strlen (*(const char *const *)b);

  return (length_a < length_b) - (length_a > length_b);
}

/* The words of the query, folded, the longest (which is the rarest) first. */
static GStrv
split_words (const char *query)
{
  g_autofree char *folded = roster_member_search_fold (query);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const char *start = NULL;
  const char *p = folded;

  for (;; p = g_utf8_next_char (p))
    {
      gboolean inside = *p != '\0' && !g_unichar_isspace (g_utf8_get_char (p));

      if (inside && start == NULL)
        start = p;
      if (!inside && start != NULL)
        {
          g_ptr_array_add (words, g_strndup (start, (gsize)(p - start)));
          start = NULL;
        }
      if (*p == '\0')
        break;
    }

  g_ptr_array_sort (words, compare_lengths);
  g_ptr_array_add (words, NULL);
  return (GStrv)g_ptr_array_steal (words, NULL);
}

static void
append (RosterMemberSearch *self, const char *text, gsize length)
{
  if (self->size - self->used < length)
    {
      const gsize size = MAX (self->size * 2, self->used + length);
      char *larger = roster_memory_new (size);

      memcpy (larger, self->text, self->used);
      roster_memory_free (self->text, self->size);
      self->text = larger;
      self->size = size;
    }
  memcpy (self->text + self->used, text, length);
  self->used += length;
}

static void
fold_member (const RosterMember *member, GString *line)
{
  g_string_truncate (line, 0);
  append_folded (line, member->display_name);
  g_string_append_c (line, '\n');
  append_folded (line, member->email);
  g_string_append_c (line, '\n');
  append_folded (line, member->id);
  g_string_append_c (line, '\0');
}

/**
 * roster_member_search_new:
 * @table: a table; it is not needed afterwards
 *
 * Folds the text of all members (about 50 ms for 100 000 of them: call it in a thread where there
 * may be many).
 *
 * Returns: (transfer full): the search text
 */
RosterMemberSearch *
roster_member_search_new (RosterMemberTable *table)
{
  const char room[ROSTER_TEXT_FIND_ROOM] = { 0 };
  g_autoptr (GString) line = g_string_new (NULL);
  RosterMemberSearch *self = g_new0 (RosterMemberSearch, 1);

  self->n_rows = roster_member_table_get_n_members (table);
  self->starts = roster_memory_new_array (guint64, (gsize)self->n_rows + 1);
  /* What is not used of it takes no memory. */
  self->size = ((gsize)self->n_rows + 1) * TYPICAL_BYTES;
  self->text = roster_memory_new (self->size);

  for (guint row = 0; row < self->n_rows; row++)
    {
      self->starts[row] = self->used;
      fold_member (roster_member_table_get (table, row), line);
      append (self, line->str, line->len);
    }
  self->starts[self->n_rows] = self->used;
  append (self, room, sizeof room);

  return self;
}

void
roster_member_search_free (RosterMemberSearch *self)
{
  roster_memory_free (self->text, self->size);
  roster_memory_free_array (self->starts, (gsize)self->n_rows + 1);
  g_free (self);
}

/**
 * roster_member_search_find:
 * @self: a search text
 * @words: what to look for: words separated by spaces, in any case and order
 * @found: a set as large as the table; it gets the rows where every word stands in the name, the
 *   address or the id: all of them where there is no word
 */
void
roster_member_search_find (RosterMemberSearch *self, const char *words, RosterRowSet *found)
{
  g_auto (GStrv) needles = NULL;

  g_return_if_fail (found->n_bits == self->n_rows);

  needles = split_words (words);
  if (needles[0] == NULL)
    {
      roster_row_set_fill (found);
      return;
    }

  roster_row_set_clear (found);
  scan (self, needles, found);
}

/**
 * roster_member_search_fold:
 * @text: text
 *
 * Returns: @text with case, accents and compatibility forms folded away, as the search compares it
 */
char *
roster_member_search_fold (const char *text)
{
  GString *folded = g_string_new (NULL);

  append_folded (folded, text);
  return g_string_free (folded, FALSE);
}
