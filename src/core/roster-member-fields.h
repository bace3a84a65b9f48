/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster-json-cursor.h"
#include "roster-member.h"

G_BEGIN_DECLS

/**
 * RosterMemberField:
 *
 * What is known of a member's JSON (api.md, "Endpoints").
 */
typedef enum
{
  ROSTER_MEMBER_FIELD_ID,
  ROSTER_MEMBER_FIELD_DISPLAY_NAME,
  ROSTER_MEMBER_FIELD_EMAIL,
  ROSTER_MEMBER_FIELD_ROLE,
  ROSTER_MEMBER_FIELD_LAST_SIGN_IN,
  ROSTER_MEMBER_FIELD_MFA,
  ROSTER_MEMBER_FIELD_SSO,
  ROSTER_MEMBER_FIELD_ENABLED,
  ROSTER_MEMBER_FIELD_UNKNOWN,
} RosterMemberField;

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
  RosterMemberField order[ROSTER_MEMBER_FIELD_UNKNOWN];
  guint position;
  guint seen;
  char *place;
} RosterMemberFields;

RosterMemberField roster_member_field_find (const RosterJsonSpan *key);
const char *roster_member_field_get_name (RosterMemberField field);

void roster_member_fields_start (RosterMemberFields *self, char *place);
gboolean roster_member_fields_add (RosterMemberFields *self, RosterMemberField field);
const char *roster_member_fields_read (RosterMemberFields *self,
                                       const char *at,
                                       const char *end,
                                       RosterMember *member,
                                       gboolean *ended);

G_END_DECLS
