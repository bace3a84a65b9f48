/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that came from outside, made safe to show: one line, nothing hidden, nothing turned round.
 */

#include "core/base/roster-text.h"

#include <string.h>

#define FIRST_STRONG_ISOLATE 0x2068
#define POP_DIRECTIONAL_ISOLATE 0x2069
#define RIGHT_TO_LEFT_MARK 0x200f
#define ARABIC_LETTER_MARK 0x061c
#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER 0x200d

/* The symbol of a control character, or 0 where there is none. */
static gunichar
get_control_symbol (gunichar c)
{
  if (c < 0x20)
    return 0x2400 + c; /* SYMBOL FOR NULL and those that follow it, in the same order */
  if (c == 0x7f)
    return 0x2421; /* SYMBOL FOR DELETE */
  if (c == 0x85 || c == 0x2028 || c == 0x2029)
    return 0x2424; /* SYMBOL FOR NEWLINE */
  return 0;
}

/* Letters and marks that Unicode calls visible, but that draw nothing. */
static gboolean
is_blank_letter (gunichar c)
{
  return c == 0x034f || c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 || c == 0x2800 ||
         c == 0x3164 || c == 0xffa0;
}

/* Format characters that draw something: signs before and round Arabic and Syriac numbers. */
static gboolean
is_visible_format (gunichar c)
{
  return (c >= 0x0600 && c <= 0x0605) || c == 0x06dd || c == 0x070f || c == 0x0890 || c == 0x0891 ||
         c == 0x08e2 || c == 0x110bd || c == 0x110cd;
}

/* Joiners are part of spelling in Arabic and Indic scripts and of emoji; after Latin and its kin
 * they only serve to make two equal looking names differ. */
static gboolean
is_joiner_in_place (gunichar c, gunichar before)
{
  if (c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER)
    return FALSE;

  if (c == ZERO_WIDTH_JOINER && (g_unichar_type (before) == G_UNICODE_OTHER_SYMBOL ||
                                 before == 0xfe0f || (before >= 0x1f3fb && before <= 0x1f3ff)))
    return TRUE;

  switch (g_unichar_get_script (before))
    {
    case G_UNICODE_SCRIPT_INVALID_CODE:
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_INHERITED:
    case G_UNICODE_SCRIPT_UNKNOWN:
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_CYRILLIC:
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
      return FALSE;
    default:
      return TRUE;
    }
}

static gboolean
is_hidden (gunichar c, gunichar before)
{
  if (is_blank_letter (c))
    return TRUE;

  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_UNASSIGNED:
      return TRUE;
    case G_UNICODE_FORMAT:
      return !is_visible_format (c) && !is_joiner_in_place (c, before);
    default:
      return FALSE;
    }
}

/* Whether the character runs, or may run, from right to left (the blocks that Unicode keeps for
 * such scripts). Their mark among them is never shown. */
static gboolean
is_right_to_left (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08ff && c != ARABIC_LETTER_MARK) || (c >= 0xfb1d && c <= 0xfdff) ||
         (c >= 0xfe70 && c <= 0xfefc) || (c >= 0x10800 && c <= 0x10fff) ||
         (c >= 0x1e800 && c <= 0x1efff);
}

