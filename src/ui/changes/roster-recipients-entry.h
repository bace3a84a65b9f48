/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RosterRecipientsEntry:
 *
 * A text of one or many people (addresses, ids), typed, pasted, dropped or read from a file.
 *
 * Properties: "label" (string with a mnemonic) and "placeholder" (string), write only.
 *
 * Signals: "edited": the text changed; "settled": it changed, and has not for a moment;
 * "file-read" (string): the text of a file that was dropped or chosen, to be added by whoever
 * handles it; "failed" (GError): a file could not be read.
 */
#define ROSTER_TYPE_RECIPIENTS_ENTRY (roster_recipients_entry_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterRecipientsEntry, roster_recipients_entry, ROSTER, RECIPIENTS_ENTRY, GtkWidget)

void roster_recipients_entry_start_typing (RosterRecipientsEntry *self);
char *roster_recipients_entry_dup_text (RosterRecipientsEntry *self);
void roster_recipients_entry_set_text (RosterRecipientsEntry *self, const char *text);
void roster_recipients_entry_add_text (RosterRecipientsEntry *self, const char *text);
void roster_recipients_entry_add_block (RosterRecipientsEntry *self, const char *text);
void roster_recipients_entry_read_file (RosterRecipientsEntry *self, GFile *file);
gboolean roster_recipients_entry_is_settled (RosterRecipientsEntry *self);

char *roster_recipients_entry_break_lines (const char *text, gssize length);

G_END_DECLS
