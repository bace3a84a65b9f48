/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-directory.h"

G_BEGIN_DECLS

/**
 * RosterOrganizationsPage:
 *
 * The page of the preferences with a RosterOrganizationCard for each organization, in the order of
 * their tabs.
 */
#define ROSTER_TYPE_ORGANIZATIONS_PAGE (roster_organizations_page_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterOrganizationsPage, roster_organizations_page, ROSTER, ORGANIZATIONS_PAGE, GtkWidget)

void
roster_organizations_page_set_directory (RosterOrganizationsPage *self, RosterDirectory *directory);

G_END_DECLS
