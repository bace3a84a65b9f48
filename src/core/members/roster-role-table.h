/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterRoleEntry:
 * @spelling: as the service writes it
 * @rank: how much it allows; more is higher, 0 the lowest
 * @label: (not translated): its name, of the context “role”
 * @word: (not translated): its name inside a sentence, of the context “role in a sentence”
 * @is_owner: whether an organization must keep somebody with it
 * @may_be_given: whether it can be given to others
 *
 * One role of a service.
 */
typedef struct
{
  const char *spelling;
  guint rank;
  const char *label;
  const char *word;
  gboolean is_owner;
  gboolean may_be_given;
} RosterRoleEntry;

/**
 * RosterRoleTable:
 * @entries: (array length=n_entries): the lowest rank first
 * @n_entries: how many there are; 0 where the roles are the service's own and are shown as they are
 *
 * The roles that a service has. Static data.
 */
typedef struct
{
  const RosterRoleEntry *entries;
  guint n_entries;
} RosterRoleTable;

const RosterRoleEntry *roster_role_table_find (const RosterRoleTable *self, const char *role);

G_END_DECLS
