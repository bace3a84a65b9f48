/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table sorted by one field. */

#include "core/members/roster-member-order.h"

#include <string.h>

#include "core/members/roster-memory.h"
#include "core/members/roster-string-arena.h"

/* Texts are compared by their first bytes, which is one comparison of numbers; only where those are
 * equal by the whole. Numbers have no text. */
typedef struct
{
  guint64 key;
  const char *text; /* (nullable) */
  guint32 row;
} Entry;

/* The first eight bytes, the first one weighing most, so that numbers compare as strcmp does. */
static guint64
get_prefix (const char *text)
{
  guint64 prefix = 0;
  gsize length = strnlen (text, sizeof prefix);

  memcpy (&prefix, text, length);
  return GUINT64_FROM_BE (prefix);
}

/* Owners first: it is they who matter most. */
static guint
get_role_rank (const RosterMember *member)
{
  switch (roster_member_get_role (member))
    {
    case ROSTER_ROLE_OWNER:
      return 0;
    case ROSTER_ROLE_USER:
      return 1;
    case ROSTER_ROLE_READER:
      return 2;
    case ROSTER_ROLE_OTHER:
    default:
      return 3;
    }
}

static guint64
get_number (const RosterMember *member, RosterMemberField field)
{
  switch (roster_member_fields[field].type)
    {
    case ROSTER_FIELD_TYPE_ROLE:
      return get_role_rank (member);
    case ROSTER_FIELD_TYPE_FLAG:
      return roster_member_get_flag (member, field);
    case ROSTER_FIELD_TYPE_TIME:
      /* Never, the least of all numbers, becomes 0. */
      return (guint64)roster_member_get_time (member, field) ^ (G_GUINT64_CONSTANT (1) << 63);
    case ROSTER_FIELD_TYPE_TEXT:
    case ROSTER_FIELD_TYPE_KEY:
    default:
      return 0;
    }
}

static const char *
get_text (const RosterMember *member, RosterMemberField field)
{
  switch (roster_member_fields[field].type)
    {
    case ROSTER_FIELD_TYPE_TEXT:
    case ROSTER_FIELD_TYPE_KEY:
      return field == ROSTER_FIELD_NAME ? roster_member_get_label (member)
                                        : roster_member_get_text (member, field);
    case ROSTER_FIELD_TYPE_ROLE:
      return get_role_rank (member) == 3 ? member->role : NULL;
    case ROSTER_FIELD_TYPE_FLAG:
    case ROSTER_FIELD_TYPE_TIME:
    default:
      return NULL;
    }
}

/* Names and addresses sort as the person’s language does, whatever their case; ids by their bytes.
 */
static const char *
store_key (RosterStringArena *keys, const char *text, RosterMemberField field)
{
  g_autofree char *valid = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *key = NULL;

  if (roster_member_fields[field].type == ROSTER_FIELD_TYPE_KEY)
    return text;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  folded = g_utf8_casefold (text, -1);
  key = g_utf8_collate_key (folded, -1);
  return roster_string_arena_store (keys, key);
}

static gint
compare_entries (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Entry *entry_a = a;
  const Entry *entry_b = b;

  if (entry_a->key != entry_b->key)
    return entry_a->key < entry_b->key ? -1 : 1;
  if (entry_a->text == NULL || entry_b->text == NULL)
    return 0;
  return strcmp (entry_a->text, entry_b->text);
}

static Entry *
make_entries (RosterMemberTable *table, RosterMemberField field, RosterStringArena *keys)
{
  guint n_rows = roster_member_table_get_n_members (table);
  Entry *entries = roster_memory_new_array (Entry, n_rows);

  for (guint row = 0; row < n_rows; row++)
    {
      const RosterMember *member = roster_member_table_get (table, row);
      const char *text = get_text (member, field);

      entries[row].row = row;
      entries[row].text = text != NULL ? store_key (keys, text, field) : NULL;
      entries[row].key = text != NULL && field != ROSTER_FIELD_ROLE ? get_prefix (entries[row].text)
                                                                    : get_number (member, field);
    }
  return entries;
}

/**
 * roster_member_order_new:
 * @table: a table; it is not needed afterwards
 * @field: what to sort by
 *
 * Sorts (names: about a second for a million members, so call it in a thread where there may be
 * many). Somebody who never signed in comes first by %ROSTER_FIELD_LAST_SIGN_IN, as the oldest.
 *
 * Returns: (transfer full): the order
 */
RosterMemberOrder *
roster_member_order_new (RosterMemberTable *table, RosterMemberField field)
{
  RosterMemberOrder *self = g_new0 (RosterMemberOrder, 1);
  RosterStringArena keys;
  Entry *entries = NULL;

  self->n_rows = roster_member_table_get_n_members (table);
  self->rows = roster_memory_new_array (guint32, self->n_rows);
  self->ties = roster_row_set_new (self->n_rows);
  if (self->n_rows == 0)
    return self;

  roster_string_arena_init (&keys);
  entries = make_entries (table, field, &keys);
  /* This sort is a merge sort: equal ones keep their order. */
  g_qsort_with_data (entries, (gint)self->n_rows, sizeof (Entry), compare_entries, NULL);

  for (guint i = 0; i < self->n_rows; i++)
    {
      self->rows[i] = entries[i].row;
      if (i > 0 && compare_entries (&entries[i - 1], &entries[i], NULL) == 0)
        roster_row_set_set (self->ties, i);
    }
  roster_memory_free_array (entries, self->n_rows);
  roster_string_arena_clear (&keys);

  return self;
}

void
roster_member_order_free (RosterMemberOrder *self)
{
  roster_memory_free_array (self->rows, self->n_rows);
  roster_row_set_free (self->ties);
  g_free (self);
}

/* Those shown of a part of the order, and how many these are. No branch hangs on who is shown: half
 * of all of them would be guessed wrong. What is written in vain is written over by the next, and
 * where none is left nothing is written. */
static guint
copy_shown (
    const guint32 *part, guint n_rows, const RosterRowSet *shown, guint n_left, guint32 *rows)
{
  guint n = 0;

  for (guint i = 0; i < n_rows && n < n_left; i++)
    {
      rows[n] = part[i];
      n += (guint)roster_row_set_get (shown, part[i]);
    }
  return n;
}

/**
 * roster_member_order_copy:
 * @self: an order
 * @shown: the rows to take
 * @descending: from the end; rows that are equal keep the table's order even so
 * @rows: (out): where they go
 * @n_shown: as many places as @rows has, and rows as @shown has
 */
void
roster_member_order_copy (const RosterMemberOrder *self,
                          const RosterRowSet *shown,
                          gboolean descending,
                          guint32 *rows,
                          guint n_shown)
{
  guint n = 0;

  g_return_if_fail (shown->n_bits == self->n_rows);

  if (n_shown == 0)
    return;
  if (!descending)
    {
      if (n_shown == self->n_rows)
        memcpy (rows, self->rows, n_shown * sizeof *rows);
      else
        copy_shown (self->rows, self->n_rows, shown, n_shown, rows);
      return;
    }

  for (guint end = self->n_rows; n < n_shown;)
    {
      guint start = end - 1;

      while (start > 0 && roster_row_set_get (self->ties, start))
        start--;
      n += copy_shown (self->rows + start, end - start, shown, n_shown - n, rows + n);
      end = start;
    }
}
