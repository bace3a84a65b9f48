/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the addresses in what somebody typed, pasted or dropped. */

#include "roster-address-parser.h"

#include <string.h>

#include "roster-address.h"
#include "roster-csv-table.h"

#define MAX_ADDRESSES G_MAXUINT16
#define MAX_SHOWN 320 /* characters of what is not an address */

typedef struct
{
  GPtrArray *addresses; /* owned: (element-type RosterAddress) */
  GString *pending;     /* owned: what may be a name, or words */
  gboolean quoted;      /* whether a quoted text is in it */
  const char *no_quote; /* (nullable): before this place no quote is closed any more */
  const char *no_angle; /* (nullable): before this place no angle bracket is */
} Parser;

static char *
trim (const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end && roster_address_parser_is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && roster_address_parser_is_blank (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (text, (gsize)(end - text));
}

/* `'a@b.c'`, `(a@b.c)` and the like without what is around it. */
static char *
unwrap (const char *text)
{
  static const char pairs[] = "''\"\"()[]<>";
  gsize length = strlen (text);

  for (gsize i = 0; pairs[i] != '\0'; i += 2)
    if (length >= 2 && text[0] == pairs[i] && text[length - 1] == pairs[i + 1])
      return trim (text + 1, length - 2);

  return g_strdup (text);
}

/* The address of a mailto: link (RFC 6068), without its headers. */
static char *
strip_mailto (const char *text)
{
  g_autofree char *address = NULL;
  g_autofree char *decoded = NULL;

  if (g_ascii_strncasecmp (text, "mailto:", 7) != 0)
    return g_strdup (text);

  address = g_strndup (text + 7, strcspn (text + 7, "?"));
  decoded = g_uri_unescape_string (address, NULL);

  /* The escapes can stand for bytes that are no text. */
  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return g_steal_pointer (&address);

  return g_steal_pointer (&decoded);
}

static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (strlen (text) <= MAX_SHOWN || g_utf8_strlen (text, -1) <= MAX_SHOWN)
    return g_strdup (text);

  start = g_utf8_substring (text, 0, MAX_SHOWN);

  return g_strconcat (start, "…", NULL);
}

static void
add (Parser *self, const char *text, const char *name)
{
  g_autofree char *unwrapped = unwrap (text);
  g_autofree char *email = strip_mailto (unwrapped);
  g_autofree char *shown = shorten (email);
  g_autofree char *shown_name = name != NULL && *name != '\0' ? shorten (name) : NULL;

  if (*shown == '\0' || self->addresses->len >= MAX_ADDRESSES)
    return;
  if (shown_name != NULL)
    g_strdelimit (shown_name, "\r\n\t", ' ');
  if (g_strcmp0 (shown, shown_name) == 0)
    g_clear_pointer (&shown_name, g_free);

  g_ptr_array_add (self->addresses, roster_address_new (shown, shown_name));
}

static void
append_word (GString *words, const char *word)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, word);
}

/* Each word with an @ is an address of its own. Words without one that stand beside each other are
 * one row. Those at the end are left in @rest where it is given. @except: (nullable): an address
 * that is not to be added. */
static void
add_words (Parser *self, const char *text, const char *except, GString *rest)
{
  g_autoptr (GString) words = g_string_new (NULL);

  while (*text != '\0')
    {
      g_autofree char *word = NULL;
      const char *end;

      while (*text != '\0' && roster_address_parser_is_blank (g_utf8_get_char (text)))
        text = g_utf8_next_char (text);
      for (end = text; *end != '\0' && !roster_address_parser_is_blank (g_utf8_get_char (end));)
        end = g_utf8_next_char (end);
      if (end == text)
        break;
      word = g_strndup (text, (gsize)(end - text));
      text = end;

      if (strchr (word, '@') == NULL)
        {
          append_word (words, word);
          continue;
        }
      add (self, words->str, NULL);
      g_string_truncate (words, 0);
      if (except == NULL || g_ascii_strcasecmp (word, except) != 0)
        add (self, word, NULL);
    }

  if (rest != NULL)
    g_string_append (rest, words->str);
  else
    add (self, words->str, NULL);
}

