/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells a CSV file from other text, and finds the cells that hold addresses. */

#include "roster-csv-table.h"

#include <string.h>

#define MAX_CELLS 1000000u /* beyond, it is read as other text, which takes no memory */
#define NO_COLUMN G_MAXUINT

struct _RosterCsvTable
{
  GPtrArray *cells; /* owned: (element-type utf8) */
};

/* What a header calls the column, in small letters and without what is not a letter. */
static const char *const column_names[] = {
  "email", "mail", "emailaddress", "mailaddress", "emails", "useremail", "workemail",
};

/* One cell; @p is behind it afterwards, at a delimiter, a line break or the end. */
static char *
read_cell (const char **p, char delimiter)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean quoted = **p == '"';

  if (quoted)
    (*p)++;
  for (; **p != '\0'; (*p)++)
    {
      if (quoted && **p == '"' && (*p)[1] == '"')
        (*p)++;
      else if (quoted && **p == '"')
        {
          quoted = FALSE;
          continue;
        }
      else if (!quoted && (**p == delimiter || **p == '\n' || **p == '\r'))
        break;
      g_string_append_c (cell, **p);
    }

  return g_strstrip (g_string_free (g_steal_pointer (&cell), FALSE));
}

/* One line that is not empty, or at most @max_cells of it; NULL at the end. */
static GPtrArray *
read_line (const char **p, char delimiter, guint max_cells)
{
  GPtrArray *line;

  while (**p == '\n' || **p == '\r')
    (*p)++;
  if (**p == '\0')
    return NULL;

  line = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (line, read_cell (p, delimiter));
  while (**p == delimiter && line->len < max_cells)
    {
      (*p)++;
      g_ptr_array_add (line, read_cell (p, delimiter));
    }

  return line;
}

/* The lines that are not empty, or NULL where there are too many cells. */
static GPtrArray *
read_lines (const char *text, char delimiter)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  const char *p = text;
  guint n_cells = 0;

  for (;;)
    {
      GPtrArray *line = read_line (&p, delimiter, MAX_CELLS - n_cells);

      if (line == NULL)
        return g_steal_pointer (&lines);

      g_ptr_array_add (lines, line);
      n_cells += line->len;
      if (n_cells >= MAX_CELLS)
        return NULL;
    }
}

static const char *
get_cell (GPtrArray *lines, guint line, guint column)
{
  GPtrArray *cells = g_ptr_array_index (lines, line);

  return column < cells->len ? g_ptr_array_index (cells, column) : "";
}

static gboolean
has_address (GPtrArray *lines, guint line, guint column)
{
  return strchr (get_cell (lines, line, column), '@') != NULL;
}

