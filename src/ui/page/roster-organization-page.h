/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-organization.h"
#include "core/queue/roster-change-queue.h"
#include "ui/list/roster-member-list.h"

G_BEGIN_DECLS

/**
 * RosterOrganizationPage:
 *
 * What a tab shows: the members of one organization, or why they are not there. The list that is
 * there stays while it is read again, and after a failure, marked with its age.
 *
 * Property, read only and notified: "n-selected" (guint): members that actions on the selection
 * would act upon. Signal "exported" (gint n_members, guint milliseconds): see RosterExport::ended.
 */
#define ROSTER_TYPE_ORGANIZATION_PAGE (roster_organization_page_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterOrganizationPage, roster_organization_page, ROSTER, ORGANIZATION_PAGE, GtkWidget)

RosterOrganizationPage *roster_organization_page_new (RosterOrganization *organization,
                                                      RosterChangeQueue *queue,
                                                      GSettings *settings);
RosterOrganization *roster_organization_page_get_organization (RosterOrganizationPage *self);
GPtrArray *roster_organization_page_dup_selected_ids (RosterOrganizationPage *self);
RosterMemberList *roster_organization_page_get_list (RosterOrganizationPage *self);
void roster_organization_page_find (RosterOrganizationPage *self);
void roster_organization_page_copy_addresses (RosterOrganizationPage *self);
void roster_organization_page_export (RosterOrganizationPage *self, const char *file_id);

G_END_DECLS
