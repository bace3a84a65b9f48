/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a text apart into cells. */

#include "core/recipients/roster-people-sheet.h"

#include <string.h>

#include "core/base/roster-address-key.h"

#define MAX_CELLS 1000000u /* beyond, it is read as other text, which takes no memory */

typedef struct
{
  GPtrArray *cells; /* owned: (element-type utf8) */
  guint line;
} Row;

struct _RosterPeopleSheet
{
  GArray *rows; /* owned: (element-type Row) */
  char delimiter;
};

typedef struct
{
  const char *p;
  guint line;
  char delimiter;
  gboolean failed; /* a quote is not closed */
} Reader;

static void
row_clear (gpointer data)
{
  g_ptr_array_unref (((Row *)data)->cells);
}

/* Over one line break. */
static void
skip_line_break (Reader *self)
{
  self->p += self->p[0] == '\r' && self->p[1] == '\n' ? 2 : 1;
  self->line++;
}

static gboolean
ends_cell (Reader *self)
{
  return *self->p == '\0' || *self->p == self->delimiter || *self->p == '\n' || *self->p == '\r';
}

/* What stands in quotes, with the reader behind them. */
static char *
read_quoted (Reader *self)
{
  g_autoptr (GString) cell = g_string_new (NULL);

  for (self->p++; *self->p != '\0'; self->p++)
    {
      if (*self->p == '\n' || (*self->p == '\r' && self->p[1] != '\n'))
        self->line++;
      if (*self->p != '"')
        g_string_append_c (cell, *self->p);
      else if (self->p[1] == '"')
        g_string_append_c (cell, *self->p++);
      else
        {
          self->p++;
          return g_string_free (g_steal_pointer (&cell), FALSE);
        }
    }
  self->failed = TRUE;

  return g_string_free (g_steal_pointer (&cell), FALSE);
}

/* Roster's own export marks what a spreadsheet would run with an apostrophe. */
static char *
strip_guard (char *cell)
{
  if (cell[0] == '\'' && cell[1] != '\0' && strchr ("=+-@\t\r", cell[1]) != NULL)
    memmove (cell, cell + 1, strlen (cell));

  return cell;
}

/* One cell; afterwards the reader is at a delimiter, a line break or the end. */
static char *
read_cell (Reader *self)
{
  g_autofree char *quoted = NULL;
  g_autofree char *raw = NULL;
  const char *start;

  while (*self->p == ' ')
    self->p++;
  start = self->p;
  if (*start == '"')
    quoted = read_quoted (self);
  while (quoted != NULL && *self->p == ' ')
    self->p++;
  if (quoted != NULL && ends_cell (self))
    return strip_guard (roster_address_trim (quoted, strlen (quoted)));

  /* Quotes of which more stands behind are none of the table's. */
  while (!ends_cell (self))
    self->p++;
  raw = g_strndup (start, (gsize)(self->p - start));

  return strip_guard (roster_address_trim (raw, strlen (raw)));
}

static gboolean
is_comment (const char *p)
{
  return p[strspn (p, " \t")] == '#';
}

static gboolean
is_empty (const Row *row)
{
  for (guint i = 0; i < row->cells->len; i++)
    if (*(const char *)g_ptr_array_index (row->cells, i) != '\0')
      return FALSE;

  return TRUE;
}

static Row
read_row (Reader *self)
{
  Row row = { g_ptr_array_new_with_free_func (g_free), self->line };

  g_ptr_array_add (row.cells, read_cell (self));
  while (self->delimiter != '\0' && *self->p == self->delimiter && row.cells->len < MAX_CELLS)
    {
      self->p++;
      g_ptr_array_add (row.cells, read_cell (self));
    }

  return row;
}

/* How often @delimiter stands outside of quotes in the line. */
static guint
count_delimiter (const char *line, char delimiter)
{
  gboolean quoted = FALSE;
  guint n = 0;

  for (const char *p = line; *p != '\0' && *p != '\n' && *p != '\r'; p++)
    {
      quoted ^= *p == '"';
      n += !quoted && *p == delimiter;
    }

  return n;
}

static char
guess_delimiter (const char *line)
{
  static const char delimiters[] = ",;\t|";
  char best = ',';
  guint most = 0;

  for (const char *d = delimiters; *d != '\0'; d++)
    {
      const guint n = count_delimiter (line, *d);

      if (n > most)
        {
          most = n;
          best = *d;
        }
    }

  return best;
}

/* Over empty lines and comments. */
static void
skip_void (Reader *self)
{
  while (*self->p != '\0')
    {
      if (*self->p == '\n' || *self->p == '\r')
        skip_line_break (self);
      else if (is_comment (self->p))
        self->p += strcspn (self->p, "\r\n");
      else
        return;
    }
}

/* Takes the line by which spreadsheets are told the delimiter, `sep=;`, where there is one. */
static char
read_delimiter (Reader *self)
{
  if (g_ascii_strncasecmp (self->p, "sep=", 4) != 0 || self->p[4] == '\0' ||
      (self->p[5] != '\r' && self->p[5] != '\n'))
    return guess_delimiter (self->p);

  self->p += 5;
  return self->p[-1];
}

RosterPeopleSheet *
roster_people_sheet_new (const char *text, guint line)
{
  g_autoptr (RosterPeopleSheet) self = g_new0 (RosterPeopleSheet, 1);
  Reader reader = { .p = text, .line = line };
  guint n_cells = 0;

  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, row_clear);
  skip_void (&reader);
  self->delimiter = reader.delimiter = read_delimiter (&reader);
  skip_void (&reader);
  for (; *reader.p != '\0'; skip_void (&reader))
    {
      Row row = read_row (&reader);

      n_cells += row.cells->len;
      if (is_empty (&row))
        row_clear (&row);
      else
        g_array_append_val (self->rows, row);
      if (n_cells >= MAX_CELLS || reader.failed)
        return NULL;
    }

  return self->rows->len > 0 ? g_steal_pointer (&self) : NULL;
}

void
roster_people_sheet_free (RosterPeopleSheet *self)
{
  g_array_unref (self->rows);
  g_free (self);
}

char
roster_people_sheet_get_delimiter (RosterPeopleSheet *self)
{
  return self->delimiter;
}

guint
roster_people_sheet_get_n_rows (RosterPeopleSheet *self)
{
  return self->rows->len;
}

guint
roster_people_sheet_get_line (RosterPeopleSheet *self, guint row)
{
  return g_array_index (self->rows, Row, row).line;
}

guint
roster_people_sheet_get_n_cells (RosterPeopleSheet *self, guint row)
{
  return g_array_index (self->rows, Row, row).cells->len;
}

const char *
roster_people_sheet_get_cell (RosterPeopleSheet *self, guint row, guint column)
{
  GPtrArray *cells = g_array_index (self->rows, Row, row).cells;

  return column < cells->len ? g_ptr_array_index (cells, column) : "";
}

char *
roster_people_sheet_dup_row (RosterPeopleSheet *self, guint row)
{
  GPtrArray *cells = g_array_index (self->rows, Row, row).cells;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cells->len && text->len < 4096; i++)
    {
      const char *cell = g_ptr_array_index (cells, i);

      if (*cell != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", cell);
    }

  return g_string_free (text, FALSE);
}
