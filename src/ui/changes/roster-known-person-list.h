/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ui/changes/roster-known-person.h"

G_BEGIN_DECLS

/**
 * RosterKnownPersonList:
 *
 * A GListModel of RosterKnownPerson: those of many whom a search finds. Flat, so that a search
 * through a hundred thousand is a scan and not a rebuilding of trees.
 */
#define ROSTER_TYPE_KNOWN_PERSON_LIST (roster_known_person_list_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterKnownPersonList, roster_known_person_list, ROSTER, KNOWN_PERSON_LIST, GObject)

RosterKnownPersonList *roster_known_person_list_new (void);
void roster_known_person_list_set_candidates (RosterKnownPersonList *self, GPtrArray *candidates);
void roster_known_person_list_set_query (RosterKnownPersonList *self, const char *query);
guint roster_known_person_list_get_n_candidates (RosterKnownPersonList *self);
RosterKnownPerson *roster_known_person_list_find (RosterKnownPersonList *self, const char *id);
void roster_known_person_list_check (RosterKnownPersonList *self,
                                     RosterKnownPerson *candidate,
                                     gboolean checked);
GPtrArray *roster_known_person_list_list_checked (RosterKnownPersonList *self);
guint roster_known_person_list_count_hidden (RosterKnownPersonList *self);

G_END_DECLS
