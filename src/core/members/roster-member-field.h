/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member.h"

G_BEGIN_DECLS

/**
 * RosterMemberField:
 *
 * What is known of a member: a column of the list, of `rosterctl members`, and what sorts.
 */
typedef enum
{
  ROSTER_FIELD_NAME,
  ROSTER_FIELD_EMAIL,
  ROSTER_FIELD_ROLE,
  ROSTER_FIELD_MFA,
  ROSTER_FIELD_SSO,
  ROSTER_FIELD_STATUS,
  ROSTER_FIELD_LAST_SIGN_IN,
  ROSTER_FIELD_ID,
} RosterMemberField;

#define ROSTER_N_FIELDS (ROSTER_FIELD_ID + 1)

/**
 * RosterFieldType:
 * @ROSTER_FIELD_TYPE_TEXT: a text, compared as the person's language does, whatever its case
 * @ROSTER_FIELD_TYPE_KEY: a text that tells members apart, compared by its bytes
 * @ROSTER_FIELD_TYPE_ROLE: the role: owners first, then by rank, unknown roles last by their text
 * @ROSTER_FIELD_TYPE_FLAG: a #RosterFlag
 * @ROSTER_FIELD_TYPE_TIME: milliseconds since the epoch, or ROSTER_NEVER or ROSTER_NOT_KNOWN
 *
 * How a field is stored, compared and written.
 */
typedef enum
{
  ROSTER_FIELD_TYPE_TEXT,
  ROSTER_FIELD_TYPE_KEY,
  ROSTER_FIELD_TYPE_ROLE,
  ROSTER_FIELD_TYPE_FLAG,
  ROSTER_FIELD_TYPE_TIME,
} RosterFieldType;

/**
 * RosterMemberFieldInfo:
 * @id: as the column is called in the settings and in actions
 * @title: its header, in English, to be translated
 * @key: its key in the JSON of rosterctl
 * @type: how it is stored, compared and written
 * @offset: where it is in #RosterMember
 *
 * One field of a member. Sorting, the JSON and the table of rosterctl, the marks after a refresh
 * and the names of the columns are made of this; how a cell looks is in ui/list/roster-column.c.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *key;
  RosterFieldType type;
  gsize offset;
} RosterMemberFieldInfo;

/* By RosterMemberField. */
extern const RosterMemberFieldInfo roster_member_fields[ROSTER_N_FIELDS];

const char *roster_member_field_get_title (RosterMemberField field);
gboolean roster_member_field_from_id (const char *id, RosterMemberField *field);

/* The value of a field in a member; for the types that are texts, flags and times. */
const char *roster_member_get_text (const RosterMember *member, RosterMemberField field);
RosterFlag roster_member_get_flag (const RosterMember *member, RosterMemberField field);
gint64 roster_member_get_time (const RosterMember *member, RosterMemberField field);

G_END_DECLS
