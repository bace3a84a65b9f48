/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One message: signed as it leaves, never sent twice where it is a change, its answer proved. */

#include "core/wire/roster-http-request.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"
#include "core/wire/roster-answer-check.h"
#include "core/wire/roster-answer-page.h"
#include "core/wire/roster-body-stream.h"
#include "core/wire/roster-hawk-hasher.h"
#include "core/wire/roster-proxy.h"

/* What is read of an answer that nobody takes piece by piece, in bytes. */
#define MAX_SMALL_BODY (1024 * 1024)

#define PIECE_SIZE (256 * 1024) /* bytes that are read at a time */

/* One message on its way. */
typedef struct
{
  /* borrowed */
  RosterHttpResult *result;
  SoupSession *session;
  GMainContext *context;
  GCancellable *outer; /* (nullable): whoever asked may end it */
  RosterWatchdog *watchdog;
  const RosterRequest *request;
  RosterBodyFunc take; /* (nullable) */
  gpointer user_data;

  /* owned */
  SoupMessage *message;
  RosterSignature *signature;
  GCancellable *cancellable; /* of this message alone; only its own thread cancels it */
  GCancellable *reading;     /* of a blocking read; any thread may cancel it */
  GInputStream *stream;      /* (nullable): the body of the answer, decoded */
  GError *send_error;        /* (nullable) */
  GError *ending;            /* (nullable): why this side ended it */
  GByteArray *small_body;
  char *buffer;             /* PIECE_SIZE: the piece that was read last */
  RosterHawkHasher *hasher; /* (nullable): where the answer is signed */

  gint is_reading; /* atomic: the thread blocks in a read, not in its context */
  gboolean is_change;
  gboolean is_success;
  gboolean is_answered;
  gboolean is_refused; /* by this side, not by the network */
  gboolean is_page;    /* of HTML, which is no answer */
  guint n_interim;
  guint64 n_bytes;
} Wire;

static void
wire_clear (Wire *wire)
{
  g_clear_pointer (&wire->buffer, g_free);
  g_clear_pointer (&wire->hasher, roster_hawk_hasher_free);
  g_clear_pointer (&wire->signature, roster_signature_free);
  g_clear_pointer (&wire->small_body, g_byte_array_unref);
  g_clear_error (&wire->send_error);
  g_clear_error (&wire->ending);
  g_clear_object (&wire->stream);
  g_clear_object (&wire->message);
  g_clear_object (&wire->cancellable);
  g_clear_object (&wire->reading);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wire, wire_clear)

/* Just before the message leaves; again where libsoup repeats a read on another connection. */
static void
on_starting (SoupMessage *message, Wire *wire)
{
  wire->result->sent = TRUE;
  roster_signature_sign (wire->signature, NULL); /* it could be signed before, so it can now */
}

/* In the thread of the message, outside of a blocking read. @reason: (transfer full) */
static void
end_message (Wire *wire, GError *reason)
{
  g_clear_error (&wire->ending);
  wire->ending = reason;
  g_cancellable_cancel (wire->cancellable);
}

/* libsoup is about to send the message again: never, where it is a change. */
static void
on_restarted (SoupMessage *message, Wire *wire)
{
  if (wire->is_change)
    end_message (wire, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                                            _ ("The connection was closed.")));
}

/* libsoup reads interim answers for as long as there are any. */
static void
on_informational (SoupMessage *message, Wire *wire)
{
  if (++wire->n_interim > roster_watchdog_get_limits (wire->watchdog)->n_interim)
    end_message (wire, g_error_new_literal (SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING,
                                            _ ("It sent one interim answer after another.")));
}

static gboolean
on_late (gpointer user_data)
{
  end_message (user_data, roster_watchdog_make_error ());
  return G_SOURCE_REMOVE;
}

/* In whatever thread cancels. What libsoup knows of must not be cancelled by another thread: GLib
 * 2.74 loses a source now and then, and with libsoup 3.6 sessions were seen to end damaged. */
static void
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Wire *wire = user_data;

  if (g_atomic_int_get (&wire->is_reading))
    g_cancellable_cancel (wire->reading);
  else
    g_main_context_wakeup (wire->context);
}

