/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tries a key out before anything relies on it. */
#pragma once

#include "core/accounts/roster-account.h"
#include "core/wire/roster-transport.h"

G_BEGIN_DECLS

gboolean roster_cli_try (RosterTransport *transport,
                         RosterAccount *account,
                         const char *const *ids,
                         GError **error);

G_END_DECLS
