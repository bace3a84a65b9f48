/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-directory.h"
#include "core/queue/roster-change-queue.h"

G_BEGIN_DECLS

/**
 * RosterAccountsPage:
 *
 * The page of the preferences with a RosterAccountCard for each account that has an organization.
 */
#define ROSTER_TYPE_ACCOUNTS_PAGE (roster_accounts_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccountsPage, roster_accounts_page, ROSTER, ACCOUNTS_PAGE, GtkWidget)

void roster_accounts_page_set_directory (RosterAccountsPage *self,
                                         RosterDirectory *directory,
                                         RosterChangeQueue *queue);

G_END_DECLS
