/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-organization.h"

G_BEGIN_DECLS

/**
 * RosterWindowTitle:
 *
 * The middle of the main window's header bar: color, name and account of the organization in front.
 * Also sets the title of the window that it is in.
 */
#define ROSTER_TYPE_WINDOW_TITLE (roster_window_title_get_type ())
G_DECLARE_FINAL_TYPE (RosterWindowTitle, roster_window_title, ROSTER, WINDOW_TITLE, GtkWidget)

void roster_window_title_set_demo (RosterWindowTitle *self, gboolean demo);
void
roster_window_title_set_organization (RosterWindowTitle *self, RosterOrganization *organization);

G_END_DECLS
