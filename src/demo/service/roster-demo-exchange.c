/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request on its way through the demo service, and its answer's way out. */

#include "demo/service/roster-demo-exchange.h"

#include <string.h>

#define HTTP_PORT 80

void
roster_demo_exchange_clear (RosterDemoExchange *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->resource, g_free);
  g_clear_pointer (&self->given, roster_hawk_attributes_free);
}

/**
 * roster_demo_exchange_init:
 * @self: (out caller-allocates): an exchange
 * @message: a request that has arrived whole
 */
void
roster_demo_exchange_init (RosterDemoExchange *self, SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *query = g_uri_get_query (uri);

  memset (self, 0, sizeof *self);
  self->message = message;
  self->body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  self->resource = g_strconcat (g_uri_get_path (uri), query != NULL ? "?" : NULL, query, NULL);
  self->content_type = soup_message_headers_get_one (headers, "Content-Type");
  self->artifacts.method = soup_server_message_get_method (message);
  self->artifacts.resource = self->resource;
  self->artifacts.host = g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "";
  self->artifacts.port = g_uri_get_port (uri) > 0 ? (guint)g_uri_get_port (uri) : HTTP_PORT;
}

/* libsoup 3.2 takes a 204 for a body that ends with the connection, and closes it; the client's
 * next request would race with that. */
static void
keep_connection (SoupServerMessage *message, gpointer user_data)
{
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_NONE);
}

/**
 * roster_demo_exchange_admit:
 * @self: an exchange; it is told who sent the request
 * @guard: who knows the key
 * @now_s: the service's time, seconds since the epoch
 *
 * Checks the Hawk header.
 *
 * Returns: (transfer full) (nullable): the refusal, or %NULL where the header is good
 */
RosterDemoAnswer *
roster_demo_exchange_admit (RosterDemoExchange *self, RosterDemoGuard *guard, gint64 now_s)
{
  const char *authorization = soup_message_headers_get_one (
      soup_server_message_get_request_headers (self->message), "Authorization");
  RosterDemoAnswer *refusal;
  char *challenge = NULL;

  self->given = roster_demo_guard_admit (guard, authorization, &self->artifacts, self->content_type,
                                         self->body, now_s, &challenge);
  if (self->given != NULL)
    return NULL;
  refusal = roster_demo_answer_new_error (401, "Authentication failed");
  refusal->challenge = challenge;
  return refusal;
}

/**
 * roster_demo_exchange_fill:
 * @self: an exchange
 * @answer: what is answered
 * @guard: who signs it, where the request was admitted
 *
 * Puts the answer into the message, which the server then sends.
 */
void
roster_demo_exchange_fill (const RosterDemoExchange *self,
                           const RosterDemoAnswer *answer,
                           RosterDemoGuard *guard)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  SoupMessageBody *body = soup_server_message_get_response_body (self->message);
  g_autofree char *proof = NULL;

  if (self->given != NULL)
    proof = roster_demo_guard_sign (guard, &self->artifacts, answer->hash);
  if (answer->status == SOUP_STATUS_NO_CONTENT)
    g_signal_connect (self->message, "wrote-headers", G_CALLBACK (keep_connection), NULL);

  soup_server_message_set_status (self->message, answer->status, NULL);
  if (answer->content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", answer->content_type);
  if (answer->allow != NULL)
    soup_message_headers_replace (headers, "Allow", answer->allow);
  if (answer->challenge != NULL)
    soup_message_headers_replace (headers, "WWW-Authenticate", answer->challenge);
  if (proof != NULL)
    soup_message_headers_replace (headers, "Server-Authorization", proof);
  for (guint i = 0; i < answer->body->len; i++)
    soup_message_body_append_bytes (body, g_ptr_array_index (answer->body, i));
  soup_message_body_complete (body);
}
