/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/wire/roster-proxy.h"

#include <string.h>

/* (nullable): curl and most others take small letters and capital ones. */
static const char *
get_variable (const char *small, const char *capital)
{
  const char *value = g_getenv (small);

  if (value == NULL || *value == '\0')
    value = g_getenv (capital);
  return value != NULL && *value != '\0' ? value : NULL;
}

/* @hosts: (nullable): with commas or spaces between them */
static GStrv
split (const char *hosts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) pieces = g_strsplit_set (hosts != NULL ? hosts : "", ", ", -1);

  for (char **piece = pieces; *piece != NULL; piece++)
    if (**piece != '\0')
      g_strv_builder_add (builder, *piece);
  return g_strv_builder_end (builder);
}

/**
 * roster_proxy_resolver_from_environment:
 *
 * What asks the system passes over an https_proxy or all_proxy without a scheme, such as
 * “proxy.example.com:3128”, in silence. curl and Python take it for HTTP.
 *
 * Returns: (transfer full) (nullable): a resolver with that proxy; %NULL where the system's is
 * right
 */
GProxyResolver *
roster_proxy_resolver_from_environment (void)
{
  const char *value = get_variable ("https_proxy", "HTTPS_PROXY");
  const char *without = get_variable ("no_proxy", "NO_PROXY");
  g_auto (GStrv) ignored = NULL;
  g_autofree char *uri = NULL;

  if (value == NULL)
    value = get_variable ("all_proxy", "ALL_PROXY");
  if (value == NULL || strstr (value, "://") != NULL)
    return NULL;

  if (g_strcmp0 (without, "*") == 0)
    return g_simple_proxy_resolver_new ("direct://", NULL);
  ignored = split (without);
  uri = g_strconcat ("http://", value, NULL);
  return g_simple_proxy_resolver_new (uri, ignored);
}

/* (nullable): host and port of the proxy that is asked first, without a password */
static char *
find (GProxyResolver *resolver, GUri *uri)
{
  g_autofree char *text = g_uri_to_string (uri);
  g_auto (GStrv) found =
      resolver != NULL ? g_proxy_resolver_lookup (resolver, text, NULL, NULL) : NULL;
  g_autoptr (GUri) proxy = NULL;

  if (found == NULL || found[0] == NULL || g_str_equal (found[0], "direct://"))
    return NULL;
  proxy = g_uri_parse (found[0], G_URI_FLAGS_NONE, NULL);
  if (proxy == NULL || g_uri_get_host (proxy) == NULL)
    return NULL;
  if (g_uri_get_port (proxy) < 0)
    return g_strdup (g_uri_get_host (proxy));
  return g_strdup_printf ("%s:%d", g_uri_get_host (proxy), g_uri_get_port (proxy));
}

/**
 * roster_proxy_make_error:
 * @resolver: (nullable): what knows the proxies
 * @uri: what was asked for
 * @status: how the proxy answered when it was asked for a way there
 * @retry: (out): whether it makes sense to try again
 *
 * Returns: (transfer full): %ROSTER_ERROR_PROXY, which names the proxy
 */
GError *
roster_proxy_make_error (GProxyResolver *resolver, GUri *uri, guint status, RosterWireRetry *retry)
{
  g_autofree char *proxy = find (resolver, uri);

  return roster_wire_error_from_proxy (status, proxy, g_uri_get_host (uri), retry);
}
