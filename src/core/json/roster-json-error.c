/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a list of members cannot be used, in words. */

#include "core/json/roster-json-error.h"

#include <glib/gi18n-lib.h>

static char *
describe_text (RosterJsonError fault, const char *at)
{
  switch (fault)
    {
    case ROSTER_JSON_ERROR_EMPTY:
      return g_strdup (_ ("The service’s answer is empty."));
    case ROSTER_JSON_ERROR_NOT_JSON:
      return g_strdup (_ ("The service’s answer is not a list of members: it is not JSON."));
    case ROSTER_JSON_ERROR_UTF8:
      return g_strdup_printf (_ ("The service’s answer is not UTF-8 at byte %s."), at);
    case ROSTER_JSON_ERROR_TRAILING:
      return g_strdup_printf (_ ("The service’s answer goes on after its end, at byte %s."), at);
    case ROSTER_JSON_ERROR_MORE:
    case ROSTER_JSON_ERROR_ENDED:
      return g_strdup_printf (_ ("The service’s answer is cut off at byte %s."), at);
    case ROSTER_JSON_ERROR_STRING_TOO_LONG:
      return g_strdup_printf (_ ("The service’s answer holds a text over 64 KiB at byte %s."), at);
    case ROSTER_JSON_ERROR_VALUE_TOO_LONG:
      return g_strdup_printf (_ ("The service’s answer holds a value over 1 MiB at byte %s."), at);
    case ROSTER_JSON_ERROR_TOO_DEEP:
      return g_strdup_printf (_ ("The service’s answer is nested too deeply at byte %s."), at);
    default:
      return g_strdup_printf (_ ("The service’s answer is not valid JSON at byte %s."), at);
    }
}

/**
 * roster_json_error_describe:
 * @fault: what is wrong
 * @field: (nullable): the field it is about, one of the API's names
 * @byte: where in the answer, counted from 0
 *
 * Nothing of the answer itself is quoted.
 *
 * Returns: (transfer full): one translated sentence
 */
char *
roster_json_error_describe (RosterJsonError fault, const char *field, guint64 byte)
{
  g_autofree char *at = g_strdup_printf ("%" G_GUINT64_FORMAT, byte);

  switch (fault)
    {
    case ROSTER_JSON_ERROR_NO_LIST:
      return g_strdup (_ ("The service’s answer holds no list of members."));
    case ROSTER_JSON_ERROR_TWO_LISTS:
      return g_strdup_printf (_ ("The service’s answer holds a second list at byte %s."), at);
    case ROSTER_JSON_ERROR_NOT_MEMBER:
      return g_strdup_printf (
          _ ("The service’s list holds something that is not a member at byte %s."), at);
    case ROSTER_JSON_ERROR_NO_ID:
      return g_strdup_printf (_ ("The service’s list holds a member without an id at byte %s."),
                              at);
    case ROSTER_JSON_ERROR_NOT_TEXT:
      /* Translators: a field’s name, and a number. */
      return g_strdup_printf (_ ("In the service’s answer “%s” is not a text at byte %s."), field,
                              at);
    case ROSTER_JSON_ERROR_NOT_BOOLEAN:
      /* Translators: a field’s name, and a number; true and false are not translated. */
      return g_strdup_printf (
          _ ("In the service’s answer “%s” is neither true nor false at byte %s."), field, at);
    case ROSTER_JSON_ERROR_NOT_EXACT:
      /* Translators: a field’s name, and a number. */
      return g_strdup_printf (
          _ ("In the service’s answer “%s” holds what is not a character at byte %s."), field, at);
    case ROSTER_JSON_ERROR_TWICE:
      /* Translators: a field’s name, and a number. */
      return g_strdup_printf (_ ("In the service’s answer “%s” stands twice at byte %s."), field,
                              at);
    default:
      return describe_text (fault, at);
    }
}
