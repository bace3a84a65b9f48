/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads text by the rules of Python's configparser in its default (strict) dress, as the official
 * scripts do (threat-stack/README.md, "Their configuration file"). Where configparser stops at the
 * first thing that is wrong, this goes on, so that all of it can be reported at once. */

#include "core/config/roster-config-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PROBLEMS 1000
#define MAX_QUOTED_CHARACTERS 40

#define KEY "ts_api_key"

/* One line: its number, the span without the blanks round it, and the characters before that. */
typedef struct
{
  guint number;
  guint indent;
  RosterConfigSpan text;
} Line;

typedef struct
{
  RosterConfigText *text;
  GHashTable *sections; /* name → RosterConfigSection, borrowed */
  gsize length;
  gsize position;
  guint n_lines;
  guint indent;
  RosterConfigSection *section; /* (nullable) */
  RosterConfigOption *option;   /* (nullable): the one that an indented line continues */
} Parser;

static void
option_free (RosterConfigOption *option)
{
  /* In a file that is no such file at all, anything may stand where a name is expected. */
  explicit_bzero (option->name, strlen (option->name));
  g_free (option->name);
  explicit_bzero (option->value->str, option->value->len);
  g_string_free (option->value, TRUE);
  g_free (option);
}

static void
section_free (RosterConfigSection *section)
{
  g_free (section->name);
  g_ptr_array_unref (section->options);
  g_clear_pointer (&section->index, g_hash_table_unref);
  g_free (section);
}

static void
problem_free (RosterConfigProblem *problem)
{
  g_free (problem->message);
  g_free (problem);
}

/* What Python's str.isspace() says, which str.strip() and the class \s go by. */
static gboolean
is_space (gunichar c)
{
  return (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x20) || c == 0x85 || c == 0xa0 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
         c == 0x205f || c == 0x3000;
}

/* The character at a place, and its length; bytes that are not UTF-8 count as one letter each. */
static gunichar
get_char (const char *data, gsize length, gsize *n_bytes)
{
  gunichar c = g_utf8_get_char_validated (data, MIN (length, 6));

  if (c == (gunichar)-1 || c == (gunichar)-2)
    {
      *n_bytes = 1;
      return G_MAXUINT32;
    }
  *n_bytes = (gsize)(g_utf8_skip[*(const guchar *)data]);
  return c;
}

/* The span without the blanks at both ends; indent: (nullable): characters taken off the front. */
static RosterConfigSpan
strip (const char *data, RosterConfigSpan span, guint *indent)
{
  RosterConfigSpan stripped = { span.start + span.length, 0 };
  gboolean found = FALSE;
  guint n_characters = 0;
  gsize n_bytes;

  for (gsize i = 0; i < span.length; i += n_bytes)
    {
      gunichar c = get_char (data + span.start + i, span.length - i, &n_bytes);

      if (!is_space (c))
        {
          if (!found)
            stripped.start = span.start + i;
          found = TRUE;
          stripped.length = span.start + i + n_bytes - stripped.start;
        }
      else if (!found)
        n_characters++;
    }
  if (indent != NULL)
    *indent = n_characters;
  return stripped;
}

/* Lines end as they do for Python's text files: \n, \r\n or \r. */
static gboolean
next_line (Parser *parser, Line *line)
{
  const char *data = parser->text->data;
  RosterConfigSpan whole = { parser->position, 0 };
  gsize end = parser->position;

  if (end >= parser->length)
    return FALSE;

  while (end < parser->length && data[end] != '\n' && data[end] != '\r')
    end++;
  whole.length = end - whole.start;

  if (end + 1 < parser->length && data[end] == '\r' && data[end + 1] == '\n')
    end++;
  parser->position = end + 1;
  line->number = ++parser->n_lines;
  line->text = strip (data, whole, &line->indent);
  return TRUE;
}

/* A section's name as it may stand in a message: short, printable. */
static char *
quote (const char *name)
{
  g_autoptr (GString) quoted = g_string_new (NULL);
  guint n_characters = 0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (++n_characters > MAX_QUOTED_CHARACTERS)
        {
          g_string_append (quoted, "…");
          break;
        }
      g_string_append_unichar (quoted, g_unichar_isprint (g_utf8_get_char (p)) ? g_utf8_get_char (p)
                                                                               : 0xfffd);
    }
  return g_strdup (quoted->str);
}

