/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members as CSV, byte for byte in the format of the official scripts (threat-stack/README.md).
 * A row is written as if it were plain, and once more where it is not, for the goal that an export
 * takes at most 1.6 times as long as `curl -o file`: with strcspn(), GDate and GString it takes
 * 1590 instructions a member, not 680. */

#include "core/csv/roster-csv.h"

#include <string.h>

#include "core/csv/roster-csv-guard.h"
#include "core/json/roster-bytes.h"
#include "core/json/roster-service-time.h"

#define MS_PER_DAY G_GUINT64_CONSTANT (86400000)

/* Whether a cell has to be looked at closely for how it starts: like a formula, or with one of the
 * few characters beyond ASCII that a formula can hide behind. */
static inline gboolean
starts_formula (const char *text)
{
  const guchar c = (guchar)*text;

  if (c > '@')
    return c == 0xc2 || c == 0xe2 || c == 0xef;

  return c == '=' || c == '+' || c == '-' || c == '@';
}

/* The bytes for which a cell has to be quoted, and those after which a spreadsheet that takes
 * another separator would see a new cell: , " ; and from tab to CR. */
static inline RosterBytesFound
find_special (RosterBytes bytes)
{
  const RosterBytesFound signed_bytes = (RosterBytesFound)bytes;

  return (bytes == ',') | (bytes == '"') | (bytes == ';') |
         ((signed_bytes > '\t' - 1) & (signed_bytes < '\r' + 1));
}

typedef struct
{
  const char *text;
  gsize length; /* bytes */
} Cell;

/* text: (nullable) */
static inline Cell
measure_cell (const char *text)
{
  return text != NULL ? (Cell){ text, strlen (text) } : (Cell){ "", 0 };
}

/* The most that is written for so many bytes. */
#define CELL_ROOM(length) (2 * (length) + 3)

/* What was found in the cells of a row. */
typedef struct
{
  RosterCsvFlags flags;
  RosterBytesFound special;
  gboolean formula;
} Row;

/* Copies what is shorter than sixteen bytes: two pieces, the second over the end of the first. They
 * are looked at where they are: read again as one, they would have to be waited for. */
static inline RosterBytesFound
copy_short (char *place, Cell cell)
{
  const gsize length = cell.length;
  guint64 low = 0, high = 0;
  guint32 first, second;

  if (length >= 8)
    {
      memcpy (&low, cell.text, 8);
      memcpy (&high, cell.text + length - 8, 8);
      memcpy (place, &low, 8);
      memcpy (place + length - 8, &high, 8);
    }
  else if (length >= 4)
    {
      memcpy (&first, cell.text, 4);
      memcpy (&second, cell.text + length - 4, 4);
      memcpy (place, &first, 4);
      memcpy (place + length - 4, &second, 4);
      low = (guint64)first << 32 | second;
    }
  else
    for (gsize i = 0; i < length; i++)
      {
        place[i] = cell.text[i];
        low = low << 8 | (guchar)cell.text[i];
      }

  return find_special (roster_bytes_join (low, high));
}

/* Sixteen bytes at a time, the last of them once more with some that were copied. */
static inline char *
put_plain (char *place, Cell cell, Row *row)
{
  const gsize step = ROSTER_BYTES_SIZE;
  RosterBytesFound special = { 0 };

  if (cell.length < step)
    special = copy_short (place, cell);
  else
    {
      const gsize last = cell.length - step;

      for (gsize i = 0; i < last; i += step)
        {
          memcpy (place + i, cell.text + i, step);
          special |= find_special (roster_bytes_load (cell.text + i));
        }
      memcpy (place + last, cell.text + last, step);
      special |= find_special (roster_bytes_load (cell.text + last));
    }

  row->special |= special;
  row->formula |= starts_formula (cell.text);
  return place + cell.length;
}

/* Whether a row was certainly written as it has to be by put_plain() */
static inline gboolean
is_plain (const Row *row)
{
  return !roster_bytes_is_any (row->special) &&
         (!row->formula || (row->flags & ROSTER_CSV_RAW) != 0);
}

