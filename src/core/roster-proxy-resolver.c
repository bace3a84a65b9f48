/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system's proxies, but none for this computer itself, whatever the settings say. */

#include "roster-proxy-resolver.h"

#include "roster-account.h"

struct _RosterProxyResolver
{
  GObject parent_instance;
};

static void roster_proxy_resolver_iface_init (GProxyResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterProxyResolver,
                               roster_proxy_resolver,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER,
                                                      roster_proxy_resolver_iface_init))

/* (nullable): where the system has to be asked */
static char **
lookup_loopback (const char *text)
{
  static const char *const direct[] = { "direct://", NULL };
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL ||
      !roster_account_is_loopback (g_uri_get_host (uri)))
    return NULL;
  return g_strdupv ((char **)direct);
}

static gboolean
roster_proxy_resolver_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
roster_proxy_resolver_lookup (GProxyResolver *resolver,
                              const char *uri,
                              GCancellable *cancellable,
                              GError **error)
{
  char **proxies = lookup_loopback (uri);

  if (proxies != NULL)
    return proxies;
  return g_proxy_resolver_lookup (g_proxy_resolver_get_default (), uri, cancellable, error);
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  char **proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);

  if (proxies != NULL)
    g_task_return_pointer (task, proxies, (GDestroyNotify)g_strfreev);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
roster_proxy_resolver_lookup_async (GProxyResolver *resolver,
                                    const char *uri,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = g_task_new (resolver, cancellable, callback, user_data);
  char **proxies = lookup_loopback (uri);

  g_task_set_source_tag (task, roster_proxy_resolver_lookup_async);
  if (proxies == NULL)
    {
      g_proxy_resolver_lookup_async (g_proxy_resolver_get_default (), uri, cancellable,
                                     on_looked_up, task);
      return;
    }

  g_task_return_pointer (task, proxies, (GDestroyNotify)g_strfreev);
  g_object_unref (task);
}

static char **
roster_proxy_resolver_lookup_finish (GProxyResolver *resolver, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, resolver), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
roster_proxy_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = roster_proxy_resolver_is_supported;
  iface->lookup = roster_proxy_resolver_lookup;
  iface->lookup_async = roster_proxy_resolver_lookup_async;
  iface->lookup_finish = roster_proxy_resolver_lookup_finish;
}

static void
roster_proxy_resolver_class_init (RosterProxyResolverClass *klass)
{
}

static void
roster_proxy_resolver_init (RosterProxyResolver *self)
{
}

/**
 * roster_proxy_resolver_new:
 *
 * Returns: (transfer full): a resolver, to be used from any thread
 */
GProxyResolver *
roster_proxy_resolver_new (void)
{
  return g_object_new (ROSTER_TYPE_PROXY_RESOLVER, NULL);
}
