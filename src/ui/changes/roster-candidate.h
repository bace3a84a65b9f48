/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member-table.h"

G_BEGIN_DECLS

/**
 * RosterCandidate:
 *
 * Somebody who is a member of other organizations, but not of this one, and may be added to it.
 *
 * Property: "checked" (gboolean, read-write, notified): whether they are chosen.
 */
#define ROSTER_TYPE_CANDIDATE (roster_candidate_get_type ())
G_DECLARE_FINAL_TYPE (RosterCandidate, roster_candidate, ROSTER, CANDIDATE, GObject)

RosterCandidate *
roster_candidate_new (RosterMemberTable *table, guint row, const char *organization);
void roster_candidate_add_organization (RosterCandidate *self, const char *organization);
void roster_candidate_prepare (RosterCandidate *self);
const RosterMember *roster_candidate_get_member (RosterCandidate *self);
const char *roster_candidate_get_organizations (RosterCandidate *self);
gboolean roster_candidate_matches (RosterCandidate *self, const char *folded);
gboolean roster_candidate_get_checked (RosterCandidate *self);
void roster_candidate_set_checked (RosterCandidate *self, gboolean checked);
int roster_candidate_compare (RosterCandidate *a, RosterCandidate *b);

G_END_DECLS
