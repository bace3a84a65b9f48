/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-directory.h"
#include "ui/find/roster-refresher.h"

G_BEGIN_DECLS

/**
 * RosterFindWindow:
 *
 * Where has this person access? Searches the lists of all organizations as one types, and says
 * which of them have not been read.
 *
 * Signal "chosen" (RosterOrganization, char *id): to go to that member.
 */
#define ROSTER_TYPE_FIND_WINDOW (roster_find_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterFindWindow, roster_find_window, ROSTER, FIND_WINDOW, GtkWindow)

GtkWindow *
roster_find_window_new (GtkWindow *parent, RosterDirectory *directory, RosterRefresher *refresher);

G_END_DECLS
