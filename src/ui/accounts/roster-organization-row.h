/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterOrganizationRow: the entries for the name and the id of one organization, with a note below
 * them. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  ROSTER_ROW_NOTE_NONE,
  ROSTER_ROW_NOTE_BUSY,
  ROSTER_ROW_NOTE_GOOD,
  ROSTER_ROW_NOTE_BAD,
} RosterRowNote;

/**
 * RosterOrganizationRow:
 *
 * One organization of an account that is being set up: its name, its id, and a note under them that
 * says what is wrong with it or how trying it went.
 *
 * Signals: "changed": somebody typed; "remove": somebody wants it gone.
 */
#define ROSTER_TYPE_ORGANIZATION_ROW (roster_organization_row_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterOrganizationRow, roster_organization_row, ROSTER, ORGANIZATION_ROW, GtkWidget)

GtkWidget *roster_organization_row_new (const char *name, const char *id);
char *roster_organization_row_dup_name (RosterOrganizationRow *self);
char *roster_organization_row_dup_id (RosterOrganizationRow *self);
gboolean roster_organization_row_is_blank (RosterOrganizationRow *self);
void roster_organization_row_set_note (RosterOrganizationRow *self,
                                       RosterRowNote kind,
                                       const char *text);
const char *roster_organization_row_get_note (RosterOrganizationRow *self);
void roster_organization_row_focus (RosterOrganizationRow *self);
void roster_organization_row_begin (RosterOrganizationRow *self);

G_END_DECLS
