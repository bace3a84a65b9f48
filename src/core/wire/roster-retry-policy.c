/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a request is sent again, and when it must not be (core/wire/README.md). */

#include "core/wire/roster-retry-policy.h"

#include "core/base/roster-error.h"
#include "core/wire/roster-http-request.h"

/* How often it is tried again: where the service is busy or the connection broke, and where no
 * connection could be made. */
#define MAX_PATIENT_RETRIES 5
#define MAX_BRIEF_RETRIES 2
/* Seconds: the longest wait of our own, and the longest that a service may ask for. */
#define MAX_BACKOFF 60
#define MAX_RETRY_AFTER 600

struct _RosterRetryPolicy
{
  /* owned */
  SoupSession *session;
  RosterHostLimiter *limiter;
  GMainContext *context;
  RosterWatchdog *watchdog;
  GCancellable *cancellable; /* (nullable) */
  char *organization_id;     /* (nullable) */

  RosterCredentials *credentials; /* borrowed */
  RosterWaitFunc wait_func;       /* (nullable) */
  gpointer wait_data;
  guint backoff_unit; /* ms */

  guint status; /* of the last answer, 0 where there was none */
  guint n_retries;
  gboolean clock_corrected;
  gboolean clock_doubted;
};

/**
 * roster_retry_policy_new:
 * @session: the process's session
 * @limiter: lets so many requests out at a time
 * @limits: how long an answer may take
 * @credentials: (transfer none): who asks; has to outlive the policy
 * @organization_id: (nullable): the organization that is asked about
 * @cancellable: (nullable): ends a read at once, a change only while nothing of it is on its way:
 *   before it is sent, and while it waits to be sent again
 *
 * The calling thread must have no main context of its own; it gets one until
 * roster_retry_policy_free(), which has to be called in the same thread.
 *
 * Returns: (transfer full): a policy
 */
RosterRetryPolicy *
roster_retry_policy_new (SoupSession *session,
                         RosterHostLimiter *limiter,
                         const RosterWireLimits *limits,
                         RosterCredentials *credentials,
                         const char *organization_id,
                         GCancellable *cancellable)
{
  RosterRetryPolicy *self = g_new0 (RosterRetryPolicy, 1);

  self->session = g_object_ref (session);
  self->limiter = roster_host_limiter_ref (limiter);
  self->credentials = credentials;
  self->organization_id = g_strdup (organization_id);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->backoff_unit = 1000;
  self->watchdog = roster_watchdog_new (limits);
  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  return self;
}

void
roster_retry_policy_free (RosterRetryPolicy *self)
{
  if (self == NULL)
    return;

  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);
  g_clear_object (&self->cancellable);
  roster_watchdog_free (self->watchdog);
  roster_host_limiter_unref (self->limiter);
  g_object_unref (self->session);
  g_free (self->organization_id);
  g_free (self);
}

/**
 * roster_retry_policy_set_backoff_unit:
 * @self: a policy
 * @milliseconds: how long a second of waiting is: 1000, and less in tests alone
 */
void
roster_retry_policy_set_backoff_unit (RosterRetryPolicy *self, guint milliseconds)
{
  self->backoff_unit = milliseconds;
}

void
roster_retry_policy_set_wait_func (RosterRetryPolicy *self, RosterWaitFunc func, gpointer user_data)
{
  self->wait_func = func;
  self->wait_data = user_data;
}

/**
 * roster_retry_policy_get_status:
 * @self: a policy
 *
 * Returns: the HTTP status of the last answer, 0 where there was none
 */
guint
roster_retry_policy_get_status (RosterRetryPolicy *self)
{
  return self->status;
}