/* A separator, or the end. */
static void
end_entry (Parser *self)
{
  add_words (self, self->pending->str, NULL, NULL);
  g_string_truncate (self->pending, 0);
  self->quoted = FALSE;
}

/* `Name <a@b.c>`: what is pending is the name, unless it has addresses of its own. */
static void
end_angle (Parser *self, const char *text, gsize length)
{
  g_autofree char *email = trim (text, length);
  g_autoptr (GString) name = g_string_new (NULL);

  if (*email == '\0')
    {
      end_entry (self);
      return;
    }

  if (self->quoted)
    {
      g_autofree char *trimmed = trim (self->pending->str, self->pending->len);

      g_string_append (name, trimmed);
    }
  else
    {
      add_words (self, self->pending->str, email, name);
    }

  add (self, email, name->str);
  g_string_truncate (self->pending, 0);
  self->quoted = FALSE;
}

/* The place of @closing in this line, or NULL, with the end of the search in @no_more: nothing
 * before it needs to be searched again, so that the time stays linear. */
static const char *
find_closing (const char *text, char closing, const char **no_more)
{
  const char *p;

  if (*no_more != NULL && text < *no_more)
    return NULL;

  for (p = text; *p != '\0' && *p != '\n' && *p != '\r'; p++)
    {
      if (*p == closing)
        return p;
      if (*p == '\\' && closing == '"' && (p[1] == '"' || p[1] == '\\'))
        p++;
    }
  *no_more = p;

  return NULL;
}

static void
append_quoted (Parser *self, const char *text, const char *end)
{
  for (const char *p = text; p < end; p++)
    {
      if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
        p++;
      g_string_append_c (self->pending, *p);
    }
  self->quoted = TRUE;
}

/* One step of a list; returns the place behind it. */
static const char *
step (Parser *self, const char *p)
{
  const char *end;

  switch (*p)
    {
    case ',':
    case ';':
    case '\n':
    case '\r':
      end_entry (self);
      return p + 1;
    case '"':
      end = find_closing (p + 1, '"', &self->no_quote);
      if (end == NULL)
        break;
      append_quoted (self, p + 1, end);
      return end + 1;
    case '<':
      end = find_closing (p + 1, '>', &self->no_angle);
      if (end == NULL)
        break;
      end_angle (self, p + 1, (gsize)(end - p - 1));
      return end + 1;
    default:
      break;
    }

  g_string_append_c (self->pending, *p);

  return p + 1;
}

static void
parse_list (Parser *self, const char *text)
{
  self->no_quote = NULL;
  self->no_angle = NULL;
  for (const char *p = text; *p != '\0' && self->addresses->len < MAX_ADDRESSES;)
    p = step (self, p);
  end_entry (self);
}

static gboolean
parse_table (Parser *self, const char *text)
{
  g_autoptr (RosterCsvTable) table = roster_csv_table_new_for_addresses (text);

  if (table == NULL)
    return FALSE;

  for (guint i = 0; i < roster_csv_table_get_n_cells (table); i++)
    parse_list (self, roster_csv_table_get_cell (table, i));

  return TRUE;
}

GPtrArray *
roster_address_parser_run (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  Parser parser = {
    .addresses = g_ptr_array_new_with_free_func (g_object_unref),
    .pending = g_string_new (NULL),
  };

  if (!parse_table (&parser, valid))
    parse_list (&parser, valid);
  g_string_free (parser.pending, TRUE);

  return parser.addresses;
}

/**
 * roster_address_parser_is_blank:
 * @c: a character
 *
 * Returns: whether it stands between words: a space of any kind, or a mark without width that comes
 *   along with copied text
 */
gboolean
roster_address_parser_is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x200b || c == 0x2060 || c == 0xfeff;
}