/* Whether there are letters from right to left between @text and @end. */
static gboolean
has_right_to_left (const char *text, const char *end)
{
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    if (is_right_to_left (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* The end of what is isolated from @opening on, as far as it is shown. */
static const char *
find_closing (const char *opening)
{
  const char *p = g_utf8_next_char (opening);
  guint depth = 1;

  for (guint n = 0; *p != '\0' && n < ROSTER_TEXT_DISPLAY_MAX; n++, p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) == FIRST_STRONG_ISOLATE)
      depth++;
    else if (g_utf8_get_char (p) == POP_DIRECTIONAL_ISOLATE && --depth == 0)
      return p;
  return NULL;
}

/* Whether the character at @p is one of those that keep text from right to left in its place, as
 * this module and translations write them: it changes nothing outside of that text. @depth is the
 * number of isolates around it. */
static gboolean
keeps_order (const char *p, gunichar before, guint *depth)
{
  const char *closing = NULL;

  switch (g_utf8_get_char (p))
    {
    case FIRST_STRONG_ISOLATE:
      closing = find_closing (p);
      if (closing == NULL || !has_right_to_left (p, closing))
        return FALSE;
      (*depth)++;
      return TRUE;
    case POP_DIRECTIONAL_ISOLATE:
      if (*depth == 0)
        return FALSE;
      (*depth)--;
      return TRUE;
    case RIGHT_TO_LEFT_MARK:
      return (before == 0 || before == FIRST_STRONG_ISOLATE) &&
             has_right_to_left (p, p + strnlen (p, ROSTER_TEXT_DISPLAY_MAX));
    default:
      return FALSE;
    }
}

static void
append_character (GString *shown, gunichar c, gunichar before)
{
  gunichar symbol = get_control_symbol (c);

  if (symbol != 0)
    g_string_append_unichar (shown, symbol);
  else if (is_hidden (c, before))
    g_string_append_printf (shown, "[U+%04X]", c);
  else
    g_string_append_unichar (shown, c);
}

/* Whether the character at @p is the mark with which a translated sentence starts, maybe behind
 * other words. */
static gboolean
starts_sentence (const char *p, gunichar before)
{
  return g_utf8_get_char (p) == RIGHT_TO_LEFT_MARK && before == ' ' &&
         has_right_to_left (p, p + strnlen (p, ROSTER_TEXT_DISPLAY_MAX));
}

/**
 * roster_text_display:
 * @text: (nullable): a name, an address, an id or a message as the service or a file gave it
 *
 * Makes @text safe to show on one line beside other text: control characters and line breaks become
 * their symbols (␊), characters that cannot be seen or that change the direction of what follows
 * are spelled out ([U+202E]), text from right to left is isolated from its surroundings, and after
 * %ROSTER_TEXT_DISPLAY_MAX characters it ends with “…”. Ordinary text comes back as it is, and so
 * does what this function has given before: a sentence may hold a name that was made safe to show.
 *
 * Returns: valid UTF-8, never %NULL
 */
char *
roster_text_display (const char *text)
{
  g_autofree char *valid = NULL;
  GString *shown = NULL;
  gboolean isolate = FALSE;
  gunichar before = 0;
  guint depth = 0;
  guint n = 0;

  if (text == NULL)
    return g_strdup ("");

  valid = g_utf8_make_valid (text, -1);
  shown = g_string_new (NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (n++ == ROSTER_TEXT_DISPLAY_MAX)
        {
          g_string_append (shown, "…");
          break;
        }
      isolate = isolate || (depth == 0 && is_right_to_left (c));
      if (keeps_order (p, before, &depth))
        g_string_append_unichar (shown, c);
      else
        append_character (shown, c, before);
      before = c;
    }

  for (; depth > 0; depth--)
    g_string_append_unichar (shown, POP_DIRECTIONAL_ISOLATE);
  if (isolate)
    {
      g_string_prepend_unichar (shown, FIRST_STRONG_ISOLATE);
      g_string_append_unichar (shown, POP_DIRECTIONAL_ISOLATE);
    }
  return g_string_free (shown, FALSE);
}

/**
 * roster_text_display_lines:
 * @text: lines of any length, such as messages and tables, with text from outside in them
 *
 * As roster_text_display(), but line breaks stay, nothing is cut, and nothing is isolated: the
 * lines as such are ours.
 *
 * Returns: valid UTF-8
 */
char *
roster_text_display_lines (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) shown = g_string_sized_new (strlen (valid) + 1);
  gunichar before = 0;
  guint depth = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      for (; c == '\n' && depth > 0; depth--)
        g_string_append_unichar (shown, POP_DIRECTIONAL_ISOLATE);
      if ((c >= 0x20 && c < 0x7f) || c == '\n' || keeps_order (p, before, &depth) ||
          starts_sentence (p, before))
        g_string_append_unichar (shown, c);
      else
        append_character (shown, c, before);
      before = c == '\n' ? 0 : c;
    }
  return g_string_free (g_steal_pointer (&shown), FALSE);
}

/**
 * roster_text_dup_sentence:
 * @text: what somebody else says, to be shown at the end of a message
 *
 * What the operating system, a library or the service says often lacks its final period.
 *
 * Returns: (transfer full): @text without blanks at its end, with a period where it ends with no
 *   mark of its own, in whatever script
 */
char *
roster_text_dup_sentence (const char *text)
{
  static const char marks[] = ".!?…。！？．؟۔।։";
  static const char closers[] = ")]}\"'’”»」』";
  g_autofree char *sentence = g_strchomp (g_strdup (text));
  const char *last = sentence + strlen (sentence);

  do
    last = g_utf8_find_prev_char (sentence, last);
  while (last != NULL && g_utf8_strchr (closers, -1, g_utf8_get_char (last)) != NULL);

  if (last == NULL || g_utf8_strchr (marks, -1, g_utf8_get_char (last)) != NULL)
    return g_steal_pointer (&sentence);
  return g_strconcat (sentence, ".", NULL);
}

/**
 * roster_text_host:
 * @url: a URL
 *
 * Returns: (transfer full): its host, with the port where it names one; all of it where it is no
 *   URL. Safe to show.
 */
char *
roster_text_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return roster_text_display (url);
  if (g_uri_get_port (uri) > 0)
    return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
  return g_strdup (g_uri_get_host (uri));
}
