/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterJsonError:
 * @ROSTER_JSON_ERROR_NONE: nothing is wrong so far
 * @ROSTER_JSON_ERROR_MORE: the text ends in the middle: not wrong, if more is to come
 * @ROSTER_JSON_ERROR_EMPTY: there is no answer
 * @ROSTER_JSON_ERROR_NOT_JSON: it does not begin with an object
 * @ROSTER_JSON_ERROR_SYNTAX: not JSON (RFC 8259)
 * @ROSTER_JSON_ERROR_UTF8: not UTF-8
 * @ROSTER_JSON_ERROR_TRAILING: something stands after the end
 * @ROSTER_JSON_ERROR_ENDED: it is cut off
 * @ROSTER_JSON_ERROR_STRING_TOO_LONG: a string over 64 KiB
 * @ROSTER_JSON_ERROR_VALUE_TOO_LONG: a member, or another value, over 1 MiB
 * @ROSTER_JSON_ERROR_TOO_DEEP: nested more than 64 levels
 * @ROSTER_JSON_ERROR_NO_LIST: no value is an array
 * @ROSTER_JSON_ERROR_TWO_LISTS: two values are arrays
 * @ROSTER_JSON_ERROR_NOT_MEMBER: the list holds something that is not an object
 * @ROSTER_JSON_ERROR_NO_ID: a member without an id
 * @ROSTER_JSON_ERROR_NOT_TEXT: a field is neither a string nor null
 * @ROSTER_JSON_ERROR_NOT_BOOLEAN: a field is neither true nor false nor null
 * @ROSTER_JSON_ERROR_NOT_EXACT: a field that must be exact holds what is no character
 * @ROSTER_JSON_ERROR_TWICE: a field stands twice in one object
 *
 * What makes a list of members unusable.
 */
typedef enum
{
  ROSTER_JSON_ERROR_NONE,
  ROSTER_JSON_ERROR_MORE,
  ROSTER_JSON_ERROR_EMPTY,
  ROSTER_JSON_ERROR_NOT_JSON,
  ROSTER_JSON_ERROR_SYNTAX,
  ROSTER_JSON_ERROR_UTF8,
  ROSTER_JSON_ERROR_TRAILING,
  ROSTER_JSON_ERROR_ENDED,
  ROSTER_JSON_ERROR_STRING_TOO_LONG,
  ROSTER_JSON_ERROR_VALUE_TOO_LONG,
  ROSTER_JSON_ERROR_TOO_DEEP,
  ROSTER_JSON_ERROR_NO_LIST,
  ROSTER_JSON_ERROR_TWO_LISTS,
  ROSTER_JSON_ERROR_NOT_MEMBER,
  ROSTER_JSON_ERROR_NO_ID,
  ROSTER_JSON_ERROR_NOT_TEXT,
  ROSTER_JSON_ERROR_NOT_BOOLEAN,
  ROSTER_JSON_ERROR_NOT_EXACT,
  ROSTER_JSON_ERROR_TWICE,
} RosterJsonError;

char *roster_json_error_describe (RosterJsonError fault, const char *field, guint64 byte);

G_END_DECLS