static gboolean
is_column_name (const char *cell)
{
  char letters[32];
  gsize n = 0;

  for (const char *p = cell; *p != '\0'; p++)
    {
      if (!g_ascii_isalpha (*p))
        continue;
      if (n == sizeof letters - 1)
        return FALSE;
      letters[n++] = g_ascii_tolower (*p);
    }
  letters[n] = '\0';

  for (gsize i = 0; i < G_N_ELEMENTS (column_names); i++)
    if (strcmp (letters, column_names[i]) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
has_one_column (GPtrArray *lines)
{
  for (guint line = 0; line < lines->len; line++)
    if (((GPtrArray *)g_ptr_array_index (lines, line))->len != 1)
      return FALSE;

  return TRUE;
}

/* The column that the first line says holds the addresses. */
static guint
find_named_column (GPtrArray *lines)
{
  GPtrArray *header = g_ptr_array_index (lines, 0);
  guint column = NO_COLUMN;

  if (header->len == 1 && !has_one_column (lines))
    return NO_COLUMN;

  for (guint i = 0; i < header->len; i++)
    {
      const char *cell = g_ptr_array_index (header, i);

      if (strchr (cell, '@') != NULL)
        return NO_COLUMN;
      if (column == NO_COLUMN && is_column_name (cell))
        column = i;
    }

  return column;
}

/* The delimiter that the first line has most of. */
static char
guess_delimiter (const char *text)
{
  static const char delimiters[] = ",;\t";
  gsize length = strcspn (text, "\r\n");
  char best = ',';
  guint most = 0;

  for (const char *d = delimiters; *d != '\0'; d++)
    {
      guint n = 0;

      for (gsize i = 0; i < length; i++)
        n += text[i] == *d;
      if (n > most)
        {
          most = n;
          best = *d;
        }
    }

  return best;
}

static guint
count_addresses (GPtrArray *lines, guint column)
{
  guint n = 0;

  for (guint line = 0; line < lines->len; line++)
    n += has_address (lines, line, column);

  return n;
}

/* Whether it can only be a table: all lines have as many cells, one column is all addresses (but
 * for the first line, where two more follow), and another has none. */
static gboolean
is_plain_table (GPtrArray *lines)
{
  guint n_columns = ((GPtrArray *)g_ptr_array_index (lines, 0))->len;
  gboolean has_full = FALSE;
  gboolean has_none = FALSE;

  if (lines->len < 2 || n_columns < 2)
    return FALSE;

  for (guint line = 0; line < lines->len; line++)
    if (((GPtrArray *)g_ptr_array_index (lines, line))->len != n_columns)
      return FALSE;

  for (guint column = 0; column < n_columns; column++)
    {
      guint n = count_addresses (lines, column);

      has_none |= n == 0;
      has_full |=
          n == lines->len || (n == lines->len - 1 && n >= 2 && !has_address (lines, 0, column));
    }

  return has_full && has_none;
}

static void
take_column (RosterCsvTable *self, GPtrArray *lines, guint column)
{
  for (guint line = 1; line < lines->len; line++)
    g_ptr_array_add (self->cells, g_strdup (get_cell (lines, line, column)));
}

static void
take_addresses (RosterCsvTable *self, GPtrArray *lines)
{
  for (guint line = 0; line < lines->len; line++)
    for (guint column = 0; column < ((GPtrArray *)g_ptr_array_index (lines, line))->len; column++)
      if (has_address (lines, line, column))
        g_ptr_array_add (self->cells, g_strdup (get_cell (lines, line, column)));
}

/**
 * roster_csv_table_new_for_addresses:
 * @text: valid UTF-8
 *
 * Commas, semicolons and tabs are known as delimiters.
 *
 * Returns: (transfer full) (nullable): the cells that should hold an address, or %NULL where @text
 *   is not clearly a table
 */
RosterCsvTable *
roster_csv_table_new_for_addresses (const char *text)
{
  g_autoptr (RosterCsvTable) self = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  guint column;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  text += strspn (text, "\r\n");
  lines = read_lines (text, guess_delimiter (text));
  if (lines == NULL || lines->len < 2)
    return NULL;

  self = g_new0 (RosterCsvTable, 1);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  column = find_named_column (lines);
  if (column != NO_COLUMN)
    take_column (self, lines, column);
  else if (is_plain_table (lines))
    take_addresses (self, lines);
  else
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * roster_csv_table_free:
 * @self: (nullable): a table
 */
void
roster_csv_table_free (RosterCsvTable *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->cells);
  g_free (self);
}

/**
 * roster_csv_table_get_n_cells:
 * @self: a table
 *
 * Returns: the number of cells that should hold an address
 */
guint
roster_csv_table_get_n_cells (RosterCsvTable *self)
{
  return self->cells->len;
}

/**
 * roster_csv_table_get_cell:
 * @self: a table
 * @position: below the number of cells
 *
 * Returns: (transfer none): the cell's text, trimmed
 */
const char *
roster_csv_table_get_cell (RosterCsvTable *self, guint position)
{
  return g_ptr_array_index (self->cells, position);
}
