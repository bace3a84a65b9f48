/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RosterPeopleEntry:
 *
 * A text of one or many people (addresses, ids), typed, pasted, dropped or read from a file.
 *
 * Properties: "label" (string with a mnemonic) and "placeholder" (string), write only.
 *
 * Signals: "edited": the text changed; "settled": it changed, and has not for a moment;
 * "file-read" (string): the text of a file that was dropped or chosen, to be added by whoever
 * handles it; "failed" (GError): a file could not be read.
 */
#define ROSTER_TYPE_PEOPLE_ENTRY (roster_people_entry_get_type ())
G_DECLARE_FINAL_TYPE (RosterPeopleEntry, roster_people_entry, ROSTER, PEOPLE_ENTRY, GtkWidget)

void roster_people_entry_start_typing (RosterPeopleEntry *self);
char *roster_people_entry_dup_text (RosterPeopleEntry *self);
void roster_people_entry_set_text (RosterPeopleEntry *self, const char *text);
void roster_people_entry_add_text (RosterPeopleEntry *self, const char *text);
void roster_people_entry_add_block (RosterPeopleEntry *self, const char *text);
void roster_people_entry_read_file (RosterPeopleEntry *self, GFile *file);
gboolean roster_people_entry_is_settled (RosterPeopleEntry *self);

char *roster_people_entry_break_lines (const char *text, gssize length);

G_END_DECLS
