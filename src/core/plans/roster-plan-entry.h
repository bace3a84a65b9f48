/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/changes/roster-change.h"
#include "core/recipients/roster-address.h"

G_BEGIN_DECLS

/**
 * RosterPlanEntry:
 * @change: what is to be done
 * @address: (nullable): of an invitation: judged when the plan is prepared
 * @problem: (nullable): why it cannot be done, whatever the lists say
 * @refusal: (nullable): why it will not be done, as found out last
 * @is_left_out: a person does not want it done
 *
 * One change of a plan with what stands against it. A part of RosterPlan.
 */
typedef struct
{
  RosterChange *change;
  RosterAddress *address;
  char *problem;
  GError *refusal;
  gboolean is_left_out;
} RosterPlanEntry;

/* change, address: (transfer full); address: (nullable) */
RosterPlanEntry *
roster_plan_entry_new (RosterChange *change, RosterAddress *address, const char *problem);
void roster_plan_entry_free (RosterPlanEntry *self);

/* Whether it invites somebody whose domain only looks like another one. */
gboolean roster_plan_entry_is_look_alike (const RosterPlanEntry *self);
/* Sets refusal to what stands against it whatever else is done; else to NULL. */
void roster_plan_entry_refuse_alone (RosterPlanEntry *self);

G_END_DECLS
