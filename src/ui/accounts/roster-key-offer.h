/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-directory.h"

G_BEGIN_DECLS

/**
 * RosterKeyOffer:
 *
 * Offers to use a key that Roster has for one endpoint at another as well. Both are named, and it
 * is never ticked by itself: a key is sent to no address but the one it was given for. Hidden where
 * there is nothing to offer.
 */
#define ROSTER_TYPE_KEY_OFFER (roster_key_offer_get_type ())
G_DECLARE_FINAL_TYPE (RosterKeyOffer, roster_key_offer, ROSTER, KEY_OFFER, GtkWidget)

void roster_key_offer_set (RosterKeyOffer *self, RosterAccount *from, const char *endpoint);
RosterAccount *roster_key_offer_get_account (RosterKeyOffer *self);

G_END_DECLS
