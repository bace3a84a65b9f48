/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/base/roster-error.h"
#include "core/organizations/roster-organization.h"

G_BEGIN_DECLS

/**
 * RosterStatePage:
 *
 * What a tab shows where there is no list: that it is being read, that nobody is in it, why it
 * could not be read, or that it was not asked for; and what can be done. Screen readers are told.
 *
 * Signal "remedy" (guint remedy: a RosterRemedy): a button was pressed; ROSTER_REMEDY_NONE: the
 * reading is to be cancelled.
 */
#define ROSTER_TYPE_STATE_PAGE (roster_state_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterStatePage, roster_state_page, ROSTER, STATE_PAGE, GtkWidget)

void
roster_state_page_show (RosterStatePage *self, RosterOrganization *organization, gboolean has_list);
void roster_state_page_show_progress (RosterStatePage *self, RosterOrganization *organization);
const char *roster_state_page_get_shown (RosterStatePage *self);

G_END_DECLS