static void
pass_on_cancelling (Wire *wire)
{
  if (!g_cancellable_is_cancelled (wire->outer))
    return;
  g_cancellable_cancel (wire->cancellable);
  g_cancellable_cancel (wire->reading);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wire *wire = user_data;

  wire->stream = soup_session_send_finish (SOUP_SESSION (source), result, &wire->send_error);
  if (wire->stream != NULL)
    wire->stream = roster_body_stream_decode (wire->message, wire->stream);
  wire->is_answered = TRUE;
}

static gboolean
prepare (Wire *wire,
         RosterCredentials *credentials,
         const char *organization_id,
         const RosterRequest *request,
         GError **error)
{
  wire->message = soup_message_new (request->method, request->uri);
  if (wire->message == NULL)
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ENDPOINT,
                           _ ("The endpoint is not an address that can be asked."));
      return FALSE;
    }

  /* libsoup sends PUT and DELETE again where a connection that was used before breaks; on a new
   * connection it does not. */
  wire->is_change = !g_str_equal (request->method, "GET");
  soup_message_set_flags (wire->message, SOUP_MESSAGE_NO_REDIRECT |
                                             (wire->is_change ? SOUP_MESSAGE_NEW_CONNECTION : 0));
  /* It would answer a 401 by itself. To take it from the session is no way: then libsoup keeps the
   * whole body of a 401, of whatever length, for somebody who answers it. */
  soup_message_disable_feature (wire->message, SOUP_TYPE_AUTH_MANAGER);
  roster_body_stream_prepare (wire->message);
  if (request->accepts != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (wire->message), "Accept",
                                  request->accepts);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (wire->message, request->content_type, request->body);

  wire->signature = roster_signature_new (wire->message, credentials, organization_id,
                                          request->content_type, request->body);
  g_signal_connect (wire->message, "starting", G_CALLBACK (on_starting), wire);
  g_signal_connect (wire->message, "restarted", G_CALLBACK (on_restarted), wire);
  g_signal_connect (wire->message, "got-informational", G_CALLBACK (on_informational), wire);
  return roster_signature_sign (wire->signature, error);
}

/* Until the headers of the answer are there. */
static gboolean
send_message (Wire *wire, GError **error)
{
  g_autoptr (GSource) deadline =
      g_timeout_source_new (roster_watchdog_get_limits (wire->watchdog)->headers);

  g_source_set_callback (deadline, on_late, wire, NULL);
  g_source_attach (deadline, wire->context);
  soup_session_send_async (wire->session, wire->message, G_PRIORITY_DEFAULT, wire->cancellable,
                           on_sent, wire);
  while (!wire->is_answered)
    {
      pass_on_cancelling (wire);
      g_main_context_iteration (wire->context, TRUE);
    }
  g_source_destroy (deadline);

  if (wire->stream == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wire->send_error));
      return FALSE;
    }

  wire->result->status = soup_message_get_status (wire->message);
  wire->is_success = SOUP_STATUS_IS_SUCCESSFUL (wire->result->status);
  return TRUE;
}

static const char *
get_host (Wire *wire)
{
  return g_uri_get_host (soup_message_get_uri (wire->message));
}

/* Turns what libsoup says into our own error, in place. */
static void
translate_error (Wire *wire, GError **error)
{
  g_autoptr (GError) cause = g_steal_pointer (error);

  if (cause->domain == ROSTER_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return;
    }
  if (wire->ending != NULL)
    {
      g_clear_error (&cause);
      cause = g_error_copy (wire->ending);
    }
  g_propagate_error (error, roster_wire_error_from_transport (
                                cause, get_host (wire), wire->result->sent,
                                soup_message_get_tls_peer_certificate_errors (wire->message),
                                &wire->result->retry));
}

