/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RosterProxyResolver:
 *
 * The system's proxies, but none for a loopback address: what is not encrypted must not leave this
 * computer, and the demo service has to be reached behind any proxy.
 */
#define ROSTER_TYPE_PROXY_RESOLVER (roster_proxy_resolver_get_type ())
G_DECLARE_FINAL_TYPE (RosterProxyResolver, roster_proxy_resolver, ROSTER, PROXY_RESOLVER, GObject)

GProxyResolver *roster_proxy_resolver_new (void);

G_END_DECLS