/* Quotes where it has to be, and puts a ' before whatever would start a formula. */
static char *
put_closely (char *place, Cell cell, RosterCsvFlags flags)
{
  const gboolean quoted = strpbrk (cell.text, ",\"\n\r") != NULL;
  const gboolean guarded = (flags & ROSTER_CSV_RAW) == 0;
  const char *formula = guarded ? roster_csv_guard_find (cell.text, TRUE) : NULL;

  if (quoted)
    *place++ = '"';
  if (guarded && roster_csv_guard_is_leading (cell.text))
    {
      *place++ = '\'';
      if (formula == cell.text)
        formula = roster_csv_guard_find (cell.text, FALSE);
    }
  for (const char *p = cell.text; *p != '\0'; p++)
    {
      if (p == formula)
        {
          *place++ = '\'';
          formula = roster_csv_guard_find (p, FALSE);
        }
      if (*p == '"')
        *place++ = '"';
      *place++ = *p;
    }
  if (quoted)
    *place++ = '"';
  return place;
}

/* A cell that may need quotes or the guard. */
static inline char *
put_cell (char *place, Cell cell, Row *row)
{
  Row own = { .flags = row->flags };
  char *end = put_plain (place, cell, &own);

  return is_plain (&own) ? end : put_closely (place, cell, row->flags);
}

/* Room for @size bytes more; end_room() says how many it were. */
static inline char *
begin_room (GString *text, gsize size)
{
  const gsize length = text->len;

  if (text->allocated_len - length <= size)
    {
      g_string_set_size (text, length + size);
      text->len = length;
    }

  return text->str + length;
}

static inline void
end_room (GString *text, char *end)
{
  *end = '\0';
  text->len = (gsize)(end - text->str);
}

/**
 * roster_csv_append_cell:
 * @text: gets the cell, without the comma beside it
 * @cell: (nullable): what is in it
 * @flags: whether it is guarded against spreadsheet formulas
 *
 * Quotes only where it has to.
 */
void
roster_csv_append_cell (GString *text, const char *cell, RosterCsvFlags flags)
{
  const Cell measured = measure_cell (cell);
  Row row = { .flags = flags };

  end_room (text, put_cell (begin_room (text, CELL_ROOM (measured.length)), measured, &row));
}

#define BOOLEAN_ROOM 5

/* Always as many bytes, so that it makes no branch, which would often be guessed wrong. What the
 * service does not tell is empty. */
static inline char *
put_flag (char *place, guint flag)
{
  static const char words[3][BOOLEAN_ROOM] = {
    [ROSTER_FLAG_OFF] = "False",
    [ROSTER_FLAG_ON] = "True",
    [ROSTER_FLAG_NOT_TOLD] = "",
  };
  static const guint8 lengths[3] = { 5, 4, 0 };

  return (char *)memcpy (place, words[flag], BOOLEAN_ROOM) + lengths[flag];
}

/* Two digits */
static inline void
put_two (char *place, guint value)
{
  static const char digits[] = "00010203040506070809101112131415161718192021222324"
                               "25262728293031323334353637383940414243444546474849"
                               "50515253545556575859606162636465666768697071727374"
                               "75767778798081828384858687888990919293949596979899";

  memcpy (place, digits + 2 * (gsize)value, 2);
}

/* A date of the Gregorian calendar, its year taken to start in March, so that the leap day is its
 * last. The numbers stand for divisions, exact for all days there are here: Neri and Schneider,
 * "Euclidean affine functions and their application to calendar algorithms", 2022. */
static inline void
date_from_days (guint32 days_since_march_0000, guint *year, guint *month, guint *day)
{
  const guint32 quarters = 4 * days_since_march_0000 + 3; /* of days */
  const guint32 century = quarters / 146097;
  const guint64 product = G_GUINT64_CONSTANT (2939745) * (quarters % 146097 | 3);
  const guint32 day_of_year = (guint32)product / 2939745 / 4;
  const guint32 months = 2141 * day_of_year + 197913;
  const gboolean after_december = day_of_year >= 306;

  *year = 100 * century + (guint32)(product >> 32) + after_december;
  *month = (months >> 16) - 12 * after_december;
  *day = (months & 0xffff) / 2141 + 1;
}

