/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo service: a SoupServer on a loopback port in front of the demo's world. */

#include "demo/service/roster-demo-service.h"

#include <libsoup/soup.h>

#include "demo/people/roster-demo-person.h"
#include "demo/service/roster-demo-api.h"
#include "demo/service/roster-demo-secret.h"

typedef struct
{
  RosterDemoOptions options;

  /* owned */
  RosterDemoWorld *world;
  char *key; /* of the caller: another one for each service */
  RosterDemoGuard *guard;
  SoupServer *server;           /* (nullable) while stopped */
  RosterDemoListener *listener; /* (nullable) likewise */
  char *endpoint;               /* (nullable) before the first start */
} RosterDemoServicePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (RosterDemoService, roster_demo_service, G_TYPE_OBJECT)

#define GET(self) ((RosterDemoServicePrivate *)roster_demo_service_get_instance_private (self))

static void
roster_demo_service_handle (RosterDemoService *self, RosterDemoExchange *exchange)
{
  RosterDemoServicePrivate *priv = GET (self);
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (RosterDemoAnswer) answer = roster_demo_exchange_admit (exchange, priv->guard, now_s);

  if (answer == NULL)
    answer = roster_demo_service_answer (self, exchange);
  roster_demo_exchange_fill (exchange, answer, priv->guard);
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  g_auto (RosterDemoExchange) exchange = { 0 };

  roster_demo_exchange_init (&exchange, message);
  ROSTER_DEMO_SERVICE_GET_CLASS (user_data)->handle (user_data, &exchange);
}

static void
roster_demo_service_finalize (GObject *object)
{
  RosterDemoService *self = ROSTER_DEMO_SERVICE (object);
  RosterDemoServicePrivate *priv = GET (self);

  roster_demo_service_stop (self);
  g_clear_pointer (&priv->world, roster_demo_world_free);
  roster_demo_guard_free (priv->guard);
  g_free (priv->key);
  g_free (priv->endpoint);

  G_OBJECT_CLASS (roster_demo_service_parent_class)->finalize (object);
}

static void
roster_demo_service_class_init (RosterDemoServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_demo_service_finalize;
  klass->handle = roster_demo_service_handle;
}

static void
roster_demo_service_init (RosterDemoService *self)
{
  RosterDemoServicePrivate *priv = GET (self);

  priv->key = roster_demo_secret_new ();
  priv->guard = roster_demo_guard_new (ROSTER_DEMO_CALLER_ID, priv->key);
}

/**
 * roster_demo_service_new:
 * @options: (nullable): how it is to be
 *
 * Returns: (transfer full): a service that is not started
 */
RosterDemoService *
roster_demo_service_new (const RosterDemoOptions *options)
{
  RosterDemoService *self = g_object_new (ROSTER_TYPE_DEMO_SERVICE, NULL);

  roster_demo_service_set_options (self, options);
  return self;
}

/**
 * roster_demo_service_set_options:
 * @self: a service of a derived type, once, before it is started
 * @options: (nullable): how it is to be
 *
 * Makes the world.
 */
void
roster_demo_service_set_options (RosterDemoService *self, const RosterDemoOptions *options)
{
  RosterDemoServicePrivate *priv = GET (self);
  gint64 now_ms = g_get_real_time () / 1000;
  guint n_members = ROSTER_DEMO_DEFAULT_MEMBERS;

  if (options != NULL)
    priv->options = *options;
  if (priv->options.page_size == 0)
    priv->options.page_size = ROSTER_DEMO_DEFAULT_PAGE_SIZE;
  if (priv->options.n_members > 0)
    n_members = priv->options.n_members;
  if (priv->options.now_ms != 0)
    now_ms = priv->options.now_ms;
  priv->world = roster_demo_world_new (n_members, now_ms);
}

/**
 * roster_demo_service_start:
 * @self: a service that is not started
 * @error: a GIOErrorEnum, such as %G_IO_ERROR_ADDRESS_IN_USE, or a #GTlsError
 *
 * Starts listening; requests are answered by the main context that is the thread's default now.
 *
 * Returns: whether it listens
 */
