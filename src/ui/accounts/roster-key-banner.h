/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-organization.h"

G_BEGIN_DECLS

/**
 * RosterKeyBanner:
 *
 * Asks for an API key in the tab of an organization whose key is missing, refused, or in a keyring
 * that cannot be asked; otherwise it takes no room. With the key the organization is read again, in
 * every tab of its account. gtk_widget_grab_focus() puts the cursor into it.
 *
 * Property: "organization" (RosterOrganization, nullable, read-write, notified).
 */
#define ROSTER_TYPE_KEY_BANNER (roster_key_banner_get_type ())
G_DECLARE_FINAL_TYPE (RosterKeyBanner, roster_key_banner, ROSTER, KEY_BANNER, GtkWidget)

void roster_key_banner_set_organization (RosterKeyBanner *self, RosterOrganization *organization);
gboolean roster_key_banner_take_focus (RosterKeyBanner *self);

G_END_DECLS
