/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/accounts/roster-account-save.h"

#include "ui/accounts/roster-account-list.h"
#include "ui/accounts/roster-organization-row.h"

/**
 * roster_account_save_organizations:
 * @directory: where they are to be
 * @account: one of its accounts
 * @rows: (element-type RosterOrganizationRow): names and ids as they were typed
 * @original_ids: (element-type utf8): of the organizations that were there at the start; what is
 * not among the rows any more goes
 */
void
roster_account_save_organizations (RosterDirectory *directory,
                                   RosterAccount *account,
                                   GPtrArray *rows,
                                   GHashTable *original_ids)
{
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *name = roster_organization_row_dup_name (g_ptr_array_index (rows, i));
      g_autofree char *id = roster_organization_row_dup_id (g_ptr_array_index (rows, i));

      roster_directory_add (directory, account, name, id);
      g_hash_table_remove (original_ids, id);
    }

  for (guint i = roster_directory_get_n_organizations (directory); i-- > 0;)
    {
      RosterOrganization *organization = roster_directory_get_organization (directory, i);

      if (roster_organization_get_account (organization) == account &&
          g_hash_table_contains (original_ids, roster_organization_get_id (organization)))
        roster_directory_remove (directory, i);
    }
}

/**
 * roster_account_save_forget:
 * @directory: organizations
 * @replaced: (nullable): an account that has become another
 *
 * Takes its key out of the keyring where nothing uses it any more: no page would show it.
 */
void
roster_account_save_forget (RosterDirectory *directory, RosterAccount *replaced)
{
  RosterKeyring *keyring = roster_directory_get_keyring (directory);
  g_autoptr (GPtrArray) left = NULL;

  if (replaced == NULL || keyring == NULL)
    return;
  left = roster_account_list_organizations (directory, replaced);
  if (left->len == 0)
    roster_keyring_forget_key_async (keyring, replaced, NULL, NULL);
}
