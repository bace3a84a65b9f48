/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-organization.h"

G_BEGIN_DECLS

/**
 * RosterOrganizationCard:
 *
 * What a person decides about one organization: its name, its colour, whether it is locked against
 * changes, and its place. Everything applies at once.
 *
 * Signal "move" (int step): it is to stand that many places further down; negative: up.
 */
#define ROSTER_TYPE_ORGANIZATION_CARD (roster_organization_card_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterOrganizationCard, roster_organization_card, ROSTER, ORGANIZATION_CARD, GtkWidget)

GtkWidget *roster_organization_card_new (RosterOrganization *organization);
RosterOrganization *roster_organization_card_get_organization (RosterOrganizationCard *self);
void
roster_organization_card_set_place (RosterOrganizationCard *self, guint position, guint n_places);

G_END_DECLS
