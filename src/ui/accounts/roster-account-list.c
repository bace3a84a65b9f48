/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which accounts a directory has, and which organizations each of them serves. */

#include "ui/accounts/roster-account-list.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"

/** roster_account_list_accounts: (transfer full): those that have an organization */
GPtrArray *
roster_account_list_accounts (RosterDirectory *directory)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < roster_directory_get_n_organizations (directory); i++)
    {
      RosterAccount *account =
          roster_organization_get_account (roster_directory_get_organization (directory, i));

      if (!g_ptr_array_find (accounts, account, NULL))
        g_ptr_array_add (accounts, g_object_ref (account));
    }
  return accounts;
}

/** roster_account_list_organizations: (transfer full): those of one account */
GPtrArray *
roster_account_list_organizations (RosterDirectory *directory, RosterAccount *account)
{
  GPtrArray *organizations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < roster_directory_get_n_organizations (directory); i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (directory, i);

      if (roster_organization_get_account (organization) == account)
        g_ptr_array_add (organizations, g_object_ref (organization));
    }
  return organizations;
}

/** roster_account_list_get_refusal: (nullable): why they are not to be changed; borrowed */
const char *
roster_account_list_get_refusal (RosterDirectory *directory)
{
  return roster_directory_get_keyring (directory) == NULL
             ? _ ("The demo keeps no accounts: choose “Set up a real account…” for that.")
             : NULL;
}

/** roster_account_list_describe: (transfer full): their names, one after the other */
char *
roster_account_list_describe (GPtrArray *organizations)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < organizations->len; i++)
    {
      g_autofree char *name =
          roster_text_display (roster_organization_get_name (organizations->pdata[i]));

      /* Translators: what stands between the names of a list. */
      g_string_append_printf (text, "%s%s", i > 0 ? _ (", ") : "", name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
