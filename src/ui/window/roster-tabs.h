/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/organizations/roster-directory.h"
#include "core/queue/roster-change-queue.h"
#include "ui/find/roster-refresher.h"
#include "ui/page/roster-organization-page.h"

G_BEGIN_DECLS

/**
 * RosterTabs:
 *
 * One tab for each organization of a directory, in its order, and the page of the one in front.
 * Follows the directory, and tells it the order that the tabs are dragged into.
 *
 * Signal "changed": another tab is in front, or there are other tabs. Signal "page-made"
 * (RosterOrganizationPage): pages are made as late as possible.
 */
#define ROSTER_TYPE_TABS (roster_tabs_get_type ())
G_DECLARE_FINAL_TYPE (RosterTabs, roster_tabs, ROSTER, TABS, GtkWidget)

void roster_tabs_follow (RosterTabs *self,
                         RosterDirectory *directory,
                         RosterChangeQueue *queue,
                         RosterRefresher *refresher,
                         GSettings *settings,
                         RosterOrganization *already_read);
RosterOrganization *roster_tabs_get_organization (RosterTabs *self);
RosterOrganizationPage *roster_tabs_get_page (RosterTabs *self);
RosterOrganizationPage *roster_tabs_peek_page (RosterTabs *self);
guint roster_tabs_get_n_tabs (RosterTabs *self);
gboolean roster_tabs_select (RosterTabs *self, RosterOrganization *organization);
void roster_tabs_select_nth (RosterTabs *self, guint position);
void roster_tabs_turn (RosterTabs *self, int step);
void roster_tabs_refresh_all (RosterTabs *self);
void roster_tabs_remember (RosterTabs *self);

RosterOrganization *roster_tabs_find_last (RosterDirectory *directory);

G_END_DECLS
