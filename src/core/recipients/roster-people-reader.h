/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/recipients/roster-people.h"

G_BEGIN_DECLS

/**
 * roster_people_reader_add_argument:
 * @people: gets who is named
 * @text: one argument of a command line, in UTF-8
 *
 * Adds who is named in @text, which is no table and has no comments.
 */
void roster_people_reader_add_argument (RosterPeople *people, const char *text);

/**
 * roster_people_reader_add_text:
 * @people: gets who is named
 * @text: what was typed or pasted, or the content of a file
 *
 * Adds who is named in @text. Commas, semicolons and bars (also those of other scripts), tabs and
 * line breaks separate; spaces do between addresses. `Name <a@b.c>`, `Last, First <a@b.c>`, quotes
 * and brackets around an address, mailto: links, and comments behind a # are understood. Of a table
 * the columns of the address, the id, the name and the role are used; behind an empty line, a
 * header begins another table. Time grows with the length of @text.
 */
void roster_people_reader_add_text (RosterPeople *people, const char *text);

G_END_DECLS
