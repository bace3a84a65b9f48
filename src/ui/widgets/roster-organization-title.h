/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-organization.h"

G_BEGIN_DECLS

/**
 * RosterOrganizationTitle:
 *
 * The title of a dialog: what is done, and below it in whose organization and by which account, so
 * that nobody acts in the wrong one.
 */
#define ROSTER_TYPE_ORGANIZATION_TITLE (roster_organization_title_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterOrganizationTitle, roster_organization_title, ROSTER, ORGANIZATION_TITLE, GtkWidget)

void roster_organization_title_set (RosterOrganizationTitle *self,
                                    const char *heading,
                                    RosterOrganization *organization);

G_END_DECLS
