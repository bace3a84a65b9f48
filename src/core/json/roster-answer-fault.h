/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterAnswerFault:
 * @ROSTER_ANSWER_FAULT_NONE: nothing is wrong so far
 * @ROSTER_ANSWER_FAULT_MORE: the text ends in the middle: not wrong, if more is to come
 * @ROSTER_ANSWER_FAULT_EMPTY: there is no answer
 * @ROSTER_ANSWER_FAULT_NOT_JSON: it does not begin with an object
 * @ROSTER_ANSWER_FAULT_SYNTAX: not JSON (RFC 8259)
 * @ROSTER_ANSWER_FAULT_UTF8: not UTF-8
 * @ROSTER_ANSWER_FAULT_TRAILING: something stands after the end
 * @ROSTER_ANSWER_FAULT_ENDED: it is cut off
 * @ROSTER_ANSWER_FAULT_STRING_TOO_LONG: a string over 64 KiB
 * @ROSTER_ANSWER_FAULT_VALUE_TOO_LONG: a member, or another value, over 1 MiB
 * @ROSTER_ANSWER_FAULT_TOO_DEEP: nested more than 64 levels
 * @ROSTER_ANSWER_FAULT_NO_LIST: no value is an array
 * @ROSTER_ANSWER_FAULT_TWO_LISTS: two values are arrays
 * @ROSTER_ANSWER_FAULT_NOT_MEMBER: the list holds something that is not an object
 * @ROSTER_ANSWER_FAULT_NO_ID: a member without an id
 * @ROSTER_ANSWER_FAULT_NOT_TEXT: a field is neither a string nor null
 * @ROSTER_ANSWER_FAULT_NOT_BOOLEAN: a field is neither true nor false nor null
 * @ROSTER_ANSWER_FAULT_NOT_EXACT: a field that must be exact holds what is no character
 * @ROSTER_ANSWER_FAULT_TWICE: a field stands twice in one object
 *
 * What makes a list of members unusable.
 */
typedef enum
{
  ROSTER_ANSWER_FAULT_NONE,
  ROSTER_ANSWER_FAULT_MORE,
  ROSTER_ANSWER_FAULT_EMPTY,
  ROSTER_ANSWER_FAULT_NOT_JSON,
  ROSTER_ANSWER_FAULT_SYNTAX,
  ROSTER_ANSWER_FAULT_UTF8,
  ROSTER_ANSWER_FAULT_TRAILING,
  ROSTER_ANSWER_FAULT_ENDED,
  ROSTER_ANSWER_FAULT_STRING_TOO_LONG,
  ROSTER_ANSWER_FAULT_VALUE_TOO_LONG,
  ROSTER_ANSWER_FAULT_TOO_DEEP,
  ROSTER_ANSWER_FAULT_NO_LIST,
  ROSTER_ANSWER_FAULT_TWO_LISTS,
  ROSTER_ANSWER_FAULT_NOT_MEMBER,
  ROSTER_ANSWER_FAULT_NO_ID,
  ROSTER_ANSWER_FAULT_NOT_TEXT,
  ROSTER_ANSWER_FAULT_NOT_BOOLEAN,
  ROSTER_ANSWER_FAULT_NOT_EXACT,
  ROSTER_ANSWER_FAULT_TWICE,
} RosterAnswerFault;

char *roster_answer_fault_describe (RosterAnswerFault fault, const char *field, guint64 byte);

G_END_DECLS