/* The next piece: its length, 0 at the end, -1 with error; it is hashed already. */
static gssize
read_piece (Wire *wire, const char **data, GError **error)
{
  const gssize n_read =
      g_input_stream_read (wire->stream, wire->buffer, PIECE_SIZE, wire->reading, error);

  if (n_read > 0)
    {
      if (wire->hasher != NULL)
        roster_hawk_hasher_update (wire->hasher, wire->buffer, (gsize)n_read);
      roster_watchdog_count (wire->watchdog, (gsize)n_read);
      wire->n_bytes += (gsize)n_read;
    }
  *data = wire->buffer;
  return n_read;
}

static gboolean
take_piece (Wire *wire, const char *data, gsize length, GError **error)
{
  if (wire->is_success && wire->n_bytes == length &&
      !roster_signature_is_answered (wire->signature) &&
      roster_answer_is_page (wire->message, data, length))
    {
      wire->is_refused = TRUE;
      wire->is_page = TRUE;
      g_propagate_error (error, roster_wire_error_from_page (get_host (wire)));
      return FALSE;
    }
  if (wire->is_success && wire->take != NULL)
    {
      wire->is_refused = !wire->take (wire->user_data, data, length, error);
      return !wire->is_refused;
    }

  if (wire->n_bytes > MAX_SMALL_BODY)
    {
      wire->is_refused = TRUE;
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER,
                           _ ("The service’s answer is far too long."));
      return FALSE;
    }
  g_byte_array_append (wire->small_body, (const guint8 *)data, (guint)length);
  return TRUE;
}

static gboolean
read_body (Wire *wire, GError **error)
{
  const char *data;
  gssize n_read;

  while ((n_read = read_piece (wire, &data, error)) > 0)
    if (!take_piece (wire, data, (gsize)n_read, error))
      return FALSE;
  return n_read == 0 && roster_body_stream_check_length (wire->message, wire->n_bytes, error);
}

/* What remains of a signed answer that was refused; FALSE where it is not known whose it is. */
static gboolean
hash_rest (Wire *wire)
{
  guint64 limit = wire->n_bytes + MAX_SMALL_BODY;
  const char *data;
  gssize n_read;

  do
    n_read = read_piece (wire, &data, NULL);
  while (n_read > 0 && wire->n_bytes < limit);
  return n_read == 0;
}

static gboolean
check_proof (Wire *wire, GError **error)
{
  g_autofree char *hash = roster_hawk_hasher_finish (g_steal_pointer (&wire->hasher));

  return roster_signature_check_answer (wire->signature, hash, wire->n_bytes > 0, error);
}

/* Without a proof: a refusal is read for its words, a success may be one that should be signed. */
static gboolean
check_unsigned (Wire *wire, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  wire->result->believed = roster_signature_check_unsigned (wire->signature, &local_error);
  if (wire->result->believed || !wire->is_success)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Reads and proves the body. That an answer is not authentic comes before anything else that may be
 * wrong with it. Without a proof, only a body that somebody takes has to be whole. */
static gboolean
receive (Wire *wire, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean is_signed = roster_signature_is_answered (wire->signature);

  wire->result->believed = is_signed;
  if (is_signed)
    wire->hasher = roster_hawk_hasher_new (soup_message_headers_get_one (
        soup_message_get_response_headers (wire->message), "Content-Type"));

  if (read_body (wire, &local_error))
    return is_signed ? check_proof (wire, error) : check_unsigned (wire, error);

  if (!is_signed &&
      (!wire->is_success || (wire->is_refused && wire->take == NULL && !wire->is_page)))
    return check_unsigned (wire, error);

  if (is_signed && wire->is_refused && hash_rest (wire) && !check_proof (wire, error))
    return FALSE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The connection is given back where the answer was read to its end, and closed where not. */
static void
finish_stream (Wire *wire, gboolean complete)
{
  if (wire->stream != NULL)
    {
      if (!complete)
        g_cancellable_cancel (wire->cancellable);
      g_input_stream_close (wire->stream, wire->cancellable, NULL);
      g_clear_object (&wire->stream);
    }
  while (g_main_context_iteration (wire->context, FALSE))
    ;
}

/* What the answer means. */
static gboolean
judge (Wire *wire, RosterCredentials *credentials, GError **error)
{
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&wire->small_body));

  if (!wire->is_success && !wire->result->sent) /* a proxy answers CONNECT */
    {
      g_propagate_error (error,
                         roster_proxy_make_error (soup_session_get_proxy_resolver (wire->session),
                                                  soup_message_get_uri (wire->message),
                                                  wire->result->status, &wire->result->retry));
      return FALSE;
    }
  return roster_answer_check_run (wire->result, wire->request, wire->signature,
                                  soup_message_get_response_headers (wire->message), credentials,
                                  body, error);
}

