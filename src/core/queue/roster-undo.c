/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What takes a change back. */

#include "core/queue/roster-undo.h"

#include <glib/gi18n-lib.h>

static RosterChange *
invert (RosterChangeKind kind,
        RosterOrganization *organization,
        const char *subject,
        const char *label,
        const char *email,
        const char *role)
{
  RosterChange *change =
      roster_change_new (kind == ROSTER_CHANGE_REMOVE ? ROSTER_CHANGE_ADD : ROSTER_CHANGE_REMOVE,
                         organization, subject, label, role);

  if (roster_change_get_email (change) == NULL)
    roster_change_set_email (change, email);

  return change;
}

/* Whether it happened and the service can take it back. */
static gboolean
is_possible (RosterChange *change)
{
  return roster_change_get_state (change) == ROSTER_CHANGE_DONE &&
         roster_change_get_kind (change) != ROSTER_CHANGE_INVITE &&
         *roster_change_get_role (change) != '\0';
}

/**
 * roster_undo_invert_entry:
 * @entry: a removal or an addition of the history
 * @organization: where it belongs
 *
 * Returns: (transfer full): what takes it back, pending
 */
RosterChange *
roster_undo_invert_entry (const RosterHistoryEntry *entry, RosterOrganization *organization)
{
  g_return_val_if_fail (entry->kind != ROSTER_CHANGE_INVITE, NULL);

  return invert (entry->kind, organization, entry->subject, entry->label, entry->email,
                 entry->role);
}

/**
 * roster_undo_invert_run:
 * @run: a run that is finished
 * @organization: in which
 * @kind: removals or additions
 *
 * Returns: (transfer full) (element-type RosterChange): what takes back those that happened
 */
GPtrArray *
roster_undo_invert_run (RosterChangeRun *run,
                        RosterOrganization *organization,
                        RosterChangeKind kind)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < roster_change_run_get_n_changes (run); i++)
    {
      RosterChange *change = roster_change_run_get_change (run, i);

      if (roster_change_get_organization (change) == organization &&
          roster_change_get_kind (change) == kind && is_possible (change))
        g_ptr_array_add (changes,
                         invert (kind, organization, roster_change_get_subject (change),
                                 roster_change_get_label (change), roster_change_get_email (change),
                                 roster_change_get_role (change)));
    }

  return changes;
}

/**
 * roster_undo_find_organization:
 * @entry: a change of the history
 * @organizations: (element-type RosterOrganization): those that are known now
 *
 * Returns: (transfer none) (nullable): where it belongs; rather with the account that sent it
 */
RosterOrganization *
roster_undo_find_organization (const RosterHistoryEntry *entry, GListModel *organizations)
{
  RosterOrganization *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (organizations); i++)
    {
      g_autoptr (RosterOrganization) organization = g_list_model_get_item (organizations, i);
      RosterAccount *account = roster_organization_get_account (organization);

      if (!g_str_equal (roster_organization_get_id (organization), entry->organization_id) ||
          !g_str_equal (roster_account_get_endpoint (account), entry->endpoint))
        continue;
      if (g_str_equal (roster_account_get_user_id (account), entry->user_id))
        return organization; /* the model keeps it */
      if (found == NULL)
        found = organization;
    }

  return found;
}

/**
 * roster_undo_find_obstacle:
 * @entry: a change of the history
 * @organizations: (element-type RosterOrganization): those that are known now
 *
 * Returns: (nullable): why it cannot be taken back, a translated sentence. What the account may do
 *   is for the guards.
 */
const char *
roster_undo_find_obstacle (const RosterHistoryEntry *entry, GListModel *organizations)
{
  RosterOrganization *organization;

  if (entry->kind == ROSTER_CHANGE_INVITE)
    return _ ("An invitation cannot be taken back.");
  if (entry->result != ROSTER_CHANGE_DONE)
    return _ ("Only what was done can be undone.");
  if (entry->is_superseded)
    return _ ("A later change of the same person has taken its place.");
  if (!roster_history_entry_can_undo (entry))
    return _ ("Which role they had is not known.");

  organization = roster_undo_find_organization (entry, organizations);
  if (organization == NULL)
    return _ ("Roster no longer knows this organization.");
  return roster_organization_get_read_only (organization)
             ? _ ("This organization is locked against changes: unlock it in the preferences.")
             : NULL;
}
