/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tab says of its list: how many, how old, what is going on. */

#include "ui/widgets/roster-status-text.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-time-text.h"

static char *
describe_members (const RosterStatus *status)
{
  guint n = status->n_members;

  if (status->n_shown == n)
    return g_strdup_printf (ngettext ("%'u member", "%'u members", n), n);

  /* Translators: how many members the search or filter leaves, and how many there are. */
  return g_strdup_printf (ngettext ("%'u shown of %'u", "%'u shown of %'u", status->n_shown),
                          status->n_shown, n);
}

/* Seconds until then, rounded up: nothing happens before "1 s" is over. */
static guint
get_seconds (gint64 wait_until, gint64 monotonic_now)
{
  gint64 left = MAX (wait_until - monotonic_now, 0);

  return (guint)((left + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND);
}

static char *
describe_reading (const RosterStatus *status, gint64 now, gint64 monotonic_now)
{
  guint seconds;

  if (!status->loading)
    return roster_time_text_read (status->read_at, now);

  if (status->wait_until != 0)
    {
      seconds = get_seconds (status->wait_until, monotonic_now);
      return g_strdup_printf (
          ngettext ("trying again in %u second", "trying again in %u seconds", seconds), seconds);
    }

  if (status->n_read == 0)
    return g_strdup (_ ("reading again…"));
  return g_strdup_printf (
      ngettext ("reading again, %'u so far…", "reading again, %'u so far…", status->n_read),
      status->n_read);
}

/* What is different since the list was read before. */
static void
add_changes (const RosterStatus *status, GPtrArray *parts)
{
  guint n = status->n_new;

  if (n > 0)
    /* Translators: members who have come since the list was read before. */
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%'u new", "%'u new", n), n));
  n = status->n_gone;
  if (n > 0)
    /* Translators: members who have gone since the list was read before. */
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%'u gone", "%'u gone", n), n));
  n = status->n_changed;
  if (n > 0)
    /* Translators: members whose access or name is another one since the list was read before. */
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%'u changed", "%'u changed", n), n));
}

/**
 * roster_status_text:
 * @status: what there is to say
 * @now: milliseconds since the epoch
 * @monotonic_now: monotonic microseconds
 *
 * Returns: the status line: “38 shown of 241 · 2 selected · read 2 min ago”
 */
char *
roster_status_text (const RosterStatus *status, gint64 now, gint64 monotonic_now)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint n = status->n_selected;

  g_ptr_array_add (parts, describe_members (status));
  if (n > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%'u selected", "%'u selected", n), n));
  n = status->n_selected_hidden;
  if (n > 0)
    /* Translators: members that are selected, but that the search or filter hides; actions do not
     * touch them. */
    g_ptr_array_add (
        parts,
        g_strdup_printf (ngettext ("%'u selected is hidden", "%'u selected are hidden", n), n));
  if (status->note != NULL)
    g_ptr_array_add (parts, g_strdup (status->note));
  if (status->sending)
    g_ptr_array_add (parts, g_strdup (_ ("sending changes…")));
  g_ptr_array_add (parts, describe_reading (status, now, monotonic_now));
  add_changes (status, parts);
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (GStrv)parts->pdata);
}

/**
 * roster_status_text_wait:
 * @reason: (nullable): why a read waits, one sentence
 * @wait_until: monotonic microseconds
 * @monotonic_now: monotonic microseconds
 *
 * Returns: why it waits and how long yet
 */
char *
roster_status_text_wait (const char *reason, gint64 wait_until, gint64 monotonic_now)
{
  guint seconds = get_seconds (wait_until, monotonic_now);
  g_autofree char *wait = g_strdup_printf (
      ngettext ("Trying again in %u second.", "Trying again in %u seconds.", seconds), seconds);

  return reason != NULL ? g_strdup_printf ("%s\n%s", reason, wait) : g_steal_pointer (&wait);
}

/**
 * roster_status_text_stale:
 * @read_at: when the list shown was read, milliseconds since the epoch
 * @now: milliseconds since the epoch
 * @zone: (nullable): the time zone of this computer; %NULL asks the system
 *
 * Returns: of when the list is that is still shown: a time of day, before today with its date
 */
char *
roster_status_text_stale (gint64 read_at, gint64 now, GTimeZone *zone)
{
  g_autoptr (GTimeZone) local = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local ();
  g_autoptr (GDateTime) read_utc = g_date_time_new_from_unix_utc (read_at / 1000);
  g_autoptr (GDateTime) now_utc = g_date_time_new_from_unix_utc (now / 1000);
  g_autoptr (GDateTime) read_date = g_date_time_to_timezone (read_utc, local);
  g_autoptr (GDateTime) now_date = g_date_time_to_timezone (now_utc, local);
  gboolean today =
      g_date_time_get_year (read_date) == g_date_time_get_year (now_date) &&
      g_date_time_get_day_of_year (read_date) == g_date_time_get_day_of_year (now_date);
  g_autofree char *when = g_date_time_format (read_date, today ? "%R" : "%F %R");

  /* Translators: the age of a list that could not be read again; %s is a time like “14:05” or
   * “2026-11-22 14:05”. */
  return g_strdup_printf (_ ("This list was read at %s."), when);
}