/* Sends and receives; what goes wrong on the way becomes an error of our own. */
static gboolean
send_and_receive (Wire *wire, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean complete = send_message (wire, &local_error);

  if (complete)
    {
      g_atomic_int_set (&wire->is_reading, TRUE);
      pass_on_cancelling (wire);
      roster_watchdog_watch (wire->watchdog, wire->reading, wire->is_success && wire->take != NULL);
      complete = receive (wire, &local_error);
      if (roster_watchdog_stop (wire->watchdog) && wire->ending == NULL)
        wire->ending = roster_watchdog_make_error ();
      g_atomic_int_set (&wire->is_reading, FALSE);
      wire->result->believed = wire->result->believed && complete && wire->ending == NULL;
    }
  finish_stream (wire, complete && !wire->is_refused);
  if (complete)
    return TRUE;

  if (!g_cancellable_set_error_if_cancelled (wire->outer, error))
    {
      if (!wire->is_refused)
        translate_error (wire, &local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }
  return FALSE;
}

/**
 * roster_http_request_run:
 * @result: (out caller-allocates): what became of it
 * @session: the process's session
 * @context: the thread-default main context of this thread, which nobody else iterates
 * @watchdog: of this thread: how long the answer may take
 * @credentials: who sends it; its clock is corrected where the service says that it is off
 * @organization_id: (nullable): the organization it is about
 * @request: what is sent; everything but GET is a change
 * @cancellable: (nullable): %NULL for a change
 * @take: (nullable): takes the body of a success piece by piece; %NULL where only the status counts
 * @user_data: for @take
 * @error: of #ROSTER_ERROR, G_IO_ERROR_CANCELLED, or of @take
 *
 * Sends one message and waits for its answer. A change is sent once at most, whatever libsoup would
 * do by itself. No redirect is followed. Where the answer is signed, it is proved over the body
 * before any content encoding, as Hawk defines it; what @take got before that must not be used.
 *
 * Returns: whether the answer is a success, complete, and not proved to be false
 */
gboolean
roster_http_request_run (RosterHttpResult *result,
                         SoupSession *session,
                         GMainContext *context,
                         RosterWatchdog *watchdog,
                         RosterCredentials *credentials,
                         const char *organization_id,
                         const RosterRequest *request,
                         GCancellable *cancellable,
                         RosterBodyFunc take,
                         gpointer user_data,
                         GError **error)
{
  g_auto (Wire) wire = { .result = result,
                         .session = session,
                         .context = context,
                         .outer = cancellable,
                         .watchdog = watchdog,
                         .request = request,
                         .take = take,
                         .user_data = user_data,
                         .cancellable = g_cancellable_new (),
                         .reading = g_cancellable_new (),
                         .small_body = g_byte_array_new (),
                         .buffer = g_malloc (PIECE_SIZE) };
  gint64 begin = g_get_monotonic_time ();
  gulong handler = 0;
  gboolean success;

  *result = (RosterHttpResult){ .retry_after = -1 };
  if (!prepare (&wire, credentials, organization_id, request, error))
    return FALSE;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), &wire, NULL);
  success = send_and_receive (&wire, error) && judge (&wire, credentials, error);
  g_cancellable_disconnect (cancellable, handler);
  g_signal_handlers_disconnect_by_data (wire.message, &wire);

  g_debug ("%s %s: %u after %" G_GINT64_FORMAT " ms", request->method,
           g_uri_get_path (soup_message_get_uri (wire.message)), result->status,
           (g_get_monotonic_time () - begin) / 1000);
  return success;
}
