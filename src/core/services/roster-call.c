/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is sent for one call: a request, another one where its answer says that nothing was done and
 * that this one is wanted, and what is to be read before a change can be made. */

#include "core/services/roster-call.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"

/* What is read before a change, in bytes. */
#define MAX_BODY (1024 * 1024)

struct _RosterCall
{
  RosterRequest *request; /* owned */
  guint learnt;
};

/**
 * roster_call_new:
 * @request: (transfer full): what is sent first
 *
 * Returns: (transfer full): a call that has not run
 */
RosterCall *
roster_call_new (RosterRequest *request)
{
  RosterCall *self = g_new0 (RosterCall, 1);

  self->request = request;
  return self;
}

void
roster_call_free (RosterCall *self)
{
  if (self == NULL)
    return;

  roster_request_free (self->request);
  g_free (self);
}

/**
 * roster_call_get_learnt:
 * @self: a call that has run
 *
 * Returns: what was learnt of the endpoint; bits of the service's own
 */
guint
roster_call_get_learnt (RosterCall *self)
{
  return self->learnt;
}

static gboolean
restart (gpointer body)
{
  g_byte_array_set_size (body, 0);
  return TRUE;
}

static gboolean
take (gpointer body, const char *data, gsize length, GError **error)
{
  if (((GByteArray *)body)->len + length > MAX_BODY)
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER,
                           _ ("The service’s answer is far too long."));
      return FALSE;
    }
  g_byte_array_append (body, (const guint8 *)data, (guint)length);
  return TRUE;
}

static gboolean
end (gpointer body, GError **error)
{
  return TRUE;
}

static gboolean send_request (RosterCall *self,
                              RosterRetryPolicy *policy,
                              const RosterRequest *request,
                              GError **error);

/* Reads, and sends what comes of it. */
static gboolean
send_after_reading (RosterCall *self,
                    RosterRetryPolicy *policy,
                    const RosterRequest *request,
                    GError **error)
{
  static const RosterBodySink sink = { restart, take, end };
  g_autoptr (GByteArray) read = g_byte_array_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (RosterRequest) next = NULL;

  if (!roster_retry_policy_read (policy, request, &sink, read, error))
    return FALSE;
  body = g_byte_array_free_to_bytes (g_steal_pointer (&read));
  next = request->then (request, body, error);
  if (next == NULL)
    return FALSE;
  roster_request_set_rules (next, request->rules);
  return send_request (self, policy, next, error);
}

static gboolean
send_once (RosterCall *self,
           RosterRetryPolicy *policy,
           const RosterRequest *request,
           GError **error)
{
  if (request->then != NULL)
    return send_after_reading (self, policy, request, error);
  if (g_str_equal (request->method, "GET"))
    return roster_retry_policy_read (policy, request, NULL, NULL, error);
  return roster_retry_policy_change (policy, request, error);
}

static gboolean
send_request (RosterCall *self,
              RosterRetryPolicy *policy,
              const RosterRequest *request,
              GError **error)
{
  g_autoptr (GError) local_error = NULL;
  guint status;
  gboolean done;

  if (send_once (self, policy, request, &local_error))
    return TRUE;

  status = roster_retry_policy_get_status (policy);
  if (local_error->domain != ROSTER_ERROR || local_error->code == ROSTER_ERROR_UNKNOWN_OUTCOME ||
      !roster_request_has_other (request, status))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  done = send_request (self, policy, request->other, error);
  if (!roster_request_has_other (request, roster_retry_policy_get_status (policy)))
    self->learnt |= request->learns;
  return done;
}

/**
 * roster_call_run:
 * @policy: sends the requests
 * @progress: is told nothing beyond what @policy tells
 * @call: a #RosterCall
 * @error: of #ROSTER_ERROR, or G_IO_ERROR_CANCELLED
 *
 * A #RosterTransportFunc.
 *
 * Returns: whether the service did it
 */
gboolean
roster_call_run (RosterRetryPolicy *policy,
                 RosterProgressReporter *progress,
                 gpointer call,
                 GError **error)
{
  RosterCall *self = call;

  return send_request (self, policy, self->request, error);
}
