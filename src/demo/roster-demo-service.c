/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo service: a SoupServer on a loopback port in front of the demo's world. */

#include "roster-demo-service.h"

#include "roster-demo-answer.h"
#include "roster-demo-api.h"
#include "roster-demo-exchange.h"
#include "roster-demo-guard.h"
#include "roster-demo-listener.h"
#include "roster-demo-person.h"
#include "roster-demo-request-log.h"
#include "roster-demo-world.h"

#include <libsoup/soup.h>

struct _RosterDemoService
{
  GObject parent_instance;

  /* owned; guarded by lock */
  RosterDemoOptions options;
  RosterDemoWorld *world;
  RosterDemoGuard *guard;
  RosterDemoRequestLog *log;
  RosterDemoRequestFunc request_func; /* (nullable) */
  gpointer request_data;              /* borrowed */

  /* owned */
  SoupServer *server; /* (nullable) while stopped; belongs to the thread that started it */
  RosterDemoListener *listener; /* (nullable) likewise */
  char *endpoint;               /* (nullable) before the first start */

  /* owned; only where the service runs in a thread of its own */
  GThread *thread;      /* (nullable) */
  GMainLoop *loop;      /* (nullable) */
  GError *thread_error; /* (nullable) */
  gboolean thread_ready;
  GCond ready;

  GMutex lock;
};

G_DEFINE_FINAL_TYPE (RosterDemoService, roster_demo_service, G_TYPE_OBJECT)

/* Whether Hawk's header was good: else the refusal. */
static RosterDemoAnswer *
check_in (RosterDemoService *self, RosterDemoExchange *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC + self->options.clock_offset_s;
  RosterDemoAnswer *refusal;
  char *challenge = NULL;

  exchange->given = roster_demo_guard_admit (
      self->guard, soup_message_headers_get_one (headers, "Authorization"), &exchange->artifacts,
      exchange->content_type, exchange->body, now_s, &challenge);
  if (exchange->given != NULL)
    return NULL;
  refusal = roster_demo_answer_new_error (401, "Authentication failed");
  refusal->challenge = challenge;
  return refusal;
}

static RosterDemoAnswer *
make_answer (RosterDemoService *self, RosterDemoExchange *exchange)
{
  GUri *uri = soup_server_message_get_uri (exchange->message);
  RosterDemoAnswer *refusal = check_in (self, exchange);
  RosterDemoCall call = {
    .method = exchange->artifacts.method,
    .path = g_uri_get_path (uri),
    .query = g_uri_get_query (uri),
    .organization_id = exchange->given != NULL ? exchange->given->ext : NULL,
    .content_type = exchange->content_type,
    .body = exchange->body,
    .page_size = self->options.page_size,
    .invite_needs_put = self->options.invite_needs_put,
  };

  return refusal != NULL ? refusal : roster_demo_api_answer (self->world, &call);
}

static void
handle_request (SoupServer *server,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query,
                gpointer user_data)
{
  RosterDemoService *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (RosterDemoAnswer) answer = NULL;
  g_auto (RosterDemoExchange) exchange = { 0 };
  const char *line;

  roster_demo_exchange_init (&exchange, message);
  answer = make_answer (self, &exchange);
  line = roster_demo_request_log_add (self->log, exchange.artifacts.method, exchange.resource,
                                      exchange.given != NULL ? exchange.given->ext : NULL,
                                      exchange.body, answer->status);
  if (self->request_func != NULL)
    self->request_func (line, self->request_data);
  roster_demo_exchange_send (&exchange, answer, self->guard, self->options.page_delay_ms);
}

static void
roster_demo_service_finalize (GObject *object)
{
  RosterDemoService *self = ROSTER_DEMO_SERVICE (object);

  roster_demo_service_stop (self);
  roster_demo_world_free (self->world);
  roster_demo_guard_free (self->guard);
  roster_demo_request_log_free (self->log);
  g_free (self->endpoint);
  g_cond_clear (&self->ready);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (roster_demo_service_parent_class)->finalize (object);
}

static void
roster_demo_service_class_init (RosterDemoServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_demo_service_finalize;
}