#define DAYS_TO_1970 719468 /* from 0000-03-01 */
#define TIME_ROOM 24        /* bytes: for the last time that is no date, too */
#define TIME_LENGTH 23

/* Not translated, as all of the file; an empty cell would say that they never signed in. */
#define NOT_KNOWN "not known"

/* YYYY-MM-DD HH:MM:SS.mmm in UTC, or nothing where there was none. What no calendar shows, which no
 * reader gives, is left a number. */
static char *
put_time (char *place, gint64 time)
{
  const guint64 since_march_0000 = (guint64)time + DAYS_TO_1970 * MS_PER_DAY;
  const guint ms = (guint)(since_march_0000 % MS_PER_DAY);
  guint year, month, day;

  if (time == ROSTER_NEVER)
    return place;
  if (time == ROSTER_NOT_KNOWN)
    return g_stpcpy (place, NOT_KNOWN);
  if (!roster_service_time_is_valid (time))
    return place + g_snprintf (place, TIME_ROOM, "%" G_GINT64_FORMAT, time);

  date_from_days ((guint32)(since_march_0000 / MS_PER_DAY), &year, &month, &day);
  memcpy (place, "YYYY-MM-DD HH:MM:SS.mmm", TIME_LENGTH);
  put_two (place, year / 100);
  put_two (place + 2, year % 100);
  put_two (place + 5, month);
  put_two (place + 8, day);
  put_two (place + 11, ms / 3600000);
  put_two (place + 14, ms / 60000 % 60);
  put_two (place + 17, ms / 1000 % 60);
  place[20] = (char)('0' + ms % 1000 / 100);
  put_two (place + 21, ms % 100);
  return place + TIME_LENGTH;
}

/* @put: for each of @cells; with a name that the compiler knows it is no call. */
static inline __attribute__ ((always_inline)) char *
put_member (char *place,
            const RosterMember *member,
            const Cell *cells,
            char *(*put) (char *place, Cell cell, Row *row),
            Row *row)
{
  place = put (place, cells[0], row);
  *place++ = ',';
  place = put_flag (place, member->sso);
  *place++ = ',';
  place = put (place, cells[1], row);
  *place++ = ',';
  place = put_flag (place, member->enabled);
  *place++ = ',';
  place = put_time (place, member->last_sign_in);
  *place++ = ',';
  place = put_flag (place, member->mfa);
  *place++ = ',';
  place = put (place, cells[2], row);
  *place++ = ',';
  place = put (place, cells[3], row);
  *place++ = '\n';
  return place;
}

/**
 * roster_csv_append_header:
 * @text: where to
 *
 * Appends the line that names the columns (threat-stack/README.md, "The official scripts").
 */
void
roster_csv_append_header (GString *text)
{
  g_string_append (text, ROSTER_CSV_HEADER "\n");
}

/**
 * roster_csv_append_member:
 * @text: where to
 * @member: the member
 * @flags: %ROSTER_CSV_RAW to leave out the guard
 *
 * Appends one line. Cells are quoted only where they hold a comma, a quote or a line break. A cell
 * that a spreadsheet would run as a formula (it starts with = + - @, tab or CR) gets a leading ',
 * and so does what another one would take for such a cell: see roster_csv_guard_find().
 */
void
roster_csv_append_member (GString *text, const RosterMember *member, RosterCsvFlags flags)
{
  const Cell cells[] = { measure_cell (member->role), measure_cell (member->display_name),
                         measure_cell (member->id), measure_cell (member->email) };
  Row row = { .flags = flags };
  gsize room = 3 * BOOLEAN_ROOM + TIME_ROOM + 8;
  char *start, *end;

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    room += CELL_ROOM (cells[i].length);
  start = begin_room (text, room);
  end = put_member (start, member, cells, put_plain, &row);
  if (!is_plain (&row))
    end = put_member (start, member, cells, put_cell, &row);
  end_room (text, end);
}
