/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the removal dialog: who loses access, and who is left out and why. */
#pragma once

#include "core/members/roster-member.h"
#include "ui/changes/roster-change-item.h"

G_BEGIN_DECLS

RosterChangeItem *roster_remove_item_new (const RosterMember *member, const GError *refusal);
RosterChangeItem *roster_remove_item_new_missing (const char *id, const char *organization);

G_END_DECLS
