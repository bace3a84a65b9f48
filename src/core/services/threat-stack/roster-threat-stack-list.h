/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/services/roster-list-shape.h"

G_BEGIN_DECLS

/* Pages of one array, each with the token of the next (threat-stack/README.md, “Endpoints”). */
extern const RosterListShape roster_threat_stack_list;

G_END_DECLS
