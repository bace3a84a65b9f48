/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/json/roster-json-cursor.h"
#include "core/members/roster-member.h"

G_BEGIN_DECLS

/**
 * RosterMemberJsonField:
 *
 * What is known of a member's JSON (threat-stack/README.md, "Endpoints").
 */
typedef enum
{
  ROSTER_MEMBER_JSON_ID,
  ROSTER_MEMBER_JSON_DISPLAY_NAME,
  ROSTER_MEMBER_JSON_EMAIL,
  ROSTER_MEMBER_JSON_ROLE,
  ROSTER_MEMBER_JSON_LAST_SIGN_IN,
  ROSTER_MEMBER_JSON_MFA,
  ROSTER_MEMBER_JSON_SSO,
  ROSTER_MEMBER_JSON_ENABLED,
  ROSTER_MEMBER_JSON_UNKNOWN,
} RosterMemberJsonField;

/**
 * RosterMemberFields:
 * @order: the fields of the last member: the next one's are probably the same
 * @position: how many of this member's were read
 * @seen: a bit for each that was
 * @place: borrowed: where the next text is copied to
 *
 * How far the fields of a member were read.
 */
typedef struct
{
  RosterMemberJsonField order[ROSTER_MEMBER_JSON_UNKNOWN];
  guint position;
  guint seen;
  char *place;
} RosterMemberFields;

RosterMemberJsonField roster_member_json_field_find (const RosterJsonSpan *key);
const char *roster_member_json_field_get_name (RosterMemberJsonField field);

void roster_member_fields_start (RosterMemberFields *self, char *place);
gboolean roster_member_fields_add (RosterMemberFields *self, RosterMemberJsonField field);
const char *roster_member_fields_read (RosterMemberFields *self,
                                       const char *at,
                                       const char *end,
                                       RosterMember *member,
                                       gboolean *ended);

G_END_DECLS
