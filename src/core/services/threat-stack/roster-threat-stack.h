/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/services/roster-service.h"

G_BEGIN_DECLS

/* The service that threat-stack/README.md describes. */
extern const RosterService roster_threat_stack;

G_END_DECLS
