/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-organization.h"
#include "core/queue/roster-change-queue.h"
#include "ui/list/roster-member-view.h"

G_BEGIN_DECLS

/**
 * RosterStatusLine:
 *
 * Below a list: how many members are there, shown and selected, how old the list is, what is going
 * on; and what can be done with them.
 */
#define ROSTER_TYPE_STATUS_LINE (roster_status_line_get_type ())
G_DECLARE_FINAL_TYPE (RosterStatusLine, roster_status_line, ROSTER, STATUS_LINE, GtkWidget)

void roster_status_line_set_up (RosterStatusLine *self,
                                RosterOrganization *organization,
                                RosterMemberView *view,
                                RosterChangeQueue *queue);
void roster_status_line_update (RosterStatusLine *self);
void roster_status_line_say (RosterStatusLine *self, const char *note);

G_END_DECLS
