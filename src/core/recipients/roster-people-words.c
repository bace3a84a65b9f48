/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom the words between two separators name. Either all of them are understood or none is: an
 * address among other words may be there for any reason. */

#include "core/recipients/roster-people-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/roster-address-key.h"

#define LONGEST_ID 128 /* bytes */

/* Every one of them may open and close: languages differ. */
static const gunichar quotes[] = {
  '\'',   '"',    '`',    0xb4,   0xab,   0xbb,   0x2018, 0x2019, 0x201a, 0x201b,
  0x201c, 0x201d, 0x201e, 0x201f, 0x2039, 0x203a, 0x300c, 0x300d, 0x300e, 0x300f,
  0x301d, 0x301e, 0x301f, 0xff02, 0xff07, 0xff62, 0xff63, 0,
};

static const gunichar brackets[][2] = {
  { '(', ')' },       { '[', ']' },       { '<', '>' },       { '{', '}' },
  { 0xff08, 0xff09 }, { 0xff3b, 0xff3d }, { 0xff1c, 0xff1e }, { 0xff5b, 0xff5d },
  { 0x3008, 0x3009 }, { 0x300a, 0x300b }, { 0x3010, 0x3011 }, { 0x27e8, 0x27e9 },
};

static const char *const bullets[] = {
  "•", "‣", "◦", "▪", "·", "・", "–", "—", "-", "*", "+", "→"
};

static gboolean
is_quote (gunichar c)
{
  for (const gunichar *quote = quotes; *quote != 0; quote++)
    if (*quote == c)
      return TRUE;

  return FALSE;
}

static gboolean
is_pair (gunichar first, gunichar last)
{
  for (gsize i = 0; i < G_N_ELEMENTS (brackets); i++)
    if (brackets[i][0] == first)
      return brackets[i][1] == last;

  return is_quote (first) && is_quote (last);
}

