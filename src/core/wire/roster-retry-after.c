/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/wire/roster-retry-after.h"

#include <libsoup/soup.h>
#include <string.h>

/**
 * roster_retry_after_parse:
 * @value: (nullable): what the header says: seconds, also with a decimal fraction as some services
 *   send it, or a date
 * @now: the service's time, seconds since 1970
 *
 * Returns: seconds to wait, rounded up; -1 where it does not say that
 */
gint64
roster_retry_after_parse (const char *value, gint64 now)
{
  g_autofree char *trimmed = value != NULL ? g_strstrip (g_strdup (value)) : NULL;
  g_autoptr (GDateTime) date = NULL;

  if (trimmed == NULL || *trimmed == '\0')
    return -1;
  if (strspn (trimmed, "0123456789.") == strlen (trimmed))
    {
      char *end;
      const double seconds = MIN (g_ascii_strtod (trimmed, &end), G_MAXINT32);
      const gint64 whole = (gint64)seconds;

      if (*end != '\0')
        return -1;
      return (double)whole < seconds ? whole + 1 : whole;
    }

  date = soup_date_time_new_from_http_string (trimmed);
  return date != NULL ? MAX (0, g_date_time_to_unix (date) - now) : -1;
}
