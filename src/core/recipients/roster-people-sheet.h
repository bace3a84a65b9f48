/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterPeopleSheet:
 *
 * The cells of a text with delimiters (RFC 4180): its lines without those that are empty and those
 * that are a comment.
 */
typedef struct _RosterPeopleSheet RosterPeopleSheet;

/**
 * roster_people_sheet_new:
 * @text: valid UTF-8
 * @line: the number of its first line
 *
 * The delimiter is what the first line has most of: commas, semicolons, tabs or bars.
 *
 * Returns: (transfer full) (nullable): the cells, trimmed; %NULL where @text has a quote that is
 *   not closed, no line, or too many cells
 */
RosterPeopleSheet *roster_people_sheet_new (const char *text, guint line);
void roster_people_sheet_free (RosterPeopleSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterPeopleSheet, roster_people_sheet_free)

char roster_people_sheet_get_delimiter (RosterPeopleSheet *self);
guint roster_people_sheet_get_n_rows (RosterPeopleSheet *self);

/** roster_people_sheet_get_line: the number of the line in which a row begins */
guint roster_people_sheet_get_line (RosterPeopleSheet *self, guint row);
guint roster_people_sheet_get_n_cells (RosterPeopleSheet *self, guint row);

/** roster_people_sheet_get_cell: (transfer none): a cell; "" where the row is too short for it */
const char *roster_people_sheet_get_cell (RosterPeopleSheet *self, guint row, guint column);

/** roster_people_sheet_dup_row: (transfer full): what its cells hold, with commas between them */
char *roster_people_sheet_dup_row (RosterPeopleSheet *self, guint row);

G_END_DECLS
