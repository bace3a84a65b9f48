/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/journal/roster-journal.h"
#include "core/plans/roster-plan-entry.h"
#include "core/plans/roster-plan-questions.h"

G_BEGIN_DECLS

/**
 * RosterPlanFigures:
 * @n_members: how many members
 * @n_owners: how many of them are owners
 * @n_mfa: how many of them have MFA; of whoever is added it is not known
 *
 * An organization in three figures.
 */
typedef struct
{
  guint n_members;
  guint n_owners;
  guint n_mfa;
} RosterPlanFigures;

/**
 * RosterPlanPart:
 *
 * What a plan does in one organization: the questions, the answers, the figures. It belongs to its
 * plan.
 */
typedef struct _RosterPlanPart RosterPlanPart;

RosterOrganization *roster_plan_part_get_organization (RosterPlanPart *self);
RosterPlanQuestions roster_plan_part_get_questions (RosterPlanPart *self);
GPtrArray *roster_plan_part_list_asked (RosterPlanPart *self, RosterPlanQuestions question);
char *roster_plan_part_describe_many (RosterPlanPart *self);
void roster_plan_part_get_figures (RosterPlanPart *self,
                                   RosterPlanFigures *before,
                                   RosterPlanFigures *after);
void roster_plan_part_agree (RosterPlanPart *self, RosterPlanQuestions answers);
gboolean roster_plan_part_is_agreed (RosterPlanPart *self);

/* For the plan alone. */
RosterPlanPart *roster_plan_part_new (RosterOrganization *organization);
void roster_plan_part_free (RosterPlanPart *self);
void roster_plan_part_add (RosterPlanPart *self, RosterPlanEntry *entry);
void roster_plan_part_prepare_async (RosterPlanPart *self,
                                     RosterJournal *journal,
                                     gint64 not_before,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean roster_plan_part_prepare_finish (GAsyncResult *result, GError **error);
/* What it is judged by from now on: the list that its organization has. */
void roster_plan_part_take_list (RosterPlanPart *self);
gboolean roster_plan_part_is_current (RosterPlanPart *self);
/* What was found out holds no more: it is found out again when it is asked for. */
void roster_plan_part_invalidate (RosterPlanPart *self);
void roster_plan_part_ensure_judged (RosterPlanPart *self);

G_END_DECLS
