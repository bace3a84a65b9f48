/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/changes/roster-known-person.h"
#include "ui/widgets/roster-item-row.h"

G_BEGIN_DECLS

/**
 * RosterKnownPersonRow:
 *
 * One person who can be chosen: a check mark, who, and where from.
 *
 * Its "item" is a RosterKnownPerson.
 */
#define ROSTER_TYPE_KNOWN_PERSON_ROW (roster_known_person_row_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterKnownPersonRow, roster_known_person_row, ROSTER, KNOWN_PERSON_ROW, RosterItemRow)

G_END_DECLS
