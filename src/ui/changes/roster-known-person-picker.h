/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/changes/roster-known-person.h"

G_BEGIN_DECLS

/**
 * RosterKnownPersonPicker:
 *
 * A list of people to choose from, with a search.
 *
 * Signal "changed": somebody was chosen or not chosen any more, or the search changed.
 */
#define ROSTER_TYPE_KNOWN_PERSON_PICKER (roster_known_person_picker_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterKnownPersonPicker, roster_known_person_picker, ROSTER, KNOWN_PERSON_PICKER, GtkWidget)

void roster_known_person_picker_start_search (RosterKnownPersonPicker *self);
void
roster_known_person_picker_set_candidates (RosterKnownPersonPicker *self, GPtrArray *candidates);
void roster_known_person_picker_set_placeholder (RosterKnownPersonPicker *self, const char *text);
GPtrArray *roster_known_person_picker_list_checked (RosterKnownPersonPicker *self);
void
roster_known_person_picker_check (RosterKnownPersonPicker *self, const char *id, gboolean checked);
guint roster_known_person_picker_count_hidden (RosterKnownPersonPicker *self);
RosterKnownPerson *roster_known_person_picker_find (RosterKnownPersonPicker *self, const char *id);

G_END_DECLS
