/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one reader of people, whatever is to be done with them: lists, tables, arguments. Nothing is
 * passed over in silence, and no address is taken out of the middle of something that was not
 * understood: that becomes a person with a problem. */

#include "core/recipients/roster-people-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/recipients/roster-people-list.h"
#include "core/recipients/roster-people-table.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* The rest would be passed over. */
static void
check_number (RosterPeople *people)
{
  if (people->persons->len >= ROSTER_PEOPLE_MAX && people->problem == NULL)
    people->problem = g_strdup (_ ("This is longer than a list of people can be."));
}

void
roster_people_reader_add_argument (RosterPeople *people, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  roster_people_list_read (valid, 0, people->kind, people->persons);
  check_number (people);
}

static void
add_block (RosterPeople *people, const char *text, guint line)
{
  if (!roster_people_table_read (text, line, people))
    roster_people_list_read (text, line, people->kind, people->persons);
  check_number (people);
}

/* The end of the line, and of its line break in @next. */
static const char *
find_line_end (const char *line, const char **next)
{
  const char *end = line + strcspn (line, "\r\n");

  *next = end + (end[0] == '\r' && end[1] == '\n' ? 2 : *end != '\0' ? 1 : 0);

  return end;
}

void
roster_people_reader_add_text (RosterPeople *people, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *block = valid;
  const char *next;
  gboolean after_empty = FALSE;
  guint line = 1;
  guint block_line = 1;

  while (g_str_has_prefix (block, BYTE_ORDER_MARK))
    block += strlen (BYTE_ORDER_MARK);

  for (const char *p = block; *p != '\0'; p = next, line++)
    {
      const char *end = find_line_end (p, &next);
      g_autofree char *header = after_empty ? g_strndup (p, (gsize)(end - p)) : NULL;

      if (header != NULL && roster_people_table_is_header (header))
        {
          g_autofree char *before = g_strndup (block, (gsize)(p - block));

          add_block (people, before, block_line);
          block = p;
          block_line = line;
        }
      after_empty = end == p;
    }
  add_block (people, block, block_line);
  roster_people_refuse_two_roles (people);
}