/* Without one pair of quotes or brackets around it; NULL where there is none. */
static char *
strip_pair (const char *text)
{
  const char *start = g_utf8_next_char (text);
  const char *end = text + strlen (text);

  if (*text == '\0' || start == end)
    return NULL;
  end = g_utf8_prev_char (end);
  if (!is_pair (g_utf8_get_char (text), g_utf8_get_char (end)))
    return NULL;

  return roster_address_trim (start, (gsize)(end - start));
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

/* The full stop of a sentence that ends in an address is none of the address's own. */
static void
strip_stop (char *text)
{
  static const char *const stops[] = { ".", "。", "．", ":" };

  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    if (strchr (text, '@') != NULL && g_str_has_suffix (text, stops[i]))
      {
        text[strlen (text) - strlen (stops[i])] = '\0';
        return;
      }
}

char *
roster_people_words_unwrap (const char *text)
{
  char *current = roster_address_trim (text, strlen (text));

  strip_stop (current);
  for (guint i = 0; i < 4; i++)
    {
      char *inner = strip_pair (current);

      if (inner == NULL)
        break;
      g_free (current);
      current = inner;
      strip_stop (current);
    }
  {
    char *address = strip_mailto (current);

    g_free (current);
    return address;
  }
}

gboolean
roster_people_words_is_id (const char *text)
{
  const gsize length = strlen (text);

  if (length == 0 || length > LONGEST_ID || !(g_ascii_isalnum (*text) || *text == '_'))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-_.~+=|", *p) == NULL)
      return FALSE;

  return TRUE;
}

gboolean
roster_people_words_has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

static const char *
describe_failure (RosterPeopleKind kind)
{
  if (kind == ROSTER_PEOPLE_ADDRESSES)
    return _ ("This is not an email address.");
  if (kind == ROSTER_PEOPLE_IDS)
    return _ ("This is not a user id.");
  return _ ("This is neither an email address nor a user id.");
}

static void
add_refused (GPtrArray *persons, guint line, const char *text, const char *problem)
{
  g_autofree char *trimmed = roster_address_trim (text, strlen (text));
  RosterPerson *person;

  if (*trimmed == '\0')
    return;
  person = roster_person_new (line, trimmed);
  roster_person_refuse (person, problem);
  g_ptr_array_add (persons, person);
}

/* Whom one word names, unwrapped already; NULL where nobody. */
static RosterPerson *
read_word (const char *word, guint line, RosterPeopleKind kind)
{
  RosterPerson *person;

  if (roster_address_is_valid (word))
    {
      person = roster_person_new (line, word);
      person->email = g_strdup (word);
      if (kind == ROSTER_PEOPLE_IDS)
        roster_person_refuse (person,
                              _ ("This is an email address: invite them, or give their user id."));
      return person;
    }
  if (kind == ROSTER_PEOPLE_ADDRESSES || !roster_people_words_is_id (word))
    return NULL;

  person = roster_person_new (line, word);
  person->id = g_strdup (word);

  return person;
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x200b || c == 0x2060 || c == 0xfeff;
}

/* The end of the word that @text begins with. */
static const char *
find_word_end (const char *text)
{
  while (*text != '\0' && !is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

static const char *
skip_blanks (const char *text)
{
  while (*text != '\0' && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

/* Behind the bullet or the number of a list, where there is one. */
static const char *
skip_bullet (const char *text)
{
  const char *end = find_word_end (text);
  const gsize length = (gsize)(end - text);
  const gsize digits = strspn (text, "0123456789");

  if (*skip_blanks (end) == '\0')
    return text;
  for (gsize i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (strlen (bullets[i]) == length && strncmp (text, bullets[i], length) == 0)
      return skip_blanks (end);
  if (digits > 0 && digits <= 6 && digits + 1 == length &&
      (text[digits] == '.' || text[digits] == ')'))
    return skip_blanks (end);

  return text;
}

/* Several words: each has to name somebody, and an id among others has to look like one. */
static gboolean
read_words (const char *text, guint line, RosterPeopleKind kind, GPtrArray *persons)
{
  const guint n_before = persons->len;

  for (const char *p = text; *p != '\0';)
    {
      const char *end = find_word_end (p);
      g_autofree char *raw = g_strndup (p, (gsize)(end - p));
      g_autofree char *word = roster_people_words_unwrap (raw);
      g_autoptr (RosterPerson) person = read_word (word, line, kind);

      if (person == NULL || (person->id != NULL && !roster_people_words_has_digit (word)))
        {
          g_ptr_array_set_size (persons, (int)n_before);
          return FALSE;
        }
      g_ptr_array_add (persons, g_steal_pointer (&person));
      p = skip_blanks (end);
    }

  return TRUE;
}

static gboolean
add_named (GPtrArray *persons, guint line, RosterPeopleKind kind, const char *word, char *name)
{
  g_autofree char *owned = name;
  g_autofree char *address = roster_people_words_unwrap (word);
  RosterPerson *person = roster_address_is_valid (address) && strchr (owned, '@') == NULL
                             ? read_word (address, line, kind)
                             : NULL;

  if (person == NULL)
    return FALSE;
  if (person->problem == NULL)
    roster_person_set_name (person, owned);
  g_ptr_array_add (persons, person);

  return TRUE;
}

/* `Name (a@b.c)` and `a@b.c (Name)`, with round or square brackets. */
static gboolean
read_bracketed (const char *text, guint line, RosterPeopleKind kind, GPtrArray *persons)
{
  const char *first_end = find_word_end (text);
  const char *rest = skip_blanks (first_end);
  const char *open = strrchr (text, '(');
  g_autofree char *first = g_strndup (text, (gsize)(first_end - text));
  g_autofree char *inner = *rest == '(' ? strip_pair (rest) : NULL;

  if (open == NULL || open < strrchr (text, '['))
    open = strrchr (text, '[');
  if (inner != NULL && strpbrk (inner, "()") == NULL &&
      add_named (persons, line, kind, first, g_steal_pointer (&inner)))
    return TRUE;

  return open != NULL && open != text && strchr (open, '@') != NULL &&
         *find_word_end (open) == '\0' &&
         add_named (persons, line, kind, open, g_strndup (text, (gsize)(open - text)));
}

void
roster_people_words_read (const char *text, guint line, RosterPeopleKind kind, GPtrArray *persons)
{
  g_autofree char *trimmed = roster_address_trim (text, strlen (text));
  const char *start = skip_bullet (trimmed);
  g_autofree char *whole = roster_people_words_unwrap (start);
  RosterPerson *person;

  if (*whole == '\0')
    return;
  person = read_word (whole, line, kind);
  if (person != NULL)
    {
      g_ptr_array_add (persons, person);
      return;
    }
  if (*find_word_end (start) != '\0' && strchr (start, '"') == NULL &&
      (read_words (start, line, kind, persons) || read_bracketed (start, line, kind, persons)))
    return;

  add_refused (persons, line, trimmed, describe_failure (kind));
}

/* What stands in quotes, without the backslashes of RFC 5322; NULL where it is not quoted. */
static char *
unquote (const char *name)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (*name != '"')
    return NULL;
  for (const char *p = name + 1; *p != '\0'; p++)
    {
      if (*p == '"')
        return p[1] == '\0' ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
      if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
        p++;
      g_string_append_c (text, *p);
    }

  return NULL;
}

void
roster_people_words_read_named (const char *text,
                                const char *name,
                                const char *address,
                                guint line,
                                RosterPeopleKind kind,
                                GPtrArray *persons)
{
  g_autofree char *trimmed = roster_address_trim (name, strlen (name));
  g_autofree char *email = roster_people_words_unwrap (address);
  g_autofree char *unquoted = unquote (trimmed);
  g_autofree char *bare = unquoted == NULL ? roster_people_words_unwrap (trimmed) : NULL;
  RosterPerson *person = read_word (email, line, kind);

  /* An address before the bracket, without quotes, may be the one that is meant. */
  if (person != NULL && unquoted == NULL && strchr (trimmed, '@') != NULL &&
      g_ascii_strcasecmp (bare, email) != 0)
    g_clear_pointer (&person, roster_person_free);
  if (person == NULL)
    {
      add_refused (persons, line, text, describe_failure (kind));
      return;
    }
  if (person->problem == NULL)
    roster_person_set_name (person, unquoted != NULL ? unquoted : bare);
  g_ptr_array_add (persons, person);
}
