/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/changes/roster-candidate.h"

G_BEGIN_DECLS

/**
 * RosterCandidatePicker:
 *
 * A list of people to choose from, with a search.
 *
 * Signal "changed": somebody was chosen or not chosen any more, or the search changed.
 */
#define ROSTER_TYPE_CANDIDATE_PICKER (roster_candidate_picker_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterCandidatePicker, roster_candidate_picker, ROSTER, CANDIDATE_PICKER, GtkWidget)

void roster_candidate_picker_start_search (RosterCandidatePicker *self);
void roster_candidate_picker_set_candidates (RosterCandidatePicker *self, GPtrArray *candidates);
void roster_candidate_picker_set_placeholder (RosterCandidatePicker *self, const char *text);
GPtrArray *roster_candidate_picker_list_checked (RosterCandidatePicker *self);
void roster_candidate_picker_check (RosterCandidatePicker *self, const char *id, gboolean checked);
guint roster_candidate_picker_count_hidden (RosterCandidatePicker *self);
RosterCandidate *roster_candidate_picker_find (RosterCandidatePicker *self, const char *id);

G_END_DECLS
