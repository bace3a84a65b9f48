/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/plans/roster-plan.h"

G_BEGIN_DECLS

/** RosterIdNameFunc: (nullable) how the person with that user id is called, where it is known. */
typedef const char *(*RosterIdNameFunc) (const char *id, gpointer user_data);

/**
 * RosterIdCheck:
 * @items: (element-type RosterChangeItem): one for each id
 * @plan: one change for each, prepared
 * @problem: (nullable): why nothing of the text can be used, a sentence
 * @left_out: (nullable): which columns of a table are not used, a sentence
 *
 * A text of user ids, taken apart and judged.
 */
typedef struct
{
  GListModel *items;
  RosterPlan *plan;
  char *problem;
  char *left_out;
} RosterIdCheck;

void roster_id_check_free (RosterIdCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterIdCheck, roster_id_check_free)

RosterIdCheck *roster_id_check_new (const char *text,
                                    RosterOrganization *organization,
                                    RosterJournal *journal,
                                    const char *role,
                                    RosterIdNameFunc name_func,
                                    gpointer user_data);

G_END_DECLS
