/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-organization.h"

G_BEGIN_DECLS

/** ROSTER_STALE_AFTER_MS: a list older than this is marked as stale. */
#define ROSTER_STALE_AFTER_MS (G_GINT64_CONSTANT (60) * 60 * 1000)

#define ROSTER_TYPE_TAB_LABEL (roster_tab_label_get_type ())
G_DECLARE_FINAL_TYPE (RosterTabLabel, roster_tab_label, ROSTER, TAB_LABEL, GtkBox)

GtkWidget *roster_tab_label_new (RosterOrganization *organization);
RosterOrganization *roster_tab_label_get_organization (RosterTabLabel *self);
void roster_tab_label_remove (GtkNotebook *notebook, int position);

G_END_DECLS
