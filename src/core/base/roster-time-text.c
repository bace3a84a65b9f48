/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times in words. Nothing here asks the clock: the present is a parameter. */

#include "core/base/roster-time-text.h"

#include <glib/gi18n-lib.h>

#define MS_PER_MINUTE G_GINT64_CONSTANT (60000)
#define MS_PER_HOUR (60 * MS_PER_MINUTE)
#define MS_PER_DAY (24 * MS_PER_HOUR)

/* Clocks differ a little: what is this far in the future happened just now. */
#define TOLERANCE_MS (10 * MS_PER_MINUTE)

static GDateTime *
date_from_ms (gint64 when, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GTimeZone) utc_zone = g_time_zone_new_utc ();

  /* Rounded down, so that the second before 1970 is not shown as the one after. */
  utc = g_date_time_new_from_unix_utc (when / 1000 - (when % 1000 < 0));
  return utc != NULL ? g_date_time_to_timezone (utc, zone != NULL ? zone : utc_zone) : NULL;
}

static char *
days_ago (gint64 days)
{
  gulong n = (gulong)days;

  if (days < 30)
    return g_strdup_printf (ngettext ("%lu day ago", "%lu days ago", n), n);

  if (days < 365)
    {
      n = (gulong)(days / 30);
      return g_strdup_printf (ngettext ("%lu month ago", "%lu months ago", n), n);
    }

  n = (gulong)(days / 365);
  return g_strdup_printf (ngettext ("%lu year ago", "%lu years ago", n), n);
}

/* A time that lies ahead cannot be "ago"; its date says all. */
static char *
in_the_future (gint64 when)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autoptr (GDateTime) date = date_from_ms (when, local);

  return date != NULL ? g_date_time_format (date, "%F") : g_strdup (_ ("Unknown"));
}

/**
 * roster_time_text_ago:
 * @when: milliseconds since the epoch, or %ROSTER_NEVER or %ROSTER_NOT_KNOWN
 * @now: milliseconds since the epoch
 *
 * Returns: @when in words, as seen at @now: “Just now”, “3 days ago”, “Never”
 */
char *
roster_time_text_ago (gint64 when, gint64 now)
{
  gint64 age = 0;
  gulong n = 0;

  if (when == ROSTER_NEVER)
    return g_strdup (_ ("Never"));
  if (when == ROSTER_NOT_KNOWN)
    /* Translators: of a time. */
    return g_strdup (_ ("Not known"));
  if (when > now && when - now > TOLERANCE_MS)
    return in_the_future (when);

  /* Wrong times of the service’s can lie so far back that the difference overflows. */
  age = when < now - G_MAXINT64 / 2 ? G_MAXINT64 / 2 : MAX (now - when, 0);

  if (age < MS_PER_MINUTE)
    return g_strdup (_ ("Just now"));

  if (age < MS_PER_HOUR)
    {
      n = (gulong)(age / MS_PER_MINUTE);
      return g_strdup_printf (ngettext ("%lu minute ago", "%lu minutes ago", n), n);
    }

  if (age < MS_PER_DAY)
    {
      n = (gulong)(age / MS_PER_HOUR);
      return g_strdup_printf (ngettext ("%lu hour ago", "%lu hours ago", n), n);
    }

  return days_ago (age / MS_PER_DAY);
}

/**
 * roster_time_text_exact:
 * @when: milliseconds since the epoch, or %ROSTER_NEVER or %ROSTER_NOT_KNOWN
 * @zone: (nullable): the time zone of this computer; %NULL asks the system
 *
 * Returns: @when to the second, in local time and in UTC, on two lines
 */
char *
roster_time_text_exact (gint64 when, GTimeZone *zone)
{
  g_autoptr (GTimeZone) system = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) utc = NULL;
  g_autofree char *local_text = NULL;
  g_autofree char *utc_text = NULL;

  if (when == ROSTER_NEVER)
    return g_strdup (_ ("Has never signed in"));
  if (when == ROSTER_NOT_KNOWN)
    return g_strdup (_ ("The service gave something that is not a time"));

  if (zone == NULL)
    zone = system = g_time_zone_new_local ();
  local = date_from_ms (when, zone);
  utc = date_from_ms (when, NULL);
  if (local == NULL || utc == NULL)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, when);

      /* Translators: %s is a number, milliseconds since 1970. */
      return g_strdup_printf (_ ("The service gave a time that no calendar has: %s"), number);
    }

  local_text = g_date_time_format (local, "%F %T %Z");
  utc_text = g_date_time_format (utc, "%F %T");
  /* Translators: two lines of a tooltip, each a date and time, as in “2026-11-20 14:03:12 CET” and
   * “2026-11-20 13:03:12”. */
  return g_strdup_printf (_ ("%s, local time\n%s UTC"), local_text, utc_text);
}

/**
 * roster_time_text_read:
 * @read_at: when a list was read, milliseconds since the epoch
 * @now: milliseconds since the epoch
 *
 * Returns: the age of a list, as a part of the status line: “read 2 min ago”
 */
char *
roster_time_text_read (gint64 read_at, gint64 now)
{
  gint64 age = MAX (now - read_at, 0);
  gulong n = 0;

  if (age < MS_PER_MINUTE)
    return g_strdup (_ ("read just now"));

  if (age < MS_PER_HOUR)
    {
      n = (gulong)(age / MS_PER_MINUTE);
      /* Translators: the age of a list in a narrow status line; min is short for minutes. */
      return g_strdup_printf (ngettext ("read %lu min ago", "read %lu min ago", n), n);
    }

  if (age < MS_PER_DAY)
    {
      n = (gulong)(age / MS_PER_HOUR);
      return g_strdup_printf (ngettext ("read %lu hour ago", "read %lu hours ago", n), n);
    }

  n = (gulong)(age / MS_PER_DAY);
  return g_strdup_printf (ngettext ("read %lu day ago", "read %lu days ago", n), n);
}
