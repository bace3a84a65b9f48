/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-organization.h"

G_BEGIN_DECLS

/**
 * RosterKeyBar:
 *
 * Asks for an API key in the tab of an organization whose key is missing, refused, or in a keyring
 * that cannot be asked; otherwise it takes no room. With the key the organization is read again, in
 * every tab of its account. gtk_widget_grab_focus() puts the cursor into it.
 *
 * Property: "organization" (RosterOrganization, nullable, read-write, notified).
 */
#define ROSTER_TYPE_KEY_BAR (roster_key_bar_get_type ())
G_DECLARE_FINAL_TYPE (RosterKeyBar, roster_key_bar, ROSTER, KEY_BAR, GtkWidget)

GtkWidget *roster_key_bar_new (void);
RosterOrganization *roster_key_bar_get_organization (RosterKeyBar *self);
void roster_key_bar_set_organization (RosterKeyBar *self, RosterOrganization *organization);
gboolean roster_key_bar_take_focus (RosterKeyBar *self);

G_END_DECLS
