/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/journal/roster-history.h"
#include "core/changes/roster-change.h"

G_BEGIN_DECLS

typedef enum
{
  ROSTER_VERDICT_HAPPENED,
  ROSTER_VERDICT_DID_NOT_HAPPEN,
  ROSTER_VERDICT_OTHER_ROLE, /* of an addition: they are a member in another role */
  ROSTER_VERDICT_CANNOT_TELL,
} RosterVerdictVerdict;

/**
 * RosterVerdict:
 *
 * A change of an earlier run with what has to be known of it to settle it.
 */
typedef struct
{
  RosterChange *change;
  gint64 time; /* when it was sent, unix milliseconds */
  gboolean is_superseded;
  gboolean was_unknown; /* it was looked for before */
} RosterVerdict;

RosterVerdict *
roster_verdict_new (const RosterHistoryEntry *entry, RosterOrganization *organization);
void roster_verdict_free (RosterVerdict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterVerdict, roster_verdict_free)

RosterVerdictVerdict roster_verdict_judge (RosterVerdict *self, RosterMemberTable *table);
/* Gives the change its final state by what the list shows. */
void roster_verdict_settle (RosterVerdict *self, RosterMemberTable *table);

G_END_DECLS
