/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ui/changes/roster-candidate.h"

G_BEGIN_DECLS

/**
 * RosterCandidateList:
 *
 * A GListModel of RosterCandidate: those of many whom a search finds. Flat, so that a search
 * through a hundred thousand is a scan and not a rebuilding of trees.
 */
#define ROSTER_TYPE_CANDIDATE_LIST (roster_candidate_list_get_type ())
G_DECLARE_FINAL_TYPE (RosterCandidateList, roster_candidate_list, ROSTER, CANDIDATE_LIST, GObject)

RosterCandidateList *roster_candidate_list_new (void);
void roster_candidate_list_set_candidates (RosterCandidateList *self, GPtrArray *candidates);
void roster_candidate_list_set_query (RosterCandidateList *self, const char *query);
guint roster_candidate_list_get_n_candidates (RosterCandidateList *self);
RosterCandidate *roster_candidate_list_find (RosterCandidateList *self, const char *id);
void roster_candidate_list_check (RosterCandidateList *self,
                                  RosterCandidate *candidate,
                                  gboolean checked);
GPtrArray *roster_candidate_list_list_checked (RosterCandidateList *self);
guint roster_candidate_list_count_hidden (RosterCandidateList *self);

G_END_DECLS