static void
roster_demo_service_init (RosterDemoService *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->ready);
  self->guard = roster_demo_guard_new (ROSTER_DEMO_CALLER_ID, ROSTER_DEMO_CALLER_KEY);
  self->log = roster_demo_request_log_new ();
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
  guint n_members = ROSTER_DEMO_DEFAULT_MEMBERS;
  gint64 now_ms = g_get_real_time () / 1000;

  if (options != NULL)
    self->options = *options;
  if (self->options.page_size == 0)
    self->options.page_size = ROSTER_DEMO_DEFAULT_PAGE_SIZE;
  if (self->options.n_members > 0)
    n_members = self->options.n_members;
  if (self->options.now_ms != 0)
    now_ms = self->options.now_ms;
  self->world = roster_demo_world_new (n_members, now_ms);
  return self;
}

static gboolean
listen_here (RosterDemoService *self, GError **error)
{
  g_autoptr (SoupServer) server =
      soup_server_new ("server-header", "roster-demo ", "raw-paths", TRUE, NULL);

  soup_server_add_handler (server, NULL, handle_request, self, NULL);
  self->listener = roster_demo_listener_new (server, self->options.port, error);
  if (self->listener == NULL)
    return FALSE;

  g_free (self->endpoint);
  self->endpoint =
      g_strdup_printf ("http://127.0.0.1:%u/v2", roster_demo_listener_get_port (self->listener));
  self->server = g_steal_pointer (&server);
  return TRUE;
}

static void
stop_here (RosterDemoService *self)
{
  g_clear_pointer (&self->listener, roster_demo_listener_free);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

/**
 * roster_demo_service_start:
 * @self: a service that is not started
 * @error: a GIOErrorEnum, such as %G_IO_ERROR_ADDRESS_IN_USE
 *
 * Starts listening; requests are answered by the main context that is the thread's default now.
 *
 * Returns: whether it listens
 */
gboolean
roster_demo_service_start (RosterDemoService *self, GError **error)
{
  g_return_val_if_fail (ROSTER_IS_DEMO_SERVICE (self), FALSE);
  g_return_val_if_fail (self->server == NULL && self->thread == NULL, FALSE);

  return listen_here (self, error);
}

static gpointer
run_thread (gpointer user_data)
{
  RosterDemoService *self = user_data;
  g_autoptr (GMainContext) context = g_main_context_ref (g_main_loop_get_context (self->loop));
  gboolean listening;

  g_main_context_push_thread_default (context);
  listening = listen_here (self, &self->thread_error);

  g_mutex_lock (&self->lock);
  self->thread_ready = TRUE;
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->lock);

  if (listening)
    g_main_loop_run (self->loop);
  stop_here (self);
  /* What was still on its way out ends now. */
  while (g_main_context_iteration (context, FALSE))
    continue;
  g_main_context_pop_thread_default (context);
  return NULL;
}

static gboolean
quit_loop (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
join_thread (RosterDemoService *self)
{
  g_main_context_invoke (g_main_loop_get_context (self->loop), quit_loop, self->loop);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->loop, g_main_loop_unref);
}

/**
 * roster_demo_service_start_in_thread:
 * @self: a service that is not started
 * @error: a GIOErrorEnum
 *
 * The same in a thread of its own, for callers whose main loop is the client's: waits until it
 * listens.
 *
 * Returns: whether it listens
 */
gboolean
roster_demo_service_start_in_thread (RosterDemoService *self, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_return_val_if_fail (self->server == NULL && self->thread == NULL, FALSE);

  self->thread_ready = FALSE;
  self->loop = g_main_loop_new (context, FALSE);
  self->thread = g_thread_new ("roster-demo", run_thread, self);

  g_mutex_lock (&self->lock);
  while (!self->thread_ready)
    g_cond_wait (&self->ready, &self->lock);
  g_mutex_unlock (&self->lock);

  if (self->thread_error == NULL)
    return TRUE;
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_propagate_error (error, g_steal_pointer (&self->thread_error));
  return FALSE;
}

/**
 * roster_demo_service_stop:
 * @self: a service
 *
 * Closes every connection and ends the service's thread, if it has one. Does nothing where it is
 * not started.
 */
void
roster_demo_service_stop (RosterDemoService *self)
{
  g_return_if_fail (ROSTER_IS_DEMO_SERVICE (self));

  if (self->thread != NULL)
    join_thread (self);
  else
    stop_here (self);
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
  return self->endpoint;
}

const char *
roster_demo_service_get_user_id (RosterDemoService *self)
{
  return ROSTER_DEMO_CALLER_ID;
}

