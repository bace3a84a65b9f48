/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/json/roster-service-time.h"

#include <math.h>
#include <string.h>

#include "core/base/roster-digits.h"
#include "core/members/roster-member.h"

#define MS_PER_MINUTE G_GINT64_CONSTANT (60000)
#define MS_PER_DAY (24 * 60 * MS_PER_MINUTE)

/* The years 1 to 9999, in milliseconds: what a calendar can show. */
#define EARLIEST G_GINT64_CONSTANT (-62135596800000)
#define LATEST G_GINT64_CONSTANT (253402300799999)

#define MAX_NUMBER 1024 /* bytes */

/**
 * roster_service_time_is_valid:
 * @time: milliseconds since the epoch
 *
 * Returns: whether it is one of the years 1 to 9999
 */
gboolean
roster_service_time_is_valid (gint64 time)
{
  return time >= EARLIEST && time <= LATEST;
}

static gboolean
take (gint64 value, gint64 *time)
{
  if (!roster_service_time_is_valid (value))
    return FALSE;

  *time = value;

  return TRUE;
}

/* The whole text as digits, with or without a minus. */
static gboolean
read_integer (const char *text, gsize length, gint64 *value)
{
  const char *end = text + length;
  gboolean negative = length > 0 && text[0] == '-';

  if (roster_digits_read (negative ? text + 1 : text, end, value) != end)
    return FALSE;
  if (negative)
    *value = -*value;

  return TRUE;
}

/* A number that is not simply an integer. */
static gboolean
read_double (const char *text, gsize length, gint64 *time)
{
  char number[MAX_NUMBER + 1];
  double value;

  if (length > MAX_NUMBER)
    return FALSE;

  memcpy (number, text, length);
  number[length] = '\0';
  value = floor (g_ascii_strtod (number, NULL));

  return value >= (double)EARLIEST && value <= (double)LATEST && take ((gint64)value, time);
}

/**
 * roster_service_time_from_number:
 * @text: a JSON number as it is spelled, not terminated
 * @length: in bytes
 * @time: (out): milliseconds since the epoch
 *
 * Milliseconds, also with a fraction (which is cut off) or an exponent; the years 1 to 9999.
 *
 * Returns: whether it is a time
 */
gboolean
roster_service_time_from_number (const char *text, gsize length, gint64 *time)
{
  gint64 whole;

  return read_integer (text, length, &whole) ? take (whole, time)
                                             : read_double (text, length, time);
}

typedef struct
{
  const char *at;
  const char *end;
} Reader;

/* Exactly @n digits. */
static gboolean
read_digits (Reader *reader, guint n, guint *value)
{
  *value = 0;
  if ((gsize)(reader->end - reader->at) < n)
    return FALSE;

  for (guint i = 0; i < n; i++, reader->at++)
    {
      if (!g_ascii_isdigit (*reader->at))
        return FALSE;
      *value = *value * 10 + (guint)(*reader->at - '0');
    }

  return TRUE;
}

static gboolean
read_one (Reader *reader, const char *any_of)
{
  if (reader->at == reader->end || *reader->at == '\0' || strchr (any_of, *reader->at) == NULL)
    return FALSE;

  reader->at++;

  return TRUE;
}

static gboolean
read_date (Reader *reader, gint64 *ms)
{
  guint year, month, day, from_march;

  if (!read_digits (reader, 4, &year) || !read_one (reader, "-") ||
      !read_digits (reader, 2, &month) || !read_one (reader, "-") || !read_digits (reader, 2, &day))
    return FALSE;
  if (year == 0 || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;

  /* Days since 0000-03-01, so that the leap day is the last of the year. */
  from_march = (month + 9) % 12;
  year -= month <= 2 ? 1 : 0;
  *ms = ((gint64)year * 365 + year / 4 - year / 100 + year / 400 + (153 * from_march + 2) / 5 +
         day - 1 - 719468) *
        MS_PER_DAY;

  return TRUE;
}

/* HH:MM, HH:MM:SS or HH:MM:SS.fraction; what is finer than a millisecond is cut off. */
static gboolean
read_clock (Reader *reader, gint64 *ms)
{
  guint hour, minute, second = 0, fraction = 0;

  if (!read_digits (reader, 2, &hour) || !read_one (reader, ":") ||
      !read_digits (reader, 2, &minute))
    return FALSE;
  if (read_one (reader, ":"))
    {
      if (!read_digits (reader, 2, &second))
        return FALSE;
      if (read_one (reader, ".,"))
        {
          guint weight = 100;
          guint digit;

          if (!read_digits (reader, 1, &digit))
            return FALSE;
          for (fraction = digit * weight; read_digits (reader, 1, &digit); weight /= 10)
            fraction += digit * (weight / 10);
        }
    }
  if (hour > 23 || minute > 59 || second > 60) /* 60: a leap second */
    return FALSE;

  *ms = ((gint64)hour * 60 + minute) * MS_PER_MINUTE + second * 1000 + fraction;

  return TRUE;
}

/* Nothing (UTC), Z, +HH, +HHMM or +HH:MM. */
static gboolean
read_zone (Reader *reader, gint64 *ms)
{
  gboolean west;
  guint hour, minute = 0;

  *ms = 0;
  if (reader->at == reader->end || read_one (reader, "Zz"))
    return TRUE;

  west = *reader->at == '-';
  if (!read_one (reader, "+-") || !read_digits (reader, 2, &hour))
    return FALSE;
  if (reader->at < reader->end)
    {
      read_one (reader, ":");
      if (!read_digits (reader, 2, &minute))
        return FALSE;
    }
  if (hour > 23 || minute > 59)
    return FALSE;

  *ms = ((gint64)hour * 60 + minute) * MS_PER_MINUTE * (west ? -1 : 1);

  return TRUE;
}

/**
 * roster_service_time_from_string:
 * @text: a string, not terminated
 * @length: in bytes
 * @time: (out): milliseconds since the epoch, or %ROSTER_NEVER for the empty string
 *
 * Milliseconds since the epoch in digits, or ISO-8601: date, T or space, time, and perhaps a zone;
 * without one it is UTC.
 *
 * Returns: whether it is a time
 */
gboolean
roster_service_time_from_string (const char *text, gsize length, gint64 *time)
{
  Reader reader = { text, text + length };
  gint64 whole, date, clock, zone;

  if (length == 0)
    {
      *time = ROSTER_NEVER;
      return TRUE;
    }
  if (read_integer (text, length, &whole))
    return take (whole, time);

  return read_date (&reader, &date) && read_one (&reader, "Tt ") && read_clock (&reader, &clock) &&
         read_zone (&reader, &zone) && reader.at == reader.end && take (date + clock - zone, time);
}
