/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo service with faults: how it answers, and the thread it may run in. */

#include "mock/mock-service.h"

#include <libsoup/soup.h>
#include <string.h>

#include "mock/mock-answer.h"
#include "mock/mock-wire.h"

struct _MockService
{
  RosterDemoService parent_instance;

  MockState state; /* owned */

  /* owned, by the thread that started it */
  MockWire *wire;        /* (nullable) while stopped */
  GMainContext *context; /* (nullable) likewise */
  GSource *refusal;      /* (nullable): its end */

  /* owned; only where the service runs in a thread of its own */
  GThread *thread;      /* (nullable) */
  GMainLoop *loop;      /* (nullable) */
  GError *thread_error; /* (nullable) */
  gboolean thread_ready;
  GCond ready; /* with the lock of state */
};

G_DEFINE_FINAL_TYPE (MockService, mock_service, ROSTER_TYPE_DEMO_SERVICE)

static RosterDemoListener *
get_listener (MockService *self)
{
  return roster_demo_service_get_listener (ROSTER_DEMO_SERVICE (self));
}

static void
end_refusal (MockService *self)
{
  if (self->refusal != NULL)
    g_source_destroy (self->refusal);
  g_clear_pointer (&self->refusal, g_source_unref);
}

static gboolean
on_refusal_end (gpointer user_data)
{
  MockService *self = user_data;

  end_refusal (self);
  roster_demo_listener_resume (get_listener (self));
  return G_SOURCE_REMOVE;
}

/* except: (nullable): the other end of the one connection that stays. seconds: 0 for good */
static void
refuse (MockService *self, guint seconds, GSocketAddress *except)
{
  end_refusal (self);
  roster_demo_listener_refuse (get_listener (self), except);
  if (seconds == 0)
    return;
  self->refusal = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (self->refusal, on_refusal_end, self, NULL);
  g_source_attach (self->refusal, self->context);
}

/* (nullable): what goes wrong with this request; it is used up */
static const MockFault *
find_fault (MockService *self, const RosterDemoExchange *exchange)
{
  const char *authorization = soup_message_headers_get_one (
      soup_server_message_get_request_headers (exchange->message), "Authorization");
  g_autoptr (RosterHawkAttributes) claimed = roster_hawk_parse (authorization, NULL);
  GUri *uri = soup_server_message_get_uri (exchange->message);
  MockCallKind call = mock_call_kind_find (exchange->artifacts.method, g_uri_get_path (uri));

  return mock_faults_take (self->state.faults, call, claimed != NULL ? claimed->ext : NULL);
}

static RosterDemoAnswer *
answer_well (MockService *self, RosterDemoExchange *exchange)
{
  GUri *uri = soup_server_message_get_uri (exchange->message);
  MockCallKind call = mock_call_kind_find (exchange->artifacts.method, g_uri_get_path (uri));
  RosterDemoAnswer *answer;

  if (!self->state.options.invite_needs_put || call != MOCK_CALL_INVITE ||
      strcmp (exchange->artifacts.method, "POST") != 0)
    return roster_demo_service_answer (ROSTER_DEMO_SERVICE (self), exchange);
  answer = roster_demo_answer_new_error (405, "Method not allowed");
  answer->allow = "PUT";
  return answer;
}

/* fault: (nullable); the status of the answer is 0 where there is to be none */
static RosterDemoAnswer *
make_answer (MockService *self,
             RosterDemoExchange *exchange,
             const MockFault *fault,
             RosterDemoGuard *guard,
             gint64 now_s)
{
  g_autoptr (RosterDemoAnswer) answer = roster_demo_exchange_admit (exchange, guard, now_s);
  gboolean replaced = fault != NULL && mock_fault_replaces (fault);

  if (answer == NULL && (!replaced || fault->applied))
    answer = answer_well (self, exchange);
  if (replaced)
    return mock_answer_new (fault, guard, now_s);
  if (fault != NULL)
    mock_answer_spoil (fault, &answer);
  return g_steal_pointer (&answer);
}

