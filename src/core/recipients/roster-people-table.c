/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns of a table say who is meant, and whom each row names. */

#include "core/recipients/roster-people-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/roster-text.h"
#include "core/members/roster-member.h"
#include "core/recipients/roster-people-columns.h"
#include "core/recipients/roster-people-list.h"
#include "core/recipients/roster-people-sheet.h"
#include "core/recipients/roster-people-words.h"

#define NO_COLUMN G_MAXUINT
#define MAX_COLUMNS 1000u

typedef struct
{
  RosterPeopleSheet *sheet; /* borrowed */
  RosterPeople *people;     /* borrowed */
  gboolean has_header;
  guint n_columns;
  guint columns[ROSTER_PEOPLE_COLUMN_ROLE + 1]; /* by what they hold, or NO_COLUMN */
} Table;

static guint
count_rows (Table *self)
{
  return roster_people_sheet_get_n_rows (self->sheet);
}

static const char *
get_cell (Table *self, guint row, guint column)
{
  return column != NO_COLUMN ? roster_people_sheet_get_cell (self->sheet, row, column) : "";
}

static gboolean
has_at (Table *self, guint row, guint column)
{
  return strchr (get_cell (self, row, column), '@') != NULL;
}

/* Whether a cell below the header has an @. */
static gboolean
is_candidate (Table *self, guint column)
{
  for (guint row = self->has_header ? 1 : 0; row < count_rows (self); row++)
    if (has_at (self, row, column))
      return TRUE;

  return FALSE;
}

static guint
count_candidates (Table *self, guint *first, guint *second)
{
  guint n = 0;

  *first = *second = NO_COLUMN;
  for (guint column = 0; column < self->n_columns; column++)
    if (is_candidate (self, column))
      {
        *(n == 0 ? first : second) = n < 2 ? column : *second;
        n++;
      }

  return n;
}

static gboolean
row_has_at (Table *self, guint row)
{
  for (guint column = 0; column < roster_people_sheet_get_n_cells (self->sheet, row); column++)
    if (has_at (self, row, column))
      return TRUE;

  return FALSE;
}

static char *
describe_column (Table *self, guint column)
{
  g_autofree char *name = roster_text_display (get_cell (self, 0, column));

  if (self->has_header && *name != '\0')
    return g_strdup (name);

  return g_strdup_printf ("%u", column + 1);
}

/* Takes the whole table back: who is meant is not certain. */
static void
refuse_columns (Table *self, guint one, guint other)
{
  g_autofree char *first = describe_column (self, one);
  g_autofree char *second = describe_column (self, other);

  g_free (self->people->problem);
  self->people->problem = g_strdup_printf (
      /* Translators: %1$s and %2$s are the headers, or the numbers, of two columns of a table */
      _ ("The columns “%1$s” and “%2$s” both hold addresses, and no header says which of them is "
         "meant: leave one out, or call the right one “email”."),
      first, second);
}

static gboolean
has_named_column (Table *self)
{
  return self->columns[ROSTER_PEOPLE_COLUMN_ADDRESS] != NO_COLUMN ||
         self->columns[ROSTER_PEOPLE_COLUMN_ID] != NO_COLUMN ||
         (self->columns[ROSTER_PEOPLE_COLUMN_SIGN_IN_NAME] != NO_COLUMN &&
          is_candidate (self, self->columns[ROSTER_PEOPLE_COLUMN_SIGN_IN_NAME]));
}

static gboolean
has_even_rows (Table *self, guint from)
{
  for (guint row = from; row < count_rows (self); row++)
    if (roster_people_sheet_get_n_cells (self->sheet, row) != self->n_columns)
      return FALSE;

  return TRUE;
}

/* Reads the header; FALSE where two columns are called the same. */
static gboolean
name_columns (Table *self)
{
  for (guint column = 0; column < self->n_columns; column++)
    {
      const RosterPeopleColumn kind = roster_people_columns_identify (get_cell (self, 0, column));

      if (kind == ROSTER_PEOPLE_COLUMN_OTHER)
        continue;
      if (self->columns[kind] == NO_COLUMN)
        self->columns[kind] = column;
      else if (kind == ROSTER_PEOPLE_COLUMN_ADDRESS && is_candidate (self, column))
        {
          if (is_candidate (self, self->columns[kind]))
            {
              refuse_columns (self, self->columns[kind], column);
              return FALSE;
            }
          self->columns[kind] = column;
        }
    }

  return TRUE;
}

/* Whether each cell of the column names one person and is all of a cell. */
static gboolean
is_clean (Table *self, guint column)
{
  for (guint row = self->has_header ? 1 : 0; row < count_rows (self); row++)
    {
      g_autoptr (GPtrArray) found =
          g_ptr_array_new_with_free_func ((GDestroyNotify)roster_person_free);

      roster_people_list_read (get_cell (self, row, column), 0, ROSTER_PEOPLE_ADDRESSES, found);
      if (found->len != 1 || ((RosterPerson *)found->pdata[0])->problem != NULL)
        return FALSE;
    }

  return TRUE;
}

