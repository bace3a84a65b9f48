/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/journal/roster-history.h"
#include "core/plans/roster-change.h"

G_BEGIN_DECLS

typedef enum
{
  ROSTER_SETTLEMENT_HAPPENED,
  ROSTER_SETTLEMENT_DID_NOT_HAPPEN,
  ROSTER_SETTLEMENT_OTHER_ROLE, /* of an addition: they are a member in another role */
  ROSTER_SETTLEMENT_CANNOT_TELL,
} RosterSettlementVerdict;

/**
 * RosterSettlement:
 *
 * A change of an earlier run with what has to be known of it to settle it.
 */
typedef struct
{
  RosterChange *change;
  gint64 time; /* when it was sent, unix milliseconds */
  gboolean is_superseded;
  gboolean was_unknown; /* it was looked for before */
} RosterSettlement;

RosterSettlement *
roster_settlement_new (const RosterHistoryEntry *entry, RosterOrganization *organization);
void roster_settlement_free (RosterSettlement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterSettlement, roster_settlement_free)

RosterSettlementVerdict roster_settlement_judge (RosterSettlement *self, RosterMemberTable *table);
/* Gives the change its final state by what the list shows. */
void roster_settlement_settle (RosterSettlement *self, RosterMemberTable *table);

G_END_DECLS
