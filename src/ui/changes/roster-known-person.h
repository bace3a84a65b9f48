/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member-table.h"

G_BEGIN_DECLS

/**
 * RosterKnownPerson:
 *
 * Somebody who is a member of other organizations, but not of this one, and may be added to it.
 *
 * Property: "checked" (gboolean, read-write, notified): whether they are chosen.
 */
#define ROSTER_TYPE_KNOWN_PERSON (roster_known_person_get_type ())
G_DECLARE_FINAL_TYPE (RosterKnownPerson, roster_known_person, ROSTER, KNOWN_PERSON, GObject)

RosterKnownPerson *
roster_known_person_new (RosterMemberTable *table, guint row, const char *organization);
void roster_known_person_add_organization (RosterKnownPerson *self, const char *organization);
void roster_known_person_prepare (RosterKnownPerson *self);
const RosterMember *roster_known_person_get_member (RosterKnownPerson *self);
const char *roster_known_person_get_organizations (RosterKnownPerson *self);
gboolean roster_known_person_matches (RosterKnownPerson *self, const char *folded);
gboolean roster_known_person_get_checked (RosterKnownPerson *self);
void roster_known_person_set_checked (RosterKnownPerson *self, gboolean checked);
int roster_known_person_compare (RosterKnownPerson *a, RosterKnownPerson *b);

G_END_DECLS
