/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One change of a plan with what stands against it. */

#include "core/plans/roster-plan-entry.h"

#include "core/base/roster-error.h"

/** roster_plan_entry_new: @change, with nothing known against it but @problem. */
RosterPlanEntry *
roster_plan_entry_new (RosterChange *change, RosterAddress *address, const char *problem)
{
  RosterPlanEntry *self = g_new0 (RosterPlanEntry, 1);

  self->change = change;
  self->address = address;
  self->problem = g_strdup (problem);

  return self;
}

/** roster_plan_entry_free: frees an entry. */
void
roster_plan_entry_free (RosterPlanEntry *self)
{
  g_object_unref (self->change);
  g_clear_object (&self->address);
  g_free (self->problem);
  g_clear_error (&self->refusal);
  g_free (self);
}

gboolean
roster_plan_entry_is_look_alike (const RosterPlanEntry *self)
{
  return self->address != NULL &&
         roster_address_get_verdict (self->address) == ROSTER_ADDRESS_SUSPECT_DOMAIN;
}

void
roster_plan_entry_refuse_alone (RosterPlanEntry *self)
{
  g_autofree char *reason = g_strdup (self->problem);

  g_clear_error (&self->refusal);
  if (reason == NULL && self->address != NULL && !roster_address_is_sendable (self->address))
    reason = roster_address_describe_verdict (self->address);
  if (reason != NULL)
    self->refusal = g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_REFUSED, reason);
}
