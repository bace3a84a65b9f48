/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/changes/roster-remove-item.h"

#include <glib/gi18n-lib.h>

/**
 * roster_remove_item_new:
 * @member: who is to be removed
 * @refusal: (nullable): why they are not
 *
 * Returns: (transfer full): a row
 */
RosterChangeItem *
roster_remove_item_new (const RosterMember *member, const GError *refusal)
{
  g_autofree char *role = roster_role_display (member->role);
  g_autofree char *identity = NULL;
  g_autofree char *reason = NULL;

  if (refusal != NULL)
    return roster_change_item_new (roster_member_get_label (member), _ ("Left out"),
                                   ROSTER_MARK_REFUSED, refusal->message);
  if (*member->email == '\0')
    return roster_change_item_new (roster_member_get_label (member), role, ROSTER_MARK_READY,
                                   member->id);
  /* Translators: the email address and the user id of one person */
  identity = g_strdup_printf (_ ("%1$s · %2$s"), member->email, member->id);
  return roster_change_item_new (roster_member_get_label (member), role, ROSTER_MARK_READY,
                                 identity);
}

/**
 * roster_remove_item_new_missing:
 * @id: of somebody who is no longer there
 * @organization: its name, safe to show
 *
 * Returns: (transfer full): a row
 */
RosterChangeItem *
roster_remove_item_new_missing (const char *id, const char *organization)
{
  /* Translators: %s is an organization */
  g_autofree char *text = g_strdup_printf (_ ("No longer a member of %s"), organization);

  return roster_change_item_new (id, _ ("Left out"), ROSTER_MARK_REFUSED, text);
}
