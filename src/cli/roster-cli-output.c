/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rosterctl writes: results on standard output, everything else on standard error. */

#include "cli/roster-cli-output.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/roster-descriptors.h"
#include "core/base/roster-error.h"
#include "core/base/roster-file-replace.h"
#include "core/base/roster-text.h"

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

/* All of it, and not only put into a buffer. */
static gboolean
write_all (int fd, const char *text, gsize length, GError **error)
{
  const int code =
      roster_descriptors_can_write (fd) ? roster_file_replace_write (fd, text, length) : errno;

  if (code != 0)
    g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE, _ ("The output cannot be written: %s."),
                 g_strerror (code));
  return code == 0;
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
  return write_all (fd, text->str, text->len, error);
}

/* Of all text that a person reads, nothing steers the terminal but what this file puts in. */
static gboolean
print_lines (int fd, const char *text, GError **error)
{
  g_autofree char *shown = roster_text_display_lines (text);

  return write_all (fd, shown, strlen (shown), error);
}

/**
 * roster_cli_print:
 * @fd: standard output or standard error
 * @text: lines for a person; what is in them cannot steer the terminal
 * @error: return location for an error of %ROSTER_ERROR
 *
 * Returns: %TRUE if all of it was written, and not only put into a buffer
 */
gboolean
roster_cli_print (int fd, const char *text, GError **error)
{
  return print_lines (fd, text, error);
}

/**
 * roster_cli_print_csv:
 * @csv: what goes to standard output, byte for byte where no terminal is there
 * @error: return location for an error of %ROSTER_ERROR
 *
 * Returns: %TRUE if all of it was written
 */
gboolean
roster_cli_print_csv (const GString *csv, GError **error)
{
  return roster_cli_is_terminal (STDOUT_FILENO)
             ? print_lines (STDOUT_FILENO, csv->str, error)
             : write_all (STDOUT_FILENO, csv->str, csv->len, error);
}

/* Whether a character of JSON is written as its number: controls, what is not seen and what turns
 * the direction. The only controls that the writer leaves are the line breaks between values. */
static gboolean
is_escaped (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
      return c != '\n';
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return TRUE;
    default:
      return FALSE;
    }
}

static char *
escape_json (const char *json)
{
  g_autofree char *valid = g_utf8_make_valid (json, -1);
  g_autoptr (GString) text = g_string_sized_new (strlen (valid) + 1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (!is_escaped (c))
        g_string_append_unichar (text, c);
      else if (c < 0x10000)
        g_string_append_printf (text, "\\u%04x", c);
      else
        g_string_append_printf (text, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
                                0xdc00 + ((c - 0x10000) & 0x3ff));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * roster_cli_add_json_texts:
 * @json: inside an object
 * @fields: (array length=n_fields): names and their texts; %NULL becomes null
 * @n_fields: how many
 */
void
roster_cli_add_json_texts (JsonBuilder *json, const char *const fields[][2], gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      json_builder_set_member_name (json, fields[i][0]);
      if (fields[i][1] != NULL)
        json_builder_add_string_value (json, fields[i][1]);
      else
        json_builder_add_null_value (json);
    }
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
  g_autofree char *json = json_to_string (root, TRUE);
  g_autofree char *text = escape_json (json);
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  return write_all (STDOUT_FILENO, line, strlen (line), error);
}

/**
 * roster_cli_say:
 * @style: how it stands out
 * @text: one line for the person at the terminal, without its end
 */
void
roster_cli_say (RosterCliStyle style, const char *text)
{
  const gboolean styled = roster_cli_has_escapes (STDERR_FILENO) && style != ROSTER_CLI_PLAIN;
  g_autofree char *shown = roster_text_display_lines (text);
  g_autofree char *line =
      g_strconcat (styled ? style_codes[style] : "", shown, styled ? "\033[0m\n" : "\n", NULL);

  /* Where nobody reads it, nobody can be told so. */
  write_all (STDERR_FILENO, line, strlen (line), NULL);
}

/**
 * roster_cli_show_progress:
 * @line: (nullable): one line that fits the terminal
 *
 * Shows @line on a terminal, in the place of the one that was shown before where the terminal can
 * do that; %NULL takes it away there.
 */
void
roster_cli_show_progress (const char *line)
{
  g_autofree char *shown = roster_text_display_lines (line != NULL ? line : "");
  const gboolean in_place = roster_cli_has_escapes (STDERR_FILENO);
  g_autofree char *text =
      g_strconcat (in_place ? "\r\033[K" : "", shown, in_place ? "" : "\n", NULL);

  if (in_place || (line != NULL && roster_cli_is_terminal (STDERR_FILENO)))
    write_all (STDERR_FILENO, text, strlen (text), NULL);
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
  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_FAR_CLOCK))
    roster_cli_say (
        ROSTER_CLI_PLAIN,
        _ ("Set this computer’s clock; where you know that the service’s time is right, "
           "use --accept-clock."));
  else if (error->domain == ROSTER_ERROR)
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
  g_autofree char *shown = NULL;
  g_autofree char *text = NULL;
  char line[1024];

  shown = roster_text_display_lines (question);
  text = g_strconcat (shown, " ", NULL);
  write_all (STDERR_FILENO, text, strlen (text), NULL);
  if (fgets (line, sizeof line, stdin) == NULL)
    {
      write_all (STDERR_FILENO, "\n", 1, NULL);
      return NULL;
    }
  return g_strdup (g_strstrip (line));
}

/**
 * roster_cli_note_not_known:
 * @organization: its name
 * @n: of how many of its members the last sign-in is not known
 *
 * Says so, where there are any.
 */
void
roster_cli_note_not_known (const char *organization, guint n)
{
  g_autofree char *note = g_strdup_printf (
      /* Translators: %1$s is an organization. */
      ngettext (
          "%1$s: the last sign-in of %2$u member could not be read, and is shown as not known.",
          "%1$s: the last sign-in of %2$u members could not be read, and is shown as not "
          "known.",
          n),
      organization, n);

  if (n > 0)
    roster_cli_say (ROSTER_CLI_WARNING, note);
}
