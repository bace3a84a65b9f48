/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a member, in the order of the columns. */

#include "core/members/roster-member-field.h"

#include <glib/gi18n-lib.h>

#define PLACE(field) G_STRUCT_OFFSET (RosterMember, field)

const RosterMemberFieldInfo roster_member_fields[ROSTER_N_FIELDS] = {
  [ROSTER_FIELD_NAME] = { "name", N_ ("Name"), "displayName", ROSTER_FIELD_TYPE_TEXT,
                          PLACE (display_name) },
  [ROSTER_FIELD_EMAIL] = { "email", N_ ("Email"), "email", ROSTER_FIELD_TYPE_TEXT, PLACE (email) },
  [ROSTER_FIELD_ROLE] = { "role", N_ ("Role"), "role", ROSTER_FIELD_TYPE_ROLE, PLACE (role) },
  [ROSTER_FIELD_MFA] = { "mfa", N_ ("MFA"), "mfaEnabled", ROSTER_FIELD_TYPE_FLAG, PLACE (mfa) },
  [ROSTER_FIELD_SSO] = { "sso", N_ ("SSO"), "ssoEnabled", ROSTER_FIELD_TYPE_FLAG, PLACE (sso) },
  [ROSTER_FIELD_STATUS] = { "status", N_ ("Status"), "userEnabled", ROSTER_FIELD_TYPE_FLAG,
                            PLACE (enabled) },
  [ROSTER_FIELD_LAST_SIGN_IN] = { "last-sign-in", N_ ("Last sign-in"), "lastAuthenticatedAt",
                                  ROSTER_FIELD_TYPE_TIME, PLACE (last_sign_in) },
  [ROSTER_FIELD_ID] = { "id", N_ ("Id"), "id", ROSTER_FIELD_TYPE_KEY, PLACE (id) },
};

/**
 * roster_member_field_get_title:
 * @field: a field
 *
 * Returns: the header of its column, translated
 */
const char *
roster_member_field_get_title (RosterMemberField field)
{
  return _ (roster_member_fields[field].title);
}

/**
 * roster_member_field_from_id:
 * @id: as the column is called in the settings
 * @field: (out): the field; left alone where there is none
 *
 * Returns: whether there is such a field
 */
gboolean
roster_member_field_from_id (const char *id, RosterMemberField *field)
{
  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    if (g_str_equal (roster_member_fields[i].id, id))
      {
        *field = (RosterMemberField)i;
        return TRUE;
      }
  return FALSE;
}

const char *
roster_member_get_text (const RosterMember *member, RosterMemberField field)
{
  return G_STRUCT_MEMBER (const char *, member, roster_member_fields[field].offset);
}

RosterFlag
roster_member_get_flag (const RosterMember *member, RosterMemberField field)
{
  return (RosterFlag)G_STRUCT_MEMBER (guint8, member, roster_member_fields[field].offset);
}

gint64
roster_member_get_time (const RosterMember *member, RosterMemberField field)
{
  return G_STRUCT_MEMBER (gint64, member, roster_member_fields[field].offset);
}
