/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question before the tab of an organization is removed. */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-directory.h"

G_BEGIN_DECLS

void roster_remove_tab_ask (GtkWindow *parent,
                            RosterDirectory *directory,
                            RosterOrganization *organization);

G_END_DECLS