gboolean
roster_demo_service_start (RosterDemoService *self, GError **error)
{
  RosterDemoServicePrivate *priv = GET (self);
  g_autoptr (SoupServer) server =
      soup_server_new ("server-header", "roster-demo ", "raw-paths", TRUE, NULL);
  g_autoptr (GTlsCertificate) certificate = NULL;

  g_return_val_if_fail (ROSTER_IS_DEMO_SERVICE (self), FALSE);
  g_return_val_if_fail (priv->server == NULL, FALSE);

  if (priv->options.certificate != NULL &&
      (certificate = g_tls_certificate_new_from_file (priv->options.certificate, error)) == NULL)
    return FALSE;
  soup_server_add_handler (server, NULL, on_request, self, NULL);
  priv->listener = roster_demo_listener_new (server, priv->options.port, certificate, error);
  if (priv->listener == NULL)
    return FALSE;

  g_free (priv->endpoint);
  priv->endpoint = g_strdup_printf ("%s://127.0.0.1:%u/v2", certificate != NULL ? "https" : "http",
                                    roster_demo_listener_get_port (priv->listener));
  priv->server = g_steal_pointer (&server);
  return TRUE;
}

/**
 * roster_demo_service_stop:
 * @self: a service
 *
 * Closes every connection. Does nothing where it is not started.
 */
void
roster_demo_service_stop (RosterDemoService *self)
{
  RosterDemoServicePrivate *priv = GET (self);

  g_clear_pointer (&priv->listener, roster_demo_listener_free);
  if (priv->server != NULL)
    soup_server_disconnect (priv->server);
  g_clear_object (&priv->server);
}

/**
 * roster_demo_service_get_endpoint:
 * @self: a service
 *
 * Returns: (nullable): the endpoint for an account, or %NULL before the first start
 */
const char *
roster_demo_service_get_endpoint (RosterDemoService *self)
{
  return GET (self)->endpoint;
}

const char *
roster_demo_service_get_key (RosterDemoService *self)
{
  return GET (self)->key;
}

RosterDemoWorld *
roster_demo_service_get_world (RosterDemoService *self)
{
  return GET (self)->world;
}

RosterDemoGuard *
roster_demo_service_get_guard (RosterDemoService *self)
{
  return GET (self)->guard;
}

RosterDemoListener *
roster_demo_service_get_listener (RosterDemoService *self)
{
  return GET (self)->listener;
}

/**
 * roster_demo_service_answer:
 * @self: a service
 * @exchange: a request that was admitted
 *
 * Does what is asked for.
 *
 * Returns: (transfer full): the answer, not signed yet
 */
RosterDemoAnswer *
roster_demo_service_answer (RosterDemoService *self, const RosterDemoExchange *exchange)
{
  RosterDemoServicePrivate *priv = GET (self);
  GUri *uri = soup_server_message_get_uri (exchange->message);
  RosterDemoCall call = {
    .method = exchange->artifacts.method,
    .path = g_uri_get_path (uri),
    .query = g_uri_get_query (uri),
    .organization_id = exchange->given->ext,
    .content_type = exchange->content_type,
    .body = exchange->body,
    .page_size = priv->options.page_size,
  };

  return roster_demo_api_answer (priv->world, &call);
}

/**
 * roster_demo_service_describe:
 * @self: a service that was started
 *
 * Returns: (transfer full): one line of JSON: endpoint, userId, apiKey and organizations
 */
char *
roster_demo_service_describe (RosterDemoService *self)
{
  RosterDemoServicePrivate *priv = GET (self);
  g_autofree char *organizations = roster_demo_world_describe (priv->world);

  return g_strdup_printf ("{\"endpoint\":\"%s\",\"userId\":\"%s\",\"apiKey\":\"%s\","
                          "\"organizations\":%s}",
                          priv->endpoint, ROSTER_DEMO_CALLER_ID, priv->key, organizations);
}