/* Without a header, a column of roles is known by its cells. */
static void
find_roles (Table *self)
{
  for (guint column = 0; column < self->n_columns; column++)
    {
      gboolean all = TRUE;

      for (guint row = 0; row < count_rows (self) && all; row++)
        all = roster_role_from_string (get_cell (self, row, column)) != ROSTER_ROLE_OTHER;
      if (all)
        self->columns[ROSTER_PEOPLE_COLUMN_ROLE] = column;
    }
}

/* A table whose first line does not say what it holds: all lines have as many cells, and there is
 * one column, or several, of addresses beside others. A single line is a table where its delimiter
 * is none of lists. */
static gboolean
is_plain_table (Table *self)
{
  const char delimiter = roster_people_sheet_get_delimiter (self->sheet);
  const guint n_rows = count_rows (self);
  guint first, second, n;

  if (self->n_columns < 2 || !has_even_rows (self, 1))
    return FALSE;

  self->has_header = n_rows > 1 && !row_has_at (self, 0);
  n = count_candidates (self, &first, &second);
  if (n == 0 || (n == self->n_columns && !self->has_header))
    return FALSE;
  if (self->has_header && n == 1 && n_rows == 2 && self->people->kind == ROSTER_PEOPLE_ADDRESSES)
    return FALSE;
  if (!self->has_header && n_rows == 1 && delimiter != '\t' && delimiter != '|')
    return FALSE;
  for (guint column = 0; column < self->n_columns; column++)
    if (is_candidate (self, column) && !is_clean (self, column))
      return FALSE;
  if (n > 1)
    {
      refuse_columns (self, first, second);
      return TRUE;
    }
  self->columns[ROSTER_PEOPLE_COLUMN_ADDRESS] = first;
  if (!self->has_header)
    find_roles (self);

  return TRUE;
}

/* The column of the address, where the header does not say it. */
static void
choose_address (Table *self)
{
  guint *address = &self->columns[ROSTER_PEOPLE_COLUMN_ADDRESS];
  const guint sign_in = self->columns[ROSTER_PEOPLE_COLUMN_SIGN_IN_NAME];
  guint first, second;

  if (*address != NO_COLUMN)
    return;
  if (sign_in != NO_COLUMN && is_candidate (self, sign_in))
    {
      *address = sign_in;
      return;
    }
  if (self->columns[ROSTER_PEOPLE_COLUMN_ID] != NO_COLUMN &&
      self->people->kind != ROSTER_PEOPLE_ADDRESSES)
    return;
  if (count_candidates (self, &first, &second) > 1)
    refuse_columns (self, first, second);
  *address = first;
  if (first == NO_COLUMN && self->people->problem == NULL)
    self->people->problem = g_strdup (_ ("The table has no column of email addresses."));
}

static void
note_left_out (Table *self)
{
  for (guint column = 0; column < self->n_columns && self->has_header; column++)
    {
      const char *name = get_cell (self, 0, column);
      gboolean used = *name == '\0';

      for (gsize i = 0; i < G_N_ELEMENTS (self->columns); i++)
        used |= i != ROSTER_PEOPLE_COLUMN_SIGN_IN_NAME && self->columns[i] == column;
      if (!used)
        g_ptr_array_add (self->people->left_out, roster_text_display (name));
    }
}

static char *
dup_name (Table *self, guint row)
{
  const char *name = get_cell (self, row, self->columns[ROSTER_PEOPLE_COLUMN_NAME]);
  const char *first = get_cell (self, row, self->columns[ROSTER_PEOPLE_COLUMN_FIRST_NAME]);
  const char *last = get_cell (self, row, self->columns[ROSTER_PEOPLE_COLUMN_LAST_NAME]);

  if (*name != '\0')
    return g_strdup (name);

  return g_strconcat (first, *first != '\0' && *last != '\0' ? " " : "", last, NULL);
}

/* (nullable): why the row is not understood */
static char *
read_address (Table *self, guint row, RosterPerson *person)
{
  const char *cell = get_cell (self, row, self->columns[ROSTER_PEOPLE_COLUMN_ADDRESS]);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)roster_person_free);
  const RosterPerson *one;

  roster_people_list_read (cell, 0, ROSTER_PEOPLE_ADDRESSES, found);
  if (found->len == 0)
    return NULL;
  one = g_ptr_array_index (found, 0);
  if (found->len > 1 || one->problem != NULL)
    return g_strdup (_ ("This is not an email address."));
  person->email = g_strdup (one->email);
  roster_person_set_name (person, one->name);

  return NULL;
}

static char *
read_id (Table *self, guint row, RosterPerson *person)
{
  const char *cell = get_cell (self, row, self->columns[ROSTER_PEOPLE_COLUMN_ID]);

  if (*cell == '\0' || self->people->kind == ROSTER_PEOPLE_ADDRESSES)
    return NULL;
  if (!roster_people_words_is_id (cell))
    return g_strdup (_ ("This is not a user id."));
  person->id = g_strdup (cell);

  return NULL;
}

