/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterTab: the place of a RosterOrganizationPage in the notebook, before the page is there. */
#pragma once

#include "ui/page/roster-organization-page.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_TAB (roster_tab_get_type ())
G_DECLARE_FINAL_TYPE (RosterTab, roster_tab, ROSTER, TAB, GtkWidget)

RosterTab *
roster_tab_new (RosterOrganization *organization, RosterChangeQueue *queue, GSettings *settings);
RosterOrganization *roster_tab_get_organization (RosterTab *self);
RosterOrganizationPage *roster_tab_get_page (RosterTab *self);
RosterOrganizationPage *roster_tab_peek_page (RosterTab *self);

G_END_DECLS
