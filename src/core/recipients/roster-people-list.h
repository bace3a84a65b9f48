/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/recipients/roster-people.h"

G_BEGIN_DECLS

/** ROSTER_PEOPLE_MAX: more than so many are no list of people. */
#define ROSTER_PEOPLE_MAX G_MAXUINT16

/**
 * roster_people_list_read:
 * @text: valid UTF-8 that is no table
 * @line: the number of its first line; 0 for an argument, which has no comments
 * @kind: how people are named
 * @persons: (element-type RosterPerson): gets who is named; never more than %ROSTER_PEOPLE_MAX
 */
void
roster_people_list_read (const char *text, guint line, RosterPeopleKind kind, GPtrArray *persons);

G_END_DECLS