static void
open_section (Parser *parser, const char *name, gsize length, guint line)
{
  g_autofree char *copy = g_utf8_make_valid (name, (gssize)length);
  RosterConfigSection *section = g_hash_table_lookup (parser->sections, copy);

  parser->option = NULL;
  if (section != NULL)
    {
      g_autofree char *quoted = quote (copy);

      if (!g_str_equal (copy, "DEFAULT"))
        roster_config_text_add_problem (parser->text, line,
                                        _ ("the section [%s] is there already, in line %u"), quoted,
                                        section->line);
      parser->section = section;
      return;
    }

  section = g_new0 (RosterConfigSection, 1);
  section->name = g_steal_pointer (&copy);
  section->line = line;
  section->options = g_ptr_array_new_with_free_func ((GDestroyNotify)option_free);
  g_ptr_array_add (parser->text->sections, section);
  g_hash_table_insert (parser->sections, section->name, section);
  parser->section = section;
}

static void
note_key (Parser *parser, RosterConfigSpan text)
{
  if (text.length > 0 && g_str_equal (parser->option->name, KEY))
    g_array_append_val (parser->text->keys, text);
}

/* Another line of the value. One of a single line is never moved in memory. */
static void
continue_option (Parser *parser, RosterConfigSpan text)
{
  RosterConfigOption *option = parser->option;

  if (option == NULL)
    return;
  if (text.length == 0)
    {
      option->n_blank++;
      return;
    }
  for (; option->n_blank > 0; option->n_blank--)
    g_string_append_c (option->value, '\n');
  g_string_append_c (option->value, '\n');
  g_string_append_len (option->value, parser->text->data + text.start, (gssize)text.length);
  note_key (parser, text);
}

static char *
dup_lower (const char *name, gsize length)
{
  if (g_utf8_validate_len (name, length, NULL))
    return g_utf8_strdown (name, (gssize)length);
  return g_ascii_strdown (name, (gssize)length);
}

static void
open_option (Parser *parser, const Line *line, const char *delimiter)
{
  const char *data = parser->text->data;
  RosterConfigSpan name = { line->text.start, (gsize)(delimiter - data) - line->text.start };
  RosterConfigSpan value = { name.start + name.length + 1, line->text.length - name.length - 1 };
  RosterConfigOption *option = g_new0 (RosterConfigOption, 1);
  RosterConfigOption *earlier = NULL;

  name = strip (data, name, NULL);
  value = strip (data, value, NULL);
  option->name = dup_lower (data + name.start, name.length);
  option->line = line->number;
  option->value = g_string_new_len (data + value.start, (gssize)value.length);

  if (parser->section->index == NULL)
    parser->section->index = g_hash_table_new (g_str_hash, g_str_equal);
  earlier = g_hash_table_lookup (parser->section->index, option->name);
  if (name.length == 0)
    roster_config_text_add_problem (parser->text, line->number,
                                    _ ("a name is missing before the %c"), *delimiter);
  else if (earlier != NULL)
    roster_config_text_add_problem (parser->text, line->number,
                                    _ ("the same name is set already, in line %u"), earlier->line);
  if (earlier == NULL)
    g_hash_table_insert (parser->section->index, option->name, option);
  g_ptr_array_add (parser->section->options, option);
  parser->option = option;
  note_key (parser, value);
}

/* The last ] of a header, as the expression \[(.+)\] finds it, or NULL where the line is none. */
static const char *
find_header_end (const char *start, gsize length)
{
  const char *end;

  if (length < 3 || start[0] != '[')
    return NULL;
  end = memrchr (start + 2, ']', length - 2);
  return end;
}

static const char *
find_delimiter (const char *start, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (start[i] == '=' || start[i] == ':')
      return start + i;
  return NULL;
}

static void
read_line (Parser *parser, const Line *line)
{
  const char *start = parser->text->data + line->text.start;
  const char *header_end = find_header_end (start, line->text.length);
  const char *delimiter = find_delimiter (start, line->text.length);

  if (header_end != NULL)
    {
      open_section (parser, start + 1, (gsize)(header_end - start) - 1, line->number);
      return;
    }

  if (parser->section == NULL)
    {
      roster_config_text_add_problem (parser->text, line->number,
                                      _ ("a [section] has to come before this line"));
      open_section (parser, "", 0, line->number);
    }
  if (delimiter != NULL)
    open_option (parser, line, delimiter);
  else
    roster_config_text_add_problem (parser->text, line->number,
                                    _ ("this is neither a [section] nor “name = value”"));
}

