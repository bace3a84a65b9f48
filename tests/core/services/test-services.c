/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which services there are, and what each says of itself. */

#include "core/services/roster-services.h"

static void
test_find (void)
{
  guint n_services;
  const RosterService *const *services = roster_services_list (&n_services);

  g_assert_cmpuint (n_services, >, 0);
  for (guint i = 0; i < n_services; i++)
    {
      g_assert_true (roster_services_find (services[i]->name) == services[i]);
      g_assert_cmpstr (services[i]->label, !=, "");
    }
}

/* Settings that are older than the choice name none. */
static void
test_default (void)
{
  g_assert_true (roster_services_find (NULL) == roster_services_find ("threat-stack"));
  g_assert_true (roster_services_find ("") == roster_services_find ("threat-stack"));
}

static void
test_unknown (void)
{
  g_assert_null (roster_services_find ("Threat Stack"));
  g_assert_null (roster_services_find ("another"));
}

static void
test_roles (void)
{
  const RosterRoleTable *roles = &roster_services_find (NULL)->roles;

  g_assert_true (roster_role_table_find (roles, "OWNER")->is_owner);
  g_assert_false (roster_role_table_find (roles, "user")->is_owner);
  g_assert_null (roster_role_table_find (roles, "auditor"));
  g_assert_null (roster_role_table_find (roles, ""));
  g_assert_null (roster_role_table_find (roles, NULL));
}

/* A list of roles is read from its lowest to its highest. */
static void
test_ranks (void)
{
  guint n_services;
  const RosterService *const *services = roster_services_list (&n_services);

  for (guint i = 0; i < n_services; i++)
    for (guint j = 1; j < services[i]->roles.n_entries; j++)
      g_assert_cmpuint (services[i]->roles.entries[j].rank, >,
                        services[i]->roles.entries[j - 1].rank);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/services/find", test_find);
  g_test_add_func ("/services/default", test_default);
  g_test_add_func ("/services/unknown", test_unknown);
  g_test_add_func ("/services/roles", test_roles);
  g_test_add_func ("/services/ranks", test_ranks);

  return g_test_run ();
}
