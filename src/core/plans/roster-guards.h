/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/changes/roster-change.h"
#include "core/plans/roster-plan-questions.h"

G_BEGIN_DECLS

/**
 * RosterGuardsReport:
 * @questions: what has to be asked
 * @refusals: (element-type GError): one place a change, NULL where it is allowed
 * @n_refused: how many places are not NULL
 * @n_removals: how many members are removed, without those that are refused
 * @removed_lately: how many were removed within 24 hours before
 * @n_members: of how many, before any of these went
 *
 * What the guards say of the changes of a plan in one organization. A part of RosterPlan: nobody
 * else asks them (check-style).
 */
typedef struct
{
  RosterPlanQuestions questions;
  GPtrArray *refusals;
  guint n_refused;
  guint n_removals;
  guint removed_lately;
  guint n_members;
} RosterGuardsReport;

void roster_guards_report_free (RosterGuardsReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterGuardsReport, roster_guards_report_free)

RosterGuardsReport *roster_guards_check (RosterMemberTable *table,
                                         const char *own_id,
                                         guint removed_lately,
                                         GPtrArray *changes);

char *roster_guards_describe_many (const RosterGuardsReport *report);

G_END_DECLS
