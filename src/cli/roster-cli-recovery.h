/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/queue/roster-change-queue.h"

G_BEGIN_DECLS

/* organizations: (element-type RosterOrganization), each with its key */
gboolean roster_cli_recover (RosterChangeQueue *queue, GPtrArray *organizations, GError **error);

G_END_DECLS
