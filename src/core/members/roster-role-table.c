/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which roles a service has, and what each of them means. */

#include "core/members/roster-role-table.h"

/**
 * roster_role_table_find:
 * @self: the roles of a service
 * @role: (nullable): a role as the service writes it
 *
 * Upper and lower case are the same: an owner must never be missed by the guards.
 *
 * Returns: (transfer none) (nullable): its entry; %NULL for a role that the table does not have
 */
const RosterRoleEntry *
roster_role_table_find (const RosterRoleTable *self, const char *role)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (role == NULL)
    return NULL;
  for (guint i = 0; i < self->n_entries; i++)
    if (g_ascii_strcasecmp (self->entries[i].spelling, role) == 0)
      return &self->entries[i];
  return NULL;
}
