/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/recipients/roster-people.h"

G_BEGIN_DECLS

/**
 * roster_people_table_read:
 * @text: valid UTF-8
 * @line: the number of its first line
 * @people: gets the people of the table, or the problem where its columns do not say who is meant
 *
 * Commas, semicolons, tabs and bars are known as delimiters.
 *
 * Returns: whether @text is a table; %FALSE where it is to be read as a list
 */
gboolean roster_people_table_read (const char *text, guint line, RosterPeople *people);

/**
 * roster_people_table_is_header:
 * @line: one line
 *
 * Returns: whether it is the header of a table of several columns, one of them of addresses
 */
gboolean roster_people_table_is_header (const char *line);

G_END_DECLS
