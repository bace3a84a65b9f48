/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/roster-cli-options.h"
#include "core/plans/roster-guards.h"
#include "core/queue/roster-change-queue.h"
#include "core/recipients/roster-people.h"

G_BEGIN_DECLS

/**
 * RosterCliPlan:
 * @changes: (element-type RosterChange): what is to be done in one organization; what the guards
 * refuse is FAILED already
 * @look_alikes: (element-type RosterChange): the invitations to a domain that looks like another;
 * they are in @changes, too
 * @report: what has to be asked before, about those that are not refused
 *
 * What a command is going to do, before it does anything.
 */
typedef struct
{
  RosterOrganization *organization;
  GPtrArray *changes;
  GPtrArray *look_alikes;
  RosterGuardsReport *report;
} RosterCliPlan;

RosterCliPlan *roster_cli_plan_new (RosterOrganization *organization,
                                    RosterJournal *journal,
                                    const RosterCliOptions *options,
                                    RosterPeople *people,
                                    GHashTable *found,
                                    GError **error);
void roster_cli_plan_free (RosterCliPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterCliPlan, roster_cli_plan_free)

guint roster_cli_plan_count_open (RosterCliPlan *self);
gboolean roster_cli_plan_print (RosterCliPlan *self, int fd, GError **error);
gboolean roster_cli_plan_removes_owner (RosterChange *change);

G_END_DECLS
