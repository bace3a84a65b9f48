/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of exported files: those of the official scripts (threat-stack/README.md), and two
 * organizations never get the same one. */

#include "core/csv/roster-csv-name.h"

#define MAX_NAME 150 /* bytes, of the organization's: file systems take 255 for all */
#define MAX_ID 40    /* bytes */

/* What a file name keeps of an organization's: letters and digits of all scripts, and @signs, as
 * far as there is room. */
static char *
keep_letters (const char *text, const char *signs, gsize max)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      /* U+FFFD stands for bytes that were no text; a mark belongs to the letter before it. */
      if (!g_unichar_isalnum (c) && !(g_unichar_ismark (c) && kept->len > 0) &&
          g_utf8_strchr (signs, -1, c) == NULL)
        continue;
      if (kept->len + (gsize)g_unichar_to_utf8 (c, NULL) > max)
        break;
      g_string_append_unichar (kept, c);
    }
  return g_string_free (g_steal_pointer (&kept), FALSE);
}

/**
 * roster_csv_name_suggest:
 * @organization_name: the organization's name
 * @organization_id: (nullable): its id, where another organization's name comes down to the same
 * @whom: which members are in the file, an English word, such as %ROSTER_CSV_NAME_ALL
 * @time: now; shown as it is given (the scripts use local time)
 *
 * The name that the scripts give the file: the organization's name with everything but letters and
 * digits taken out, and the time to the minute. Unlike theirs it keeps the letters of all scripts.
 *
 * Returns: (transfer full): such as "Production-All-Users-2026-11-23-17-05.csv"
 */
char *
roster_csv_name_suggest (const char *organization_name,
                         const char *organization_id,
                         const char *whom,
                         GDateTime *time)
{
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;
  g_autofree char *date = NULL;

  g_return_val_if_fail (organization_name != NULL, NULL);
  g_return_val_if_fail (time != NULL, NULL);

  name = keep_letters (organization_name, "", MAX_NAME);
  id = keep_letters (organization_id != NULL ? organization_id : "", "-_", MAX_ID);
  date = g_strdup_printf ("%04d-%02d-%02d-%02d-%02d", g_date_time_get_year (time),
                          g_date_time_get_month (time), g_date_time_get_day_of_month (time),
                          g_date_time_get_hour (time), g_date_time_get_minute (time));
  return g_strdup_printf ("%s%s%s-%s-Users-%s.csv", *name != '\0' ? name : "Organization",
                          *id != '\0' ? "-" : "", id, whom, date);
}

/**
 * roster_csv_name_is_same:
 * @organization_name: an organization's name
 * @other_name: another's
 *
 * Returns: whether both come down to the same in a file's name, also where capitals make no
 *   difference
 */
gboolean
roster_csv_name_is_same (const char *organization_name, const char *other_name)
{
  g_autofree char *name = keep_letters (organization_name, "", MAX_NAME);
  g_autofree char *other = keep_letters (other_name, "", MAX_NAME);
  g_autofree char *folded = g_utf8_casefold (*name != '\0' ? name : "Organization", -1);
  g_autofree char *other_folded = g_utf8_casefold (*other != '\0' ? other : "Organization", -1);

  return g_strcmp0 (folded, other_folded) == 0;
}
