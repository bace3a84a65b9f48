/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/plans/roster-change.h"

G_BEGIN_DECLS

/** RosterRailQuestions: what has to be asked before a run may go. */
typedef enum
{
  ROSTER_GUARD_NOTHING = 0,
  ROSTER_GUARD_REMOVES = 1 << 0,       /* anybody is removed: ask with names and consequence */
  ROSTER_GUARD_REMOVES_OWNER = 1 << 1, /* an owner is removed */
  ROSTER_GUARD_REMOVES_MANY =
      1 << 2, /* more than max (2, 25 %) in 24 hours: the organization's name must be typed */
  ROSTER_GUARD_REMOVES_SELF = 1 << 3, /* the account's own user */
} RosterRailQuestions;

/**
 * RosterGuardsReport:
 * @questions: what has to be asked
 * @refusals: (element-type GError): one place a change, NULL where it is allowed
 * @n_refused: how many places are not NULL
 * @n_removals: how many members are removed, without those that are refused
 * @removed_lately: how many were removed within 24 hours before
 * @n_members: of how many, before any of these went
 */
typedef struct
{
  RosterRailQuestions questions;
  GPtrArray *refusals;
  guint n_refused;
  guint n_removals;
  guint removed_lately;
  guint n_members;
} RosterGuardsReport;

void roster_guards_report_free (RosterGuardsReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterGuardsReport, roster_guards_report_free)

/* Whether nobody has locked it against changes; what the queue and rosterctl ask too. */
gboolean roster_guards_check_lock (RosterOrganization *organization, GError **error);

/* Pure. All changes aim at one organization; table: its members as last read; own_id: the account's
 * user id; removed_lately: removals of the last 24 hours, from the journal. */
RosterGuardsReport *roster_guards_check (RosterMemberTable *table,
                                         const char *own_id,
                                         guint removed_lately,
                                         GPtrArray *changes);
RosterGuardsReport *roster_guards_check_organization (RosterOrganization *organization,
                                                      guint removed_lately,
                                                      GPtrArray *changes); /* (nullable) */

char *roster_guards_describe_many (const RosterGuardsReport *report);

G_END_DECLS
