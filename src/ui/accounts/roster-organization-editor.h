/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/accounts/roster-organization-row.h"

G_BEGIN_DECLS

/**
 * RosterOrganizationEditor:
 *
 * The organizations of an account that is being set up: a RosterOrganizationRow each, and a button
 * for another one.
 */
#define ROSTER_TYPE_ORGANIZATION_EDITOR (roster_organization_editor_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterOrganizationEditor, roster_organization_editor, ROSTER, ORGANIZATION_EDITOR, GtkWidget)

RosterOrganizationRow *
roster_organization_editor_add (RosterOrganizationEditor *self, const char *name, const char *id);
GPtrArray *roster_organization_editor_get_rows (RosterOrganizationEditor *self);
gboolean roster_organization_editor_check (RosterOrganizationEditor *self, gboolean may_be_empty);

G_END_DECLS
