/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/changes/roster-change.h"
#include "core/journal/roster-journal.h"
#include "core/plans/roster-plan-part.h"

G_BEGIN_DECLS

/**
 * RosterPlan:
 *
 * Changes over one or more organizations, checked before anything is sent (core/plans/README.md).
 * It is filled, then prepared, then agreed to, then given to the change queue, which takes nothing
 * else. Changes are counted from 0 in the order in which they were added; the organizations
 * (“parts”) from 0 in the order in which they first came.
 *
 * What was prepared holds for the lists that it was prepared from: where an organization has
 * another list since, roster_plan_take() refuses it and it is prepared again.
 */
#define ROSTER_TYPE_PLAN (roster_plan_get_type ())
G_DECLARE_FINAL_TYPE (RosterPlan, roster_plan, ROSTER, PLAN, GObject)

RosterPlan *roster_plan_new (RosterJournal *journal);
void roster_plan_add (RosterPlan *self, RosterChange *change, const char *problem);
void roster_plan_add_invitation (RosterPlan *self,
                                 RosterOrganization *organization,
                                 RosterAddress *address,
                                 const char *role);

void roster_plan_prepare_async (RosterPlan *self,
                                gint64 not_before,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean roster_plan_prepare_finish (RosterPlan *self, GAsyncResult *result, GError **error);
gboolean roster_plan_prepare_additions (RosterPlan *self);
gboolean roster_plan_is_prepared (RosterPlan *self);

guint roster_plan_get_n_changes (RosterPlan *self);
RosterChange *roster_plan_get_change (RosterPlan *self, guint position);
const GError *roster_plan_get_refusal (RosterPlan *self, guint position);
char *roster_plan_dup_flag (RosterPlan *self, guint position);
void roster_plan_set_left_out (RosterPlan *self, guint position, gboolean is_left_out);
gboolean roster_plan_is_ready (RosterPlan *self, guint position);
guint roster_plan_count_ready (RosterPlan *self);
guint roster_plan_count_refused (RosterPlan *self);

guint roster_plan_get_n_parts (RosterPlan *self);
RosterPlanPart *roster_plan_get_part (RosterPlan *self, guint part);
gboolean roster_plan_is_agreed (RosterPlan *self);

/* For the queue alone. */
GPtrArray *roster_plan_take (RosterPlan *self, GError **error);

G_END_DECLS
