/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo service: a SoupServer on a loopback port in front of the demo's world. */

#include "demo/service/roster-demo-service.h"

#include <libsoup/soup.h>

#include "demo/people/roster-demo-person.h"
#include "demo/service/roster-demo-control.h"
#include "demo/service/roster-demo-listener.h"
#include "demo/service/roster-demo-responder.h"
#include "demo/service/roster-demo-wire.h"
#include "demo/service/roster-demo-wrong-body.h"

struct _RosterDemoService
{
  GObject parent_instance;

  RosterDemoState state; /* owned */

  /* owned */
  SoupServer *server; /* (nullable) while stopped; belongs to the thread that started it */
  RosterDemoListener *listener; /* (nullable) likewise */
  RosterDemoWire *wire;         /* (nullable) likewise */
  RosterDemoControl *control;   /* (nullable) likewise, and where there is none */
  GMainContext *context;        /* (nullable) likewise: of that thread */
  GTlsCertificate *certificate; /* (nullable) */
  char *endpoint;               /* (nullable) before the first start */

  /* owned; only where the service runs in a thread of its own */
  GThread *thread;      /* (nullable) */
  GMainLoop *loop;      /* (nullable) */
  GError *thread_error; /* (nullable) */
  gboolean thread_ready;
  GCond ready; /* with the lock of state */
};

G_DEFINE_FINAL_TYPE (RosterDemoService, roster_demo_service, G_TYPE_OBJECT)

static void
send_raw (RosterDemoService *self, RosterDemoExchange *exchange, const RosterDemoFault *fault)
{
  gboolean is_cut = fault->kind == ROSTER_DEMO_FAULT_CUT;
  gsize body_at = 0;
  GString *text = roster_demo_exchange_serialize (exchange, TRUE, &body_at);
  gsize length = text->len;
  g_autoptr (GBytes) bytes = NULL;

  if (is_cut && fault->number >= 0)
    length = body_at + (gsize)fault->number;
  else if (is_cut)
    length = body_at + (length - body_at) / 2;
  /* Without a body it ends in the headers. */
  if (is_cut)
    length = MIN (length, text->len - 1);
  bytes = g_string_free_to_bytes (text);
  roster_demo_wire_send (self->wire, exchange->message, bytes, length,
                         is_cut ? 0 : (guint)fault->number);
}

static void
send_flood (RosterDemoService *self, RosterDemoExchange *exchange, const RosterDemoFault *fault)
{
  gsize body_at = 0;
  gsize loop_from = 0;
  g_autoptr (GBytes) flood = roster_demo_wrong_body_endless (fault->text, &loop_from);
  GString *text = roster_demo_exchange_serialize (exchange, FALSE, &body_at);
  g_autoptr (GBytes) bytes = NULL;

  /* Headers go on before the empty line. */
  g_string_truncate (text, g_strcmp0 (fault->text, "headers") == 0 ? body_at - 2 : body_at);
  loop_from += text->len;
  g_string_append_len (text, g_bytes_get_data (flood, NULL), (gssize)g_bytes_get_size (flood));
  bytes = g_string_free_to_bytes (text);
  roster_demo_wire_flood (self->wire, exchange->message, bytes, loop_from);
}

/* The answer was put into the message; fault: (nullable) */
static void
deliver (RosterDemoService *self, RosterDemoExchange *exchange, const RosterDemoFault *fault)
{
  SoupServerMessage *message = exchange->message;

  switch (fault != NULL ? fault->kind : ROSTER_DEMO_FAULT_STATUS)
    {
    case ROSTER_DEMO_FAULT_RESET:
      roster_demo_wire_reset (message);
      break;
    case ROSTER_DEMO_FAULT_SILENCE:
      roster_demo_wire_hold (self->wire, message);
      break;
    case ROSTER_DEMO_FAULT_CUT:
    case ROSTER_DEMO_FAULT_SLOW:
      send_raw (self, exchange, fault);
      break;
    case ROSTER_DEMO_FAULT_ENDLESS:
      send_flood (self, exchange, fault);
      break;
    case ROSTER_DEMO_FAULT_REFUSE:
      roster_demo_listener_refuse (self->listener, (guint)MAX (fault->number, 0),
                                   soup_server_message_get_remote_address (message));
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Connection", "close");
      G_GNUC_FALLTHROUGH;
    default:
      roster_demo_exchange_send (exchange, self->state.options.page_delay_ms);
    }
}

static void
handle_request (SoupServer *server,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query,
                gpointer user_data)
{
  RosterDemoService *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->state.lock);
  g_autoptr (RosterDemoAnswer) answer = NULL;
  g_auto (RosterDemoExchange) exchange = { 0 };
  const RosterDemoFault *fault;
  const char *line;

  roster_demo_exchange_init (&exchange, message);
  fault = roster_demo_responder_find_fault (&self->state, &exchange);
  answer = roster_demo_responder_answer (&self->state, &exchange, fault);
  line = roster_demo_request_log_add (self->state.log, exchange.artifacts.method, exchange.resource,
                                      exchange.given != NULL ? exchange.given->ext : NULL,
                                      exchange.body, answer->status);
  if (self->state.request_func != NULL)
    self->state.request_func (line, self->state.request_data);
  if (answer->status != 0)
    roster_demo_exchange_fill (&exchange, answer, self->state.guard);
  deliver (self, &exchange, fault);
}