static void
parse_line (Parser *parser, const Line *line)
{
  char first = line->text.length > 0 ? parser->text->data[line->text.start] : '\0';

  if (first == '#' || first == ';')
    {
      g_array_append_val (parser->text->comments, line->text);
      return;
    }

  if (line->text.length == 0 || (parser->option != NULL && line->indent > parser->indent))
    {
      continue_option (parser, line->text);
      return;
    }

  parser->indent = line->indent;
  read_line (parser, line);
}

static void
check_encoding (RosterConfigText *self, gsize start, gsize length)
{
  const char *end = NULL;
  guint line = 1;

  self->is_utf8 = g_utf8_validate_len (self->data + start, length - start, &end);
  if (self->is_utf8)
    return;

  for (const char *p = self->data; p < end; p++)
    if (*p == '\n' || (*p == '\r' && p[1] != '\n'))
      line++;
  roster_config_text_add_problem (self, line, _ ("this is not UTF-8 text"));
}

/**
 * roster_config_text_parse:
 * @data: (array length=length): the bytes of the file, which must stay for as long as the result
 * @length: in bytes
 *
 * Takes text apart by configparser's rules: `[section]`, `name = value` or `name: value`, names
 * without regard to case, lines indented deeper than the name continue the value, `#` and `;` start
 * a comment at the start of a line. As in configparser's strict mode, a section or a name that is
 * there twice is a problem (the first one counts); sections [DEFAULT] add to one another. Values
 * are taken raw: a `%` means nothing. A byte order mark at the start is passed over.
 *
 * Returns: (transfer full): what was found, with all that is wrong in its problems
 */
RosterConfigText *
roster_config_text_parse (const char *data, gsize length)
{
  RosterConfigText *self = g_new0 (RosterConfigText, 1);
  g_autoptr (GHashTable) sections = g_hash_table_new (g_str_hash, g_str_equal);
  gsize start = length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  Parser parser = { .text = self, .sections = sections, .length = length, .position = start };
  Line line;

  self->data = data;
  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify)section_free);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)problem_free);
  self->keys = g_array_new (FALSE, FALSE, sizeof (RosterConfigSpan));
  self->comments = g_array_new (FALSE, FALSE, sizeof (RosterConfigSpan));

  check_encoding (self, start, length);
  while (next_line (&parser, &line))
    parse_line (&parser, &line);
  return self;
}

void
roster_config_text_free (RosterConfigText *self)
{
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->problems);
  g_array_unref (self->keys);
  g_array_unref (self->comments);
  g_free (self);
}

/**
 * roster_config_text_find:
 * @self: a text
 * @name: a section's name, exactly as in the file
 *
 * Returns: (transfer none) (nullable): the section
 */
RosterConfigSection *
roster_config_text_find (const RosterConfigText *self, const char *name)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      RosterConfigSection *section = g_ptr_array_index (self->sections, i);

      if (g_str_equal (section->name, name))
        return section;
    }
  return NULL;
}

/**
 * roster_config_section_find:
 * @self: (nullable): a section
 * @name: a name in lower case
 *
 * Returns: (transfer none) (nullable): the option that the section itself sets, without what it
 *   inherits
 */
RosterConfigOption *
roster_config_section_find (const RosterConfigSection *self, const char *name)
{
  if (self == NULL || self->index == NULL)
    return NULL;
  return g_hash_table_lookup (self->index, name);
}

/**
 * roster_config_text_add_problem:
 * @self: a text
 * @line: counted from 1, or 0 for the whole text
 * @format: a translated sentence without its line number; it must not quote a value
 *
 * Adds something that is wrong. A line is reported once for each thing that is wrong with it.
 */
void
roster_config_text_add_problem (RosterConfigText *self, guint line, const char *format, ...)
{
  g_autofree char *message = NULL;
  RosterConfigProblem *problem;
  va_list arguments;

  /* Of bytes that are no text, nothing else is worth saying. */
  if (self->problems->len >= (self->is_utf8 ? MAX_PROBLEMS : 1))
    return;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  for (guint i = 0; i < self->problems->len; i++)
    {
      problem = g_ptr_array_index (self->problems, i);
      if (problem->line == line && g_str_equal (problem->message, message))
        return;
    }

  problem = g_new0 (RosterConfigProblem, 1);
  problem->line = line;
  problem->message = g_steal_pointer (&message);
  g_ptr_array_add (self->problems, problem);
}
