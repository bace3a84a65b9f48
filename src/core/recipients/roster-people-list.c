/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a list of people apart at its separators, in one pass. */

#include "core/recipients/roster-people-list.h"

#include <string.h>

#include "core/base/roster-address-key.h"
#include "core/recipients/roster-people-words.h"

typedef struct
{
  RosterPeopleKind kind;
  GPtrArray *persons; /* borrowed: gets who is named */
  guint line;         /* 0 for an argument */
  gboolean at_start;  /* whether a name may begin here: a list, a line or a person ended before */
  const char *held;   /* (nullable): words before a comma, the last name perhaps */
  const char *held_end;
  gboolean barred; /* whether a bar stands behind them: `Name | a@b.c` */
} List;

/* One entry: all of it, and where its angle brackets are. */
typedef struct
{
  const char *start;
  const char *end;
  const char *open;  /* (nullable): at the angle bracket */
  const char *close; /* (nullable) */
} Entry;

static gboolean
is_line_break (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Commas of all kinds; a last name may stand before one. */
static gboolean
is_comma (gunichar c)
{
  return c == ',' || c == 0xff0c || c == 0x3001 || c == 0xff64 || c == 0x60c || c == 0xfe50 ||
         c == 0xfe51;
}

static gboolean
is_bar (gunichar c)
{
  return c == '|' || c == 0xff5c || c == 0xa6;
}

static gboolean
is_separator (gunichar c)
{
  return is_comma (c) || is_line_break (c) || is_bar (c) || c == ';' || c == 0xff1b || c == 0x61b ||
         c == 0xfe54;
}

static const char *
find_line_end (const char *p)
{
  while (*p != '\0' && !is_line_break (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

/* What closes the quote at @p, which may have separators in it; 0 where it is none. */
static gunichar
get_closing (gunichar c)
{
  switch (c)
    {
    case '"':
      return '"';
    case '<':
      return '>';
    case 0xff1c:
      return 0xff1e;
    case 0x201c:
    case 0x201e:
      return 0x201d;
    case 0xab:
      return 0xbb;
    case 0x300c:
      return 0x300d;
    case 0x300e:
      return 0x300f;
    default:
      return 0;
    }
}

/* The place of what closes in this line, or its end: nothing of a line is understood behind
 * something that is not closed. */
static const char *
find_closing (const char *p, gunichar closing)
{
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c == closing || (closing == 0x201d && c == 0x201c) || is_line_break (c))
        return p;
      if (c == '\\' && closing == '"' && (p[1] == '"' || p[1] == '\\'))
        p++;
    }

  return p;
}

static gboolean
has_at (const char *start, const char *end)
{
  return memchr (start, '@', (gsize)(end - start)) != NULL;
}

/* `hugo@example,com`: a slip of the finger, not two people. */
static gboolean
is_slip (const char *start, const char *comma)
{
  const char *next = g_utf8_next_char (comma);
  const char *end = next;
  g_autofree char *raw = NULL;
  g_autofree char *before = NULL;

  while (*end != '\0' && !is_separator (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  if (*next == '\0' || is_line_break (g_utf8_get_char (next)) ||
      roster_address_is_mark (g_utf8_get_char (next)) || !has_at (start, comma) ||
      has_at (next, end) || comma - start > 512)
    return FALSE;
  raw = g_strndup (start, (gsize)(comma - start));
  before = roster_people_words_unwrap (raw);

  return !roster_address_is_valid (before);
}

/* Whether nothing is stuck to an angle bracket, but for another one. */
static gboolean
ends_entry (const char *p)
{
  const gunichar c = g_utf8_get_char (p);

  return c == '\0' || c == '<' || c == 0xff1c || is_separator (c) || roster_address_is_mark (c);
}

/* The entry that begins at @start. */
static Entry
find_entry (List *self, const char *start)
{
  Entry entry = { .start = start };
  gboolean slipped = FALSE;
  const char *p = start;

  while (*p != '\0')
    {
      const gunichar c = g_utf8_get_char (p);
      const gunichar closing = p == start || c < 0x80 || c == 0xff1c ? get_closing (c) : 0;
      const char *next = g_utf8_next_char (p);

      if (closing != 0)
        {
          const char *close = find_closing (next, closing);

          if (*close == '\0' || is_line_break (g_utf8_get_char (close)))
            {
              p = close;
              break;
            }
          p = g_utf8_next_char (close);
          if ((closing != '>' && closing != 0xff1e) || !ends_entry (p))
            continue;
          entry.open = g_utf8_prev_char (next);
          entry.close = close;
          break;
        }
      if (is_separator (c) && (slipped || !is_comma (c) || !is_slip (start, p)))
        break;
      slipped |= is_separator (c);
      if (self->line > 0 && g_unichar_isspace (c) && *next == '#')
        break;
      p = next;
    }
  entry.end = p;

  return entry;
}

static void
read_plain (List *self, const char *start, const char *end)
{
  g_autofree char *text = g_strndup (start, (gsize)(end - start));

  roster_people_words_read (text, self->line, self->kind, self->persons);
}

static void
flush_held (List *self)
{
  if (self->held != NULL)
    read_plain (self, self->held, self->held_end);
  self->held = NULL;
}

static void
read_named (List *self, const Entry *entry)
{
  g_autofree char *first = g_strndup (entry->start, (gsize)(entry->open - entry->start));
  g_autofree char *address = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  const char *inside = g_utf8_next_char (entry->open);
  const char *start = entry->start;

  if (self->held != NULL && strspn (first, " ") < strlen (first) && strpbrk (first, "@\"") == NULL)
    {
      start = self->held;
      self->held = NULL;
    }
  flush_held (self);
  name = g_strndup (start, (gsize)(entry->open - start));
  address = g_strndup (inside, (gsize)(entry->close - inside));
  text = g_strndup (start, (gsize)(entry->end - start));
  roster_people_words_read_named (text, name, address, self->line, self->kind, self->persons);
}

static void
read_barred (List *self, const Entry *entry)
{
  g_autofree char *name = g_strndup (self->held, (gsize)(self->held_end - self->held));
  g_autofree char *address = g_strndup (entry->start, (gsize)(entry->end - entry->start));
  g_autofree char *text = g_strndup (self->held, (gsize)(entry->end - self->held));

  self->held = NULL;
  roster_people_words_read_named (text, name, address, self->line, self->kind, self->persons);
}

/* Whether it may be the last name of `Last, First <a@b.c>`, or the name of `Name | a@b.c`: a word
 * with a capital, or of a writing without them. */
static gboolean
may_be_name (List *self, const Entry *entry)
{
  const gunichar next = g_utf8_get_char (entry->end);
  gboolean capital = FALSE;

  if (!self->at_start || !(is_comma (next) || is_bar (next)))
    return FALSE;
  for (const char *p = entry->start; p < entry->end; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c == '@' || c == '"' || g_unichar_isdigit (c))
        return FALSE;
      capital |= g_unichar_isalpha (c) && !g_unichar_islower (c);
    }

  return capital;
}

static void
read_entry (List *self, const Entry *entry)
{
  if (entry->open != NULL)
    {
      read_named (self, entry);
      self->at_start = TRUE;
      return;
    }
  if (self->held != NULL && self->barred && has_at (entry->start, entry->end))
    {
      read_barred (self, entry);
      self->at_start = TRUE;
      return;
    }
  flush_held (self);
  if (may_be_name (self, entry))
    {
      self->held = entry->start;
      self->held_end = entry->end;
      self->barred = is_bar (g_utf8_get_char (entry->end));
      self->at_start = FALSE;
      return;
    }
  read_plain (self, entry->start, entry->end);
  self->at_start = has_at (entry->start, entry->end);
}

/* Over one separator; a line break or a semicolon ends whatever was before. */
static const char *
skip_separator (List *self, const char *p)
{
  const gunichar c = g_utf8_get_char (p);

  if (!is_comma (c) && !is_bar (c))
    {
      flush_held (self);
      self->at_start = TRUE;
    }
  if (is_line_break (c) && self->line > 0)
    self->line++;

  return c == '\r' && p[1] == '\n' ? p + 2 : g_utf8_next_char (p);
}

void
roster_people_list_read (const char *text, guint line, RosterPeopleKind kind, GPtrArray *persons)
{
  List self = { .kind = kind, .persons = persons, .line = line, .at_start = TRUE };
  const char *p = text;
  gboolean after_blank = TRUE;

  while (*p != '\0' && persons->len < ROSTER_PEOPLE_MAX)
    {
      const gunichar c = g_utf8_get_char (p);

      if (is_separator (c))
        {
          p = skip_separator (&self, p);
          after_blank = is_line_break (c);
        }
      else if (roster_address_is_mark (c))
        {
          p = g_utf8_next_char (p);
          after_blank = TRUE;
        }
      else if (c == '#' && after_blank && line > 0)
        {
          p = find_line_end (p);
        }
      else
        {
          const Entry entry = find_entry (&self, p);

          read_entry (&self, &entry);
          p = entry.end;
          after_blank = FALSE;
        }
    }
  flush_held (&self);
  if (persons->len > ROSTER_PEOPLE_MAX)
    g_ptr_array_set_size (persons, ROSTER_PEOPLE_MAX);
}
