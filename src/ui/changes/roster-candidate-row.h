/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/changes/roster-candidate.h"
#include "ui/widgets/roster-item-row.h"

G_BEGIN_DECLS

/**
 * RosterCandidateRow:
 *
 * One person who can be chosen: a check mark, who, and where from.
 *
 * Its "item" is a RosterCandidate.
 */
#define ROSTER_TYPE_CANDIDATE_ROW (roster_candidate_row_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterCandidateRow, roster_candidate_row, ROSTER, CANDIDATE_ROW, RosterItemRow)

G_END_DECLS
