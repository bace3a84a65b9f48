/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the proxy between Roster and a service. */
#pragma once

#include <gio/gio.h>

#include "core/wire/roster-wire-error.h"

G_BEGIN_DECLS

GProxyResolver *roster_proxy_resolver_from_environment (void);
GError *
roster_proxy_make_error (GProxyResolver *resolver, GUri *uri, guint status, RosterWireRetry *retry);

G_END_DECLS
