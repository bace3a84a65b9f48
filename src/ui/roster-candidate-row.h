/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "roster-candidate.h"

G_BEGIN_DECLS

/**
 * RosterCandidateRow:
 *
 * One person who can be chosen: a check mark, who, and where from.
 *
 * Property: "item" (RosterCandidate, nullable, read-write), for the list's factory.
 */
#define ROSTER_TYPE_CANDIDATE_ROW (roster_candidate_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterCandidateRow, roster_candidate_row, ROSTER, CANDIDATE_ROW, GtkWidget)

void roster_candidate_row_set_item (RosterCandidateRow *self, RosterCandidate *item);
RosterCandidate *roster_candidate_row_get_item (RosterCandidateRow *self);

G_END_DECLS
