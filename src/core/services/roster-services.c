/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which services there are. */

#include "core/services/roster-services.h"

#include "core/services/threat-stack/roster-threat-stack.h"

/* The first is the one of those who never said which. */
static const RosterService *const services[] = {
  &roster_threat_stack,
};

/**
 * roster_services_list:
 * @n_services: (out): how many
 *
 * Returns: (transfer none) (array length=n_services): all of them, the default one first
 */
const RosterService *const *
roster_services_list (guint *n_services)
{
  *n_services = G_N_ELEMENTS (services);
  return services;
}

/**
 * roster_services_find:
 * @name: (nullable): as the settings and the command line call it; %NULL or "" for the default one,
 *   since settings that are older than the choice say nothing
 *
 * Returns: (transfer none) (nullable): the service; %NULL where there is none of that name
 */
const RosterService *
roster_services_find (const char *name)
{
  if (name == NULL || *name == '\0')
    return services[0];
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    if (g_str_equal (services[i]->name, name))
      return services[i];
  return NULL;
}