static gboolean
on_timeout (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
on_cancelled (GCancellable *cancellable, gpointer context)
{
  g_main_context_wakeup (context);
}

/* Waits, and can be cancelled meanwhile. */
static void
wait_for (RosterRetryPolicy *self, guint milliseconds)
{
  g_autoptr (GSource) timeout = g_timeout_source_new (milliseconds);
  gboolean done = FALSE;
  gulong handler = 0;

  g_source_set_callback (timeout, on_timeout, &done, NULL);
  g_source_attach (timeout, self->context);
  if (self->cancellable != NULL)
    handler =
        g_cancellable_connect (self->cancellable, G_CALLBACK (on_cancelled), self->context, NULL);

  while (!done && !g_cancellable_is_cancelled (self->cancellable))
    g_main_context_iteration (self->context, TRUE);

  g_cancellable_disconnect (self->cancellable, handler);
  g_source_destroy (timeout);
}

/* Milliseconds: what the service asks for, else the powers of two with up to a quarter more, so
 * that many readers do not come back at the same moment. */
static guint
get_wait (RosterRetryPolicy *self, const RosterHttpResult *result)
{
  double seconds = MIN (1 << self->n_retries, MAX_BACKOFF);

  if (result->retry_after >= 0)
    seconds = (double)MIN (result->retry_after, MAX_RETRY_AFTER);
  else
    seconds += g_random_double_range (0, seconds / 4);
  return (guint)(seconds * self->backoff_unit);
}

/* Waits before the next try, or says that there is none: FALSE. */
static gboolean
back_off (RosterRetryPolicy *self, const RosterHttpResult *result, const GError *reason)
{
  guint limit =
      result->retry == ROSTER_WIRE_RETRY_PATIENTLY ? MAX_PATIENT_RETRIES : MAX_BRIEF_RETRIES;
  guint milliseconds;

  if (result->retry == ROSTER_WIRE_RETRY_NEVER || self->n_retries >= limit ||
      result->retry_after > MAX_RETRY_AFTER)
    return FALSE;

  milliseconds = get_wait (self, result);
  self->n_retries++;
  if (self->wait_func != NULL)
    self->wait_func (self->wait_data, g_get_monotonic_time () + (gint64)milliseconds * 1000,
                     reason->message);
  wait_for (self, milliseconds);
  if (self->wait_func != NULL)
    self->wait_func (self->wait_data, 0, NULL);
  return TRUE;
}

/* The clock is corrected once; after that the error says how far it is off. */
static gboolean
retry_for_clock (RosterRetryPolicy *self, const RosterHttpResult *result, GError **error)
{
  if (!result->stale)
    return FALSE;

  g_clear_error (error);
  if (!self->clock_corrected)
    {
      self->clock_corrected = TRUE;
      return TRUE;
    }

  g_propagate_error (error, roster_wire_error_from_clock (self->credentials->clock_offset));
  return FALSE;
}

/* Sends a request once, when it is its turn. Once a change has left, nothing cancels it. */
static gboolean
send_in_turn (RosterRetryPolicy *self,
              RosterHttpResult *result,
              const RosterRequest *request,
              RosterBodyFunc take,
              gpointer take_data,
              GError **error)
{
  gboolean is_change = !g_str_equal (request->method, "GET");
  const char *authority = strstr (request->uri, "://");
  g_autofree char *host = NULL;
  gboolean success;

  authority = authority != NULL ? authority + strlen ("://") : request->uri;
  host = g_strndup (request->uri, (gsize)(authority - request->uri) + strcspn (authority, "/"));

  *result = (RosterHttpResult){ .retry_after = -1 };
  if (!roster_host_limiter_enter (self->limiter, host, is_change, self->context, self->cancellable,
                                  error))
    return FALSE;
  success = roster_http_request_run (result, self->session, self->context, self->watchdog,
                                     self->credentials, self->organization_id, request,
                                     is_change ? NULL : self->cancellable, take, take_data, error);
  roster_host_limiter_leave (self->limiter, host);
  self->status = result->status;
  return success;
}

static void
begin (RosterRetryPolicy *self)
{
  self->n_retries = 0;
  self->clock_corrected = FALSE;
  self->clock_doubted = FALSE;
}

/* One time that is not believed, which somebody between can have recorded, does not fail a read. */
static gboolean
retry_for_doubt (RosterRetryPolicy *self, const RosterHttpResult *result)
{
  gboolean again = result->far_clock && !self->clock_doubted;

  self->clock_doubted = self->clock_doubted || result->far_clock;
  return again;
}

/* One try; FALSE with error, and then again tells whether to try once more, after any wait. */
static gboolean
try_once (RosterRetryPolicy *self,
          const RosterRequest *request,
          const RosterBodySink *sink,
          gpointer sink_data,
          gboolean *again,
          GError **error)
{
  g_autoptr (GError) local_error = NULL;
  RosterHttpResult result;

  if (send_in_turn (self, &result, request, sink != NULL ? sink->take : NULL, sink_data,
                    &local_error))
    {
      *again = FALSE;
      return sink == NULL || sink->end (sink_data, error);
    }

  *again = retry_for_clock (self, &result, &local_error) || retry_for_doubt (self, &result) ||
           (local_error->domain == ROSTER_ERROR && back_off (self, &result, local_error));
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * roster_retry_policy_read:
 * @self: a policy
 * @request: a GET
 * @sink: (nullable): who takes the body; %NULL where only the status counts
 * @sink_data: for @sink
 * @error: of #ROSTER_ERROR, G_IO_ERROR_CANCELLED, or of @sink
 *
 * Reads, with up to five retries on 429, 502, 503, 504 and broken connections: after what
 * Retry-After asks for, else after 1, 2, 4… seconds. A connection that cannot be made is tried
 * twice more.
 *
 * Returns: whether the answer is a success and was taken whole
 */
gboolean
roster_retry_policy_read (RosterRetryPolicy *self,
                          const RosterRequest *request,
                          const RosterBodySink *sink,
                          gpointer sink_data,
                          GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean again = TRUE;

  begin (self);
  while (again)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (sink != NULL && !sink->restart (sink_data))
        break;
      g_clear_error (&local_error);
      if (try_once (self, request, sink, sink_data, &again, &local_error))
        return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Whether the service certainly did not act: it says so, and it is it that says so, also by a
 * status that this service has for it. The time of a stale timestamp is proved by itself, once:
 * somebody between can have recorded it, so it settles nothing where the service has accepted the
 * very clock before. */
static gboolean
did_certainly_not_act (const RosterRequest *request, const RosterHttpResult *result)
{
  if (!result->sent || (result->stale && !result->doubtful))
    return TRUE;
  if (result->believed && roster_request_has_other (request, result->status))
    return TRUE;
  return result->believed && result->status >= 300 && result->status < 500 &&
         result->status != SOUP_STATUS_REQUEST_TIMEOUT;
}

/**
 * roster_retry_policy_change:
 * @self: a policy
 * @request: anything but a GET
 * @error: of #ROSTER_ERROR; %ROSTER_ERROR_UNKNOWN_OUTCOME where it is not known whether the service
 *   acted: it has a fault of its own (5xx), the answer was cut, late, not authentic, not signed
 *   though the service signs, or a success that is not the documented answer.
 *   G_IO_ERROR_CANCELLED where it was stopped, and the service certainly did not act
 *
 * Sends a change. It is sent again only where the service certainly did not act: no connection
 * could be made, 429 (after the wait) or 401 for a stale timestamp, unless the service has accepted
 * that clock before. It can be stopped while it
 * waits, and not once it has left.
 *
 * Returns: whether the service acted
 */
gboolean
roster_retry_policy_change (RosterRetryPolicy *self, const RosterRequest *request, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  RosterHttpResult result;

  begin (self);
  do
    {
      g_clear_error (&local_error);
      if (send_in_turn (self, &result, request, NULL, NULL, &local_error))
        return TRUE;
    }
  while (did_certainly_not_act (request, &result) &&
         (retry_for_clock (self, &result, &local_error) || back_off (self, &result, local_error)));

  if (did_certainly_not_act (request, &result))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_propagate_error (error, roster_wire_error_unknown_outcome (local_error));
  return FALSE;
}
