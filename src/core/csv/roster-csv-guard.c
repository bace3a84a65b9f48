/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/csv/roster-csv-guard.h"

#include <string.h>

/* Whether @text starts with a sign that starts a formula; spreadsheets of East Asia take the wide
 * and the small ones, too: ＝ ＋ － ＠ from U+FF0B on, and those from U+FE62 on. */
static inline gboolean
is_sign (const char *text)
{
  const guchar *p = (const guchar *)text;

  switch (p[0])
    {
    case '=':
    case '+':
    case '-':
    case '@':
      return TRUE;
    case 0xef:
      if (p[1] == 0xbc)
        return p[2] == 0x9d || p[2] == 0x8b || p[2] == 0x8d || p[2] == 0xa0;
      return p[1] == 0xb9 && (p[2] == 0xa6 || p[2] == 0xa2 || p[2] == 0xa3 || p[2] == 0xab);
    default:
      return FALSE;
    }
}

/* How many bytes of a line's end @text starts with: NEXT LINE, LINE and PARAGRAPH SEPARATOR are
 * dropped at the start of a cell, too. */
static inline gsize
get_break (const char *text)
{
  const guchar *p = (const guchar *)text;

  if (p[0] >= '\n' && p[0] <= '\r')
    return 1;
  if (p[0] == 0xc2 && p[1] == 0x85)
    return 2;
  return p[0] == 0xe2 && p[1] == 0x80 && (p[2] == 0xa8 || p[2] == 0xa9) ? 3 : 0;
}

/* How many bytes @text starts with of what may stand between such an end and the sign: a blank, a
 * byte order mark, a quote. */
static inline gsize
get_filler (const char *text)
{
  const guchar *p = (const guchar *)text;

  if (p[0] == ' ' || p[0] == '"')
    return 1;
  if (p[0] == 0xc2 && p[1] == 0xa0)
    return 2;
  if (p[0] == 0xe3 && p[1] == 0x80 && p[2] == 0x80)
    return 3;
  return p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf ? 3 : 0;
}

/* Behind the breaks at the start of @text, and what is between them. */
static const char *
skip_breaks (const char *text)
{
  gsize n = get_break (text);

  while (n > 0)
    {
      text += n;
      n = get_break (text);
      if (n == 0)
        n = get_filler (text);
    }
  return text;
}

/**
 * roster_csv_guard_find:
 * @text: the text of a cell, or the rest of it
 * @is_start: whether a cell starts at @text; otherwise the first character is passed over
 *
 * Semicolons, tabs and line breaks in the middle are ends of cells too, for programs that expect
 * the one or pass over quotes that do not start a cell. Left as they always were: an @ behind a
 * line break in the middle, which addresses have, and a blank before the sign at the start of a
 * cell, which makes it text.
 *
 * Returns: (nullable): the next sign that would start a formula
 */
const char *
roster_csv_guard_find (const char *text, gboolean is_start)
{
  const char *end;

  if (is_start && is_sign (text))
    return text;
  end = is_start ? skip_breaks (text) : text;
  if (end > text && is_sign (end))
    return end;

  while ((end = strpbrk (end, ";\t\n\r\v\f")) != NULL)
    {
      const gboolean is_break = *end != ';' && *end != '\t';
      gsize n;

      for (end++; (n = get_filler (end)) > 0; end += n)
        ;
      if (is_sign (end) && !(is_break && *end == '@'))
        return end;
    }
  return NULL;
}

/**
 * roster_csv_guard_is_leading:
 * @text: the text of a cell
 *
 * Returns: whether the guard stands before the whole text: it starts with such a sign, a tab or a
 *   CR, or with line breaks before such a sign
 */
gboolean
roster_csv_guard_is_leading (const char *text)
{
  const char *behind = skip_breaks (text);

  return *text == '\t' || *text == '\r' || is_sign (text) || (behind > text && is_sign (behind));
}
