/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/members/roster-member.h"

G_BEGIN_DECLS

/**
 * RosterRoleChooser:
 *
 * A drop-down of the roles that somebody of a given role may give, with what the chosen one may do.
 *
 * Signal "changed": another role may have been chosen.
 */
#define ROSTER_TYPE_ROLE_CHOOSER (roster_role_chooser_get_type ())
G_DECLARE_FINAL_TYPE (RosterRoleChooser, roster_role_chooser, ROSTER, ROLE_CHOOSER, GtkWidget)

void roster_role_chooser_set_own_role (RosterRoleChooser *self, RosterRole own);
RosterRole roster_role_chooser_get_role (RosterRoleChooser *self);
void roster_role_chooser_set_role (RosterRoleChooser *self, RosterRole role);

G_END_DECLS
