/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Remembers in the settings that the service of an account signs its answers. */
#pragma once

#include <gio/gio.h>

#include "core/accounts/roster-account.h"

G_BEGIN_DECLS

void roster_signing_memory_watch (GSettings *settings, RosterAccount *account);

G_END_DECLS