const char *
roster_demo_service_get_key (RosterDemoService *self)
{
  return ROSTER_DEMO_CALLER_KEY;
}

guint
roster_demo_service_get_n_organizations (RosterDemoService *self)
{
  return ROSTER_DEMO_N_ORGANIZATIONS;
}

const char *
roster_demo_service_get_organization_id (RosterDemoService *self, guint position)
{
  return roster_demo_organization_get_id (self->world->organizations[position]);
}

const char *
roster_demo_service_get_organization_name (RosterDemoService *self, guint position)
{
  return roster_demo_organization_get_name (self->world->organizations[position]);
}

/**
 * roster_demo_service_describe:
 * @self: a service that was started
 *
 * Returns: (transfer full): one line of JSON: endpoint, userId, apiKey, organizations
 */
char *
roster_demo_service_describe (RosterDemoService *self)
{
  g_autofree char *organizations = roster_demo_world_describe (self->world);

  return g_strdup_printf ("{\"endpoint\":\"%s\",\"userId\":\"%s\",\"apiKey\":\"%s\","
                          "\"organizations\":%s}",
                          self->endpoint, ROSTER_DEMO_CALLER_ID, ROSTER_DEMO_CALLER_KEY,
                          organizations);
}

/**
 * roster_demo_service_get_n_members:
 * @self: a service
 * @organization_id: of one of its organizations
 *
 * Returns: how many members the organization has now
 */
guint
roster_demo_service_get_n_members (RosterDemoService *self, const char *organization_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  RosterDemoOrganization *organization = roster_demo_world_find (self->world, organization_id);

  return organization != NULL ? roster_demo_organization_get_n_members (organization) : 0;
}

/**
 * roster_demo_service_dup_member_id:
 * @self: a service
 * @organization_id: of an organization
 * @position: in the order of the list
 *
 * Returns: (transfer full) (nullable): a member's user id, or %NULL behind the last one
 */
char *
roster_demo_service_dup_member_id (RosterDemoService *self,
                                   const char *organization_id,
                                   guint position)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return roster_demo_world_dup_member_id (self->world, organization_id, position);
}

/**
 * roster_demo_service_dup_role:
 * @self: a service
 * @organization_id: of one of its organizations
 * @user_id: of a person
 *
 * Returns: (transfer full) (nullable): their role now, or %NULL for somebody who is no member
 */
char *
roster_demo_service_dup_role (RosterDemoService *self,
                              const char *organization_id,
                              const char *user_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return roster_demo_world_dup_role (self->world, organization_id, user_id);
}

/**
 * roster_demo_service_dup_invitations:
 * @self: a service
 * @organization_id: of one of its organizations
 *
 * Returns: (transfer full): "role address" for each invitation that was accepted, oldest first
 */
char **
roster_demo_service_dup_invitations (RosterDemoService *self, const char *organization_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return roster_demo_world_dup_invitations (self->world, organization_id);
}

/**
 * roster_demo_service_get_n_requests:
 * @self: a service
 * @method: (nullable): the method that is counted
 * @resource_prefix: (nullable): how path?query begins
 *
 * Returns: how many such requests were answered or refused
 */
guint
roster_demo_service_get_n_requests (RosterDemoService *self,
                                    const char *method,
                                    const char *resource_prefix)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return roster_demo_request_log_count (self->log, method, resource_prefix);
}

/**
 * roster_demo_service_dup_requests:
 * @self: a service
 *
 * Returns: (transfer full): the requests that were answered, oldest first, each as a line of JSON
 * as in #RosterDemoRequestFunc
 */
char **
roster_demo_service_dup_requests (RosterDemoService *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return roster_demo_request_log_dup_lines (self->log);
}

void
roster_demo_service_clear_requests (RosterDemoService *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  roster_demo_request_log_clear (self->log);
}

void
roster_demo_service_set_clock_offset (RosterDemoService *self, gint64 offset_s)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->options.clock_offset_s = offset_s;
}

void
roster_demo_service_set_invite_needs_put (RosterDemoService *self, gboolean needs_put)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->options.invite_needs_put = needs_put;
}

void
roster_demo_service_set_page_delay (RosterDemoService *self, guint delay_ms)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->options.page_delay_ms = delay_ms;
}

void
roster_demo_service_set_request_func (RosterDemoService *self,
                                      RosterDemoRequestFunc func,
                                      gpointer user_data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->request_func = func;
  self->request_data = user_data;
}
