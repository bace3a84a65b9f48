/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/organizations/roster-directory.h"
#include "ui/list/roster-member-list.h"
#include "ui/page/roster-filter-bar.h"

G_BEGIN_DECLS

/**
 * RosterTabMemory:
 *
 * Brings back how an organization's list was last sorted, filtered and searched, and keeps it in
 * the setting `views` from then on, at once: nothing has to be closed in an orderly way.
 */
#define ROSTER_TYPE_TAB_MEMORY (roster_tab_memory_get_type ())
G_DECLARE_FINAL_TYPE (RosterTabMemory, roster_tab_memory, ROSTER, TAB_MEMORY, GObject)

RosterTabMemory *roster_tab_memory_new (RosterOrganization *organization,
                                        GSettings *settings,
                                        RosterMemberView *view,
                                        RosterMemberList *list,
                                        RosterFilterBar *bar);
void roster_tab_memory_prune (GSettings *settings, RosterDirectory *directory);

G_END_DECLS
