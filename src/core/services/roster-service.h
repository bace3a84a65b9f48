/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-capabilities.h"
#include "core/members/roster-role-table.h"

G_BEGIN_DECLS

/**
 * RosterService:
 * @name: how settings and the command line call it
 * @label: how people call it; a name, so not translated
 * @endpoint: (nullable): where it is when nobody says otherwise
 * @capabilities: what it tells and can do
 * @roles: its roles
 *
 * How one kind of API is spoken: static data and pure functions. Each is in a folder of its own;
 * outside of it nobody knows which services there are but roster-services.c.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *endpoint;
  RosterCapabilities capabilities;
  RosterRoleTable roles;
} RosterService;

G_END_DECLS
