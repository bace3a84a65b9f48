/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person in one organization, and what the roles allow. */

#include "core/members/roster-member.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"

static const char *const role_names[] = {
  [ROSTER_ROLE_READER] = "reader",
  [ROSTER_ROLE_USER] = "user",
  [ROSTER_ROLE_OWNER] = "owner",
};

/**
 * roster_role_from_string:
 * @role: (nullable): a role as the service spells it
 *
 * Upper and lower case are the same: an owner must never be missed by the guards.
 *
 * Returns: the role, or %ROSTER_ROLE_OTHER for one that threat-stack/README.md does not name
 */
RosterRole
roster_role_from_string (const char *role)
{
  RosterRole candidate;

  if (role == NULL)
    return ROSTER_ROLE_OTHER;

  switch (*role)
    {
    case 'r':
    case 'R':
      candidate = ROSTER_ROLE_READER;
      break;
    case 'u':
    case 'U':
      candidate = ROSTER_ROLE_USER;
      break;
    case 'o':
    case 'O':
      candidate = ROSTER_ROLE_OWNER;
      break;
    default:
      return ROSTER_ROLE_OTHER;
    }

  return g_ascii_strcasecmp (role, role_names[candidate]) == 0 ? candidate : ROSTER_ROLE_OTHER;
}

/**
 * roster_role_to_string:
 * @role: a role
 *
 * Returns: how the service spells @role; "" for %ROSTER_ROLE_OTHER
 */
const char *
roster_role_to_string (RosterRole role)
{
  return (guint)role < G_N_ELEMENTS (role_names) ? role_names[role] : "";
}

/**
 * roster_role_get_label:
 * @role: a role
 *
 * Returns: the translated name of @role; for %ROSTER_ROLE_OTHER show the member's own role instead
 */
const char *
roster_role_get_label (RosterRole role)
{
  switch (role)
    {
    case ROSTER_ROLE_READER:
      /* Translators: a role in an organization: may look, may change nothing. */
      return C_ ("role", "Reader");
    case ROSTER_ROLE_USER:
      /* Translators: a role in an organization: may do the daily work. */
      return C_ ("role", "User");
    case ROSTER_ROLE_OWNER:
      /* Translators: a role in an organization: may do everything. */
      return C_ ("role", "Owner");
    case ROSTER_ROLE_OTHER:
    default:
      /* Translators: a role in an organization that this program does not know. */
      return C_ ("role", "Other");
    }
}

/**
 * roster_role_dup_word:
 * @role: (nullable): a role as the service calls it
 *
 * Returns: (transfer full): the word for @role inside a sentence, translated; where it is not known
 *   @role itself as roster_text_display() shows it, which is "" where there is none
 */
char *
roster_role_dup_word (const char *role)
{
  switch (roster_role_from_string (role))
    {
    case ROSTER_ROLE_READER:
      /* Translators: the role inside a sentence: “Invited ada@example.com as reader” */
      return g_strdup (C_ ("role in a sentence", "reader"));
    case ROSTER_ROLE_USER:
      /* Translators: the role inside a sentence: “Invited ada@example.com as user” */
      return g_strdup (C_ ("role in a sentence", "user"));
    case ROSTER_ROLE_OWNER:
      /* Translators: the role inside a sentence: “Invited ada@example.com as owner” */
      return g_strdup (C_ ("role in a sentence", "owner"));
    case ROSTER_ROLE_OTHER:
    default:
      return roster_text_display (role);
    }
}

/**
 * roster_role_may_give:
 * @own: the role of whoever invites or adds; %ROSTER_ROLE_OTHER where it is not known
 * @given: the role to give
 *
 * An owner may give any role, a user may give user or reader, a reader none
 * (threat-stack/README.md, "Roles"). Where the own role is not known, what a user may give is
 * offered, and the service decides.
 *
 * Returns: whether @given may be offered
 */
gboolean
roster_role_may_give (RosterRole own, RosterRole given)
{
  switch (own)
    {
    case ROSTER_ROLE_OWNER:
      return given != ROSTER_ROLE_OTHER;
    case ROSTER_ROLE_USER:
    case ROSTER_ROLE_OTHER:
      return given == ROSTER_ROLE_USER || given == ROSTER_ROLE_READER;
    case ROSTER_ROLE_READER:
    default:
      return FALSE;
    }
}

/**
 * roster_member_get_role:
 * @member: a member
 *
 * Returns: the member's role
 */
RosterRole
roster_member_get_role (const RosterMember *member)
{
  return roster_role_from_string (member->role);
}

/**
 * roster_member_get_label:
 * @member: a member
 *
 * Returns: how the person is called on screen: the name, else the address, else the id; borrowed
 */
const char *
roster_member_get_label (const RosterMember *member)
{
  if (member->display_name != NULL && *member->display_name != '\0')
    return member->display_name;
  if (member->email != NULL && *member->email != '\0')
    return member->email;

  return member->id;
}