static void
roster_demo_service_finalize (GObject *object)
{
  RosterDemoService *self = ROSTER_DEMO_SERVICE (object);

  roster_demo_service_stop (self);
  g_clear_object (&self->certificate);
  g_free (self->endpoint);
  g_cond_clear (&self->ready);
  roster_demo_state_clear (&self->state);

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
  roster_demo_state_init (&self->state);
  g_cond_init (&self->ready);
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

  roster_demo_state_set_options (&self->state, options);
  return self;
}

/* A refusal that was set before the start. Needs no lock: nobody calls yet. */
static void
begin_refusal (RosterDemoService *self)
{
  const RosterDemoFault *fault = roster_demo_faults_find_refusal (self->state.faults);

  if (fault != NULL)
    roster_demo_listener_refuse (self->listener, (guint)MAX (fault->number, 0), NULL);
}

static gboolean
listen_here (RosterDemoService *self, GError **error)
{
  g_autoptr (SoupServer) server =
      soup_server_new ("server-header", "roster-demo ", "raw-paths", TRUE, NULL);

  if (self->state.options.certificate != NULL && self->certificate == NULL &&
      (self->certificate =
           g_tls_certificate_new_from_file (self->state.options.certificate, error)) == NULL)
    return FALSE;
  if (self->state.options.has_control &&
      (self->control = roster_demo_control_new (self, error)) == NULL)
    return FALSE;
  soup_server_add_handler (server, NULL, handle_request, self, NULL);
  self->listener =
      roster_demo_listener_new (server, self->state.options.port, self->certificate, error);
  if (self->listener == NULL)
    {
      g_clear_pointer (&self->control, roster_demo_control_free);
      return FALSE;
    }

  g_free (self->endpoint);
  self->endpoint =
      g_strdup_printf ("%s://127.0.0.1:%u/v2", self->certificate != NULL ? "https" : "http",
                       roster_demo_listener_get_port (self->listener));
  self->server = g_steal_pointer (&server);
  self->wire = roster_demo_wire_new ();
  self->context = g_main_context_ref_thread_default ();
  begin_refusal (self);
  return TRUE;
}

static void
stop_here (RosterDemoService *self)
{
  g_clear_pointer (&self->control, roster_demo_control_free);
  g_clear_pointer (&self->listener, roster_demo_listener_free);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->wire, roster_demo_wire_free);
  g_clear_pointer (&self->context, g_main_context_unref);
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

  g_mutex_lock (&self->state.lock);
  self->thread_ready = TRUE;
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->state.lock);

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

  g_mutex_lock (&self->state.lock);
  while (!self->thread_ready)
    g_cond_wait (&self->ready, &self->state.lock);
  g_mutex_unlock (&self->state.lock);

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

typedef struct
{
  RosterDemoService *service;
  gboolean refuses;
  guint seconds;
  gboolean done; /* guarded by the service's lock */
} Refusal;

static gboolean
apply_refusal (gpointer user_data)
{
  Refusal *refusal = user_data;
  RosterDemoService *self = refusal->service;

  if (refusal->refuses)
    roster_demo_listener_refuse (self->listener, refusal->seconds, NULL);
  else
    roster_demo_listener_resume (self->listener);

  g_mutex_lock (&self->state.lock);
  refusal->done = TRUE;
  g_cond_broadcast (&self->ready);
  g_mutex_unlock (&self->state.lock);
  return G_SOURCE_REMOVE;
}

/**
 * roster_demo_service_set_refusing:
 * @self: a service
 * @refuses: whether connections are refused
 * @seconds: for how long; 0 until they are taken again
 *
 * Does nothing where it does not listen. The listener belongs to the service's thread; this waits
 * until that has done it.
 */
void
roster_demo_service_set_refusing (RosterDemoService *self, gboolean refuses, guint seconds)
{
  Refusal refusal = { .service = self, .refuses = refuses, .seconds = seconds };

  if (self->listener == NULL)
    return;
  if (self->thread == NULL || g_main_context_is_owner (self->context))
    {
      apply_refusal (&refusal);
      return;
    }
  g_main_context_invoke (self->context, apply_refusal, &refusal);
  g_mutex_lock (&self->state.lock);
  while (!refusal.done)
    g_cond_wait (&self->ready, &self->state.lock);
  g_mutex_unlock (&self->state.lock);
}

RosterDemoState *
roster_demo_service_get_state (RosterDemoService *self)
{
  return &self->state;
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

/**
 * roster_demo_service_describe:
 * @self: a service that was started
 *
 * Returns: (transfer full): one line of JSON: endpoint, userId, apiKey, organizations and, where it
 *   has one, control
 */
char *
roster_demo_service_describe (RosterDemoService *self)
{
  g_autofree char *organizations = roster_demo_world_describe (self->state.world);
  g_autofree char *control =
      self->control != NULL ? roster_demo_control_describe (self->control) : NULL;

  return g_strdup_printf ("{\"endpoint\":\"%s\",\"userId\":\"%s\",\"apiKey\":\"%s\","
                          "\"organizations\":%s%s%s}",
                          self->endpoint, ROSTER_DEMO_CALLER_ID, self->state.key, organizations,
                          control != NULL ? ",\"control\":" : "", control != NULL ? control : "");
}