static char *
read_role (Table *self, guint row, RosterPerson *person)
{
  const char *cell = get_cell (self, row, self->columns[ROSTER_PEOPLE_COLUMN_ROLE]);
  g_autofree char *folded = g_utf8_casefold (cell, -1);
  g_autofree char *shown = NULL;

  if (*cell == '\0' || self->people->kind == ROSTER_PEOPLE_MEMBERS)
    return NULL;
  for (guint i = 0; i < ROSTER_ROLE_OTHER; i++)
    {
      const char *word = roster_role_to_string ((RosterRole)i);
      g_autofree char *label = g_utf8_casefold (roster_role_get_label ((RosterRole)i), -1);

      if (g_str_equal (folded, word) || g_str_equal (folded, label))
        {
          person->role = g_strdup (word);
          return NULL;
        }
    }
  shown = roster_text_display (cell);

  /* Translators: %s is what stands in a table where a role should be. */
  return g_strdup_printf (_ ("“%s” is no role: it has to be owner, user or reader."), shown);
}

/* Cells beyond the header's move all of the row: nobody can tell which one is the address. */
static gboolean
is_too_long (Table *self, guint row)
{
  for (guint i = self->n_columns; i < roster_people_sheet_get_n_cells (self->sheet, row); i++)
    if (*get_cell (self, row, i) != '\0')
      return TRUE;

  return FALSE;
}

static char *
read_row (Table *self, guint row, RosterPerson *person)
{
  g_autofree char *problem = NULL;
  g_autofree char *name = dup_name (self, row);

  if (is_too_long (self, row))
    return g_strdup (_ ("This line has more cells than the first one."));
  problem = read_id (self, row, person);
  if (problem == NULL)
    problem = read_address (self, row, person);
  if (problem == NULL)
    problem = read_role (self, row, person);
  if (problem != NULL)
    return g_steal_pointer (&problem);
  if (person->id == NULL && person->email == NULL)
    return g_strdup (self->people->kind == ROSTER_PEOPLE_IDS ? _ ("This line has no user id.")
                                                             : _ ("This line has no address."));
  if (person->id == NULL && self->people->kind == ROSTER_PEOPLE_IDS)
    return g_strdup (_ ("This is an email address: invite them, or give their user id."));
  roster_person_set_name (person, name);

  return NULL;
}

static void
read_rows (Table *self)
{
  for (guint row = self->has_header ? 1 : 0; row < count_rows (self); row++)
    {
      g_autofree char *text = roster_people_sheet_dup_row (self->sheet, row);
      RosterPerson *person =
          roster_person_new (roster_people_sheet_get_line (self->sheet, row), text);
      g_autofree char *problem = read_row (self, row, person);

      if (problem != NULL)
        roster_person_refuse (person, problem);
      else
        {
          g_free (person->text);
          person->text = g_strdup (person->email != NULL ? person->email : person->id);
        }
      g_ptr_array_add (self->people->persons, person);
      if (self->people->persons->len >= ROSTER_PEOPLE_MAX)
        return;
    }
}

static void
table_init (Table *self, RosterPeopleSheet *sheet, RosterPeople *people)
{
  *self = (Table){ .sheet = sheet, .people = people };
  self->n_columns = MIN (roster_people_sheet_get_n_cells (sheet, 0), MAX_COLUMNS);
  for (gsize i = 0; i < G_N_ELEMENTS (self->columns); i++)
    self->columns[i] = NO_COLUMN;
}

/* Whether the first line says what a column holds; of one column, no line has more. */
static gboolean
has_known_header (Table *self)
{
  self->has_header = count_rows (self) > 1 && !row_has_at (self, 0) &&
                     (self->n_columns > 1 || has_even_rows (self, 1));
  if (!self->has_header)
    return FALSE;
  if (!name_columns (self))
    return TRUE;

  return has_named_column (self);
}

gboolean
roster_people_table_read (const char *text, guint line, RosterPeople *people)
{
  g_autoptr (RosterPeopleSheet) sheet = roster_people_sheet_new (text, line);
  Table self;

  if (sheet == NULL)
    return FALSE;

  table_init (&self, sheet, people);
  if (has_known_header (&self))
    choose_address (&self);
  else if (!is_plain_table (&self))
    return FALSE;
  if (people->problem != NULL)
    return TRUE;
  note_left_out (&self);
  read_rows (&self);

  return TRUE;
}

gboolean
roster_people_table_is_header (const char *line)
{
  g_autoptr (RosterPeopleSheet) sheet = roster_people_sheet_new (line, 1);
  gboolean named = FALSE;

  if (sheet == NULL || strchr (line, '@') != NULL)
    return FALSE;
  for (guint i = 0; i < roster_people_sheet_get_n_cells (sheet, 0); i++)
    named |= roster_people_columns_identify (roster_people_sheet_get_cell (sheet, 0, i)) ==
             ROSTER_PEOPLE_COLUMN_ADDRESS;

  return named && roster_people_sheet_get_n_cells (sheet, 0) > 1;
}