static void
record (MockService *self, const RosterDemoExchange *exchange, guint status)
{
  const char *organization = exchange->given != NULL ? exchange->given->ext : NULL;
  const char *line =
      mock_request_log_add (self->state.log, exchange->artifacts.method, exchange->resource,
                            organization, exchange->body, status);

  if (self->state.request_func != NULL)
    self->state.request_func (line, self->state.request_data);
}

static gboolean
unpause (gpointer user_data)
{
  soup_server_message_unpause (user_data);
  return G_SOURCE_REMOVE;
}

static void
hold_back (SoupServerMessage *message, guint delay_ms)
{
  g_autoptr (GSource) source = g_timeout_source_new (delay_ms);

  soup_server_message_pause (message);
  g_source_set_callback (source, unpause, g_object_ref (message), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/* The answer was put into the message; fault: (nullable) */
static void
deliver (MockService *self, SoupServerMessage *message, const MockFault *fault)
{
  guint delay_ms = self->state.options.page_delay_ms;

  switch (fault != NULL ? fault->kind : MOCK_FAULT_STATUS)
    {
    case MOCK_FAULT_RESET:
      mock_wire_reset (message);
      return;
    case MOCK_FAULT_SILENCE:
      mock_wire_hold (self->wire, message);
      return;
    case MOCK_FAULT_CUT:
      mock_wire_cut (self->wire, message, fault->number);
      return;
    case MOCK_FAULT_SLOW:
      mock_wire_dribble (self->wire, message, (guint)fault->number);
      return;
    case MOCK_FAULT_ENDLESS:
      mock_wire_flood (self->wire, message, fault->text);
      return;
    case MOCK_FAULT_REFUSE:
      refuse (self, (guint)MAX (fault->number, 0),
              soup_server_message_get_remote_address (message));
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Connection", "close");
      break;
    default:
      break;
    }
  if (delay_ms > 0 && soup_server_message_get_status (message) == 200 &&
      strcmp (soup_server_message_get_method (message), "GET") == 0)
    hold_back (message, delay_ms);
}

static void
mock_service_handle (RosterDemoService *service, RosterDemoExchange *exchange)
{
  MockService *self = MOCK_SERVICE (service);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->state.lock);
  RosterDemoGuard *guard = roster_demo_service_get_guard (service);
  const MockFault *fault = find_fault (self, exchange);
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC + self->state.options.clock_offset_s;
  g_autoptr (RosterDemoAnswer) answer = NULL;

  if (fault != NULL && fault->kind == MOCK_FAULT_CLOCK)
    now_s += fault->number;
  answer = make_answer (self, exchange, fault, guard, now_s);
  record (self, exchange, answer->status);
  if (answer->status != 0)
    roster_demo_exchange_fill (exchange, answer, guard);
  if (answer->status != 0 && fault != NULL)
    mock_answer_spoil_headers (fault, exchange, guard, answer->hash, now_s);
  deliver (self, exchange->message, fault);
}

static void
mock_service_finalize (GObject *object)
{
  MockService *self = MOCK_SERVICE (object);

  mock_service_stop (self);
  mock_request_log_free (self->state.log);
  mock_faults_free (self->state.faults);
  g_mutex_clear (&self->state.lock);
  g_cond_clear (&self->ready);

  G_OBJECT_CLASS (mock_service_parent_class)->finalize (object);
}

static void
mock_service_class_init (MockServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mock_service_finalize;
  ROSTER_DEMO_SERVICE_CLASS (klass)->handle = mock_service_handle;
}

static void
mock_service_init (MockService *self)
{
  g_mutex_init (&self->state.lock);
  g_cond_init (&self->ready);
  self->state.log = mock_request_log_new ();
  self->state.faults = mock_faults_new ();
}

/**
 * mock_service_new:
 * @options: (nullable): how it is to be
 *
 * Returns: (transfer full): a service that is not started
 */
MockService *
mock_service_new (const MockOptions *options)
{
  MockService *self = g_object_new (MOCK_TYPE_SERVICE, NULL);
  RosterDemoOptions demo = { 0 };

  if (options != NULL)
    {
      self->state.options = *options;
      demo = (RosterDemoOptions){
        .port = options->port,
        .page_size = options->page_size,
        .n_members = options->n_members,
        .now_ms = options->now_ms,
        .certificate = options->certificate,
      };
    }
  roster_demo_service_set_options (ROSTER_DEMO_SERVICE (self), &demo);
  self->state.world = roster_demo_service_get_world (ROSTER_DEMO_SERVICE (self));
  return self;
}

/**
 * mock_service_start:
 * @self: a service that is not started
 * @error: as of roster_demo_service_start()
 *
 * Starts listening in this thread. Where a fault says so, connections are refused at once.
 *
 * Returns: whether it listens
 */
gboolean
mock_service_start (MockService *self, GError **error)
{
  const MockFault *fault = mock_faults_find_refusal (self->state.faults);

  if (!roster_demo_service_start (ROSTER_DEMO_SERVICE (self), error))
    return FALSE;
  self->wire = mock_wire_new ();
  self->context = g_main_context_ref_thread_default ();
  if (fault != NULL)
    refuse (self, (guint)MAX (fault->number, 0), NULL);
  return TRUE;
}

static void
stop_here (MockService *self)
{
  end_refusal (self);
  roster_demo_service_stop (ROSTER_DEMO_SERVICE (self));
  g_clear_pointer (&self->wire, mock_wire_free);
  g_clear_pointer (&self->context, g_main_context_unref);
}

static gpointer
run_thread (gpointer user_data)
{
  MockService *self = user_data;
  g_autoptr (GMainContext) context = g_main_context_ref (g_main_loop_get_context (self->loop));
  gboolean listening;

  g_main_context_push_thread_default (context);
  listening = mock_service_start (self, &self->thread_error);

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
join_thread (MockService *self)
{
  g_main_context_invoke (g_main_loop_get_context (self->loop), quit_loop, self->loop);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->loop, g_main_loop_unref);
}

/**
 * mock_service_start_in_thread:
 * @self: a service that is not started
 * @error: as of roster_demo_service_start()
 *
 * The same in a thread of its own, for callers whose main loop is the client's: waits until it
 * listens.
 *
 * Returns: whether it listens
 */
gboolean
mock_service_start_in_thread (MockService *self, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_return_val_if_fail (self->context == NULL && self->thread == NULL, FALSE);

  self->thread_ready = FALSE;
  self->loop = g_main_loop_new (context, FALSE);
  self->thread = g_thread_new ("roster-mock", run_thread, self);

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
 * mock_service_stop:
 * @self: a service
 *
 * Closes every connection and ends the service's thread, if it has one. Does nothing where it is
 * not started.
 */
void
mock_service_stop (MockService *self)
{
  if (self->thread != NULL)
    join_thread (self);
  else
    stop_here (self);
}

typedef struct
{
  MockService *service;
  gboolean refuses;
  guint seconds;
  gboolean done; /* guarded by the service's lock */
} Refusal;

static gboolean
apply_refusal (gpointer user_data)
{
  Refusal *refusal = user_data;
  MockService *self = refusal->service;

  if (refusal->refuses)
    refuse (self, refusal->seconds, NULL);
  else
    {
      end_refusal (self);
      roster_demo_listener_resume (get_listener (self));
    }

  g_mutex_lock (&self->state.lock);
  refusal->done = TRUE;
  g_cond_broadcast (&self->ready);
  g_mutex_unlock (&self->state.lock);
  return G_SOURCE_REMOVE;
}

/**
 * mock_service_set_refusing:
 * @self: a service
 * @refuses: whether connections are refused
 * @seconds: for how long; 0 until they are taken again
 *
 * Does nothing where it does not listen. The listener belongs to the service's thread; this waits
 * until that has done it.
 */
void
mock_service_set_refusing (MockService *self, gboolean refuses, guint seconds)
{
  Refusal refusal = { .service = self, .refuses = refuses, .seconds = seconds };

  if (get_listener (self) == NULL)
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

MockState *
mock_service_get_state (MockService *self)
{
  return &self->state;
}
