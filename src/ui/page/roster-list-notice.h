/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notice above a list that is not what the service has now: it is old, or being read. */
#pragma once

#include "core/organizations/roster-organization.h"
#include "ui/widgets/roster-message-bar.h"

G_BEGIN_DECLS

void roster_list_notice_show (RosterMessageBar *bar,
                              RosterOrganization *organization,
                              gboolean has_list);

G_END_DECLS
