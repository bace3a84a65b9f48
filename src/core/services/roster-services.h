/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/services/roster-service.h"

G_BEGIN_DECLS

/* All services that there are; the one place that knows them. */

const RosterService *const *roster_services_list (guint *n_services);
const RosterService *roster_services_find (const char *name); /* (nullable) */

G_END_DECLS
