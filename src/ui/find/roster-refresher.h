/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterRefresher: reads many organizations without asking the service for all of them at once. */
#pragma once

#include "core/organizations/roster-organization.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_REFRESHER (roster_refresher_get_type ())
G_DECLARE_FINAL_TYPE (RosterRefresher, roster_refresher, ROSTER, REFRESHER, GObject)

RosterRefresher *roster_refresher_new (guint at_most);
void roster_refresher_push (RosterRefresher *self, RosterOrganization *organization);
void roster_refresher_push_first (RosterRefresher *self, RosterOrganization *organization);
gboolean roster_refresher_hurry (RosterRefresher *self, RosterOrganization *organization);
void roster_refresher_forget (RosterRefresher *self, RosterOrganization *organization);
guint roster_refresher_get_n_waiting (RosterRefresher *self);
guint roster_refresher_get_n_running (RosterRefresher *self);

G_END_DECLS
