/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rosterctl writes: results on standard output, everything else on standard error. */

#include "roster-cli-output.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "roster-descriptors.h"
#include "roster-error.h"
#include "roster-text.h"

typedef struct
{
  char *text;
  RosterCliStyle style;
  guint width; /* in columns of the terminal */
} Cell;

struct _RosterCliTable
{
  guint n_columns;
  GArray *cells;
};

static const char *const style_codes[] = { "",         "\033[1m",  "\033[2m",
                                           "\033[32m", "\033[31m", "\033[33m" };

static guint
measure (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static void
clear_cell (gpointer data)
{
  g_free (((Cell *)data)->text);
}

/**
 * roster_cli_is_terminal:
 * @fd: a file descriptor
 *
 * Returns: %TRUE where a person reads or types there
 */
gboolean
roster_cli_is_terminal (int fd)
{
  return isatty (fd) == 1;
}

/**
 * roster_cli_has_escapes:
 * @fd: a file descriptor
 *
 * Returns: whether colours and a line that changes may be written there: to a terminal that has
 *   them, for a person who has not said no (https://no-color.org)
 */
gboolean
roster_cli_has_escapes (int fd)
{
  const char *no_color = g_getenv ("NO_COLOR");
  const char *terminal = g_getenv ("TERM");

  return roster_cli_is_terminal (fd) && (no_color == NULL || *no_color == '\0') &&
         terminal != NULL && *terminal != '\0' && !g_str_equal (terminal, "dumb");
}

/**
 * roster_cli_table_new:
 * @n_columns: how many cells make a row
 *
 * Returns: (transfer full): a table without rows
 */
RosterCliTable *
roster_cli_table_new (guint n_columns)
{
  RosterCliTable *self = g_new0 (RosterCliTable, 1);

  self->n_columns = n_columns;
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, clear_cell);
  return self;
}

/**
 * roster_cli_table_free:
 * @self: (transfer full):
 */
void
roster_cli_table_free (RosterCliTable *self)
{
  g_array_unref (self->cells);
  g_free (self);
}

/**
 * roster_cli_table_add:
 * @style: how it stands out on a terminal
 * @text: the next cell's text, of any content
 */
void
roster_cli_table_add (RosterCliTable *self, RosterCliStyle style, const char *text)
{
  Cell cell = { .text = roster_text_display (text), .style = style };

  cell.width = measure (cell.text);
  g_array_append_val (self->cells, cell);
}

static guint *
measure_columns (RosterCliTable *self)
{
  guint *widths = g_new0 (guint, self->n_columns);

  for (guint i = 0; i < self->cells->len; i++)
    widths[i % self->n_columns] =
        MAX (widths[i % self->n_columns], g_array_index (self->cells, Cell, i).width);
  return widths;
}

/**
 * roster_cli_table_print:
 * @fd: standard output or standard error
 * @error: return location for an error of %ROSTER_ERROR
 *
 * Returns: %TRUE if all of it was written
 */
gboolean
roster_cli_table_print (RosterCliTable *self, int fd, GError **error)
{
  g_autofree guint *widths = measure_columns (self);
  g_autoptr (GString) text = g_string_new (NULL);
  const gboolean colour = roster_cli_has_escapes (fd);

  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      const guint column = i % self->n_columns;
      const gboolean styled = colour && cell->style != ROSTER_CLI_PLAIN;

      if (styled)
        g_string_append (text, style_codes[cell->style]);
      g_string_append (text, cell->text);
      if (styled)
        g_string_append (text, "\033[0m");
      if (column + 1 == self->n_columns)
        g_string_append_c (text, '\n');
      else
        g_string_append_printf (text, "%*s", (int)(widths[column] - cell->width + 2), "");
    }
  return roster_cli_print (fd, text->str, text->len, error);
}

/**
 * roster_cli_print:
 * @fd: standard output or standard error
 * @text: what to write there
 * @length: bytes; 0 sees whether something can be written
 * @error: return location for an error of %ROSTER_ERROR
 *
 * Returns: %TRUE if all of it was written, and not only put into a buffer
 */
gboolean
roster_cli_print (int fd, const char *text, gsize length, GError **error)
{
  gsize written = 0;

  if (!roster_descriptors_can_write (fd))
    {
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE, _ ("The output cannot be written: %s."),
                   g_strerror (errno));
      return FALSE;
    }
  while (written < length)
    {
      const gssize n = write (fd, text + written, length - written);

      if (n < 0 && errno != EINTR)
        {
          g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
                       _ ("The output cannot be written: %s."), g_strerror (errno));
          return FALSE;
        }
      if (n > 0)
        written += (gsize)n;
    }
  return TRUE;
}

/**
 * roster_cli_print_json:
 * @builder: a value that is complete
 * @error: return location for an error of %ROSTER_ERROR
 *
 * Returns: %TRUE if all of it was written to standard output, with the end of its last line
 */
gboolean
roster_cli_print_json (JsonBuilder *builder, GError **error)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  return roster_cli_print (STDOUT_FILENO, line, strlen (line), error);
}

/**
 * roster_cli_say:
 * @style: how it stands out
 * @text: one line for the person at the terminal, without its end
 */
void
roster_cli_say (RosterCliStyle style, const char *text)
{
  if (roster_cli_has_escapes (STDERR_FILENO) && style != ROSTER_CLI_PLAIN)
    fprintf (stderr, "%s%s\033[0m\n", style_codes[style], text);
  else
    fprintf (stderr, "%s\n", text);
}

/**
 * roster_cli_fail:
 * @error: what ended the command
 *
 * Says what happened and what to do, in one line each.
 *
 * Returns: the exit status for @error
 */
RosterCliExit
roster_cli_fail (const GError *error)
{
  g_autofree char *line = g_strdup_printf ("rosterctl: %s", error->message);

  roster_cli_say (ROSTER_CLI_BAD, line);
  if (error->domain == ROSTER_ERROR)
    roster_cli_say (ROSTER_CLI_PLAIN, roster_error_get_advice (error));
  return roster_cli_exit_for_error (error);
}

/**
 * roster_cli_ask:
 * @question: what is asked, without the space behind it
 *
 * Asks on standard error and reads standard input; the caller has made sure that a person is there.
 *
 * Returns: (nullable): the answer without white space round it; %NULL at the end of input
 */
char *
roster_cli_ask (const char *question)
{
  char line[1024];

  fprintf (stderr, "%s ", question);
  fflush (stderr);
  if (fgets (line, sizeof line, stdin) == NULL)
    {
      fputc ('\n', stderr);
      return NULL;
    }
  return g_strdup (g_strstrip (line));
}
