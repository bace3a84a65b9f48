/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/recipients/roster-people.h"

G_BEGIN_DECLS

/**
 * roster_people_words_read:
 * @text: what stands between two separators
 * @line: its line, or 0
 * @kind: how people are named
 * @persons: (element-type RosterPerson): gets whoever @text names: all of them, or one person with
 *   a problem where a word of it is something else; nobody where @text is blank
 */
void
roster_people_words_read (const char *text, guint line, RosterPeopleKind kind, GPtrArray *persons);

/**
 * roster_people_words_read_named:
 * @text: all of `Name <address>`
 * @name: what stands before the bracket
 * @address: what stands in it
 * @line: its line, or 0
 * @kind: how people are named
 * @persons: (element-type RosterPerson): gets one person
 */
void roster_people_words_read_named (const char *text,
                                     const char *name,
                                     const char *address,
                                     guint line,
                                     RosterPeopleKind kind,
                                     GPtrArray *persons);

/**
 * roster_people_words_is_id:
 * @text: a text
 *
 * Returns: whether it can be a user id: letters, digits and a few signs between them
 */
gboolean roster_people_words_is_id (const char *text);

/**
 * roster_people_words_has_digit:
 * @text: a text that can be a user id
 *
 * Returns: whether it has a digit, as ids have; without one it may as well be a name or a word
 */
gboolean roster_people_words_has_digit (const char *text);

/**
 * roster_people_words_unwrap:
 * @text: a text
 *
 * Returns: (transfer full): @text without the blanks, marks, quotes and brackets around it, without
 *   mailto: and without the full stop of a sentence
 */
char *roster_people_words_unwrap (const char *text);

G_END_DECLS
