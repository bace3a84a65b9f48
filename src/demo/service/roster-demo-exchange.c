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

/* libsoup 3.2 takes a 204 for a body that ends with the connection, and closes it; the client's
 * next request would race with that. */
static void
keep_connection (SoupServerMessage *message, gpointer user_data)
{
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_NONE);
}

static void
replace_header (const char *line, SoupMessageHeaders *headers)
{
  g_auto (GStrv) parts = g_strsplit (line, ": ", 2);

  soup_message_headers_replace (headers, parts[0], parts[1] != NULL ? parts[1] : "");
}

/* (transfer full) (nullable) */
static char *
make_proof (const RosterDemoExchange *self, const RosterDemoAnswer *answer, RosterDemoGuard *guard)
{
  RosterHawkArtifacts other = self->artifacts;

  if (self->given == NULL || answer->proof == ROSTER_DEMO_PROOF_NONE)
    return NULL;
  if (answer->proof == ROSTER_DEMO_PROOF_FORGED)
    return g_strdup_printf ("Hawk mac=\"%s\", hash=\"%s\"",
                            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", answer->hash);
  if (answer->proof == ROSTER_DEMO_PROOF_REPLAYED)
    {
      other.ts--;
      other.nonce = "earlier";
    }
  return roster_demo_guard_sign (guard, &other, answer->hash);
}

/**
 * roster_demo_exchange_fill:
 * @self: an exchange
 * @answer: what is answered
 * @guard: who signs it, where the request was admitted
 *
 * Puts the answer into the message.
 */
void
roster_demo_exchange_fill (const RosterDemoExchange *self,
                           const RosterDemoAnswer *answer,
                           RosterDemoGuard *guard)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  SoupMessageBody *body = soup_server_message_get_response_body (self->message);
  g_autofree char *proof = make_proof (self, answer, guard);

  soup_server_message_set_status (self->message, answer->status, NULL);
  if (answer->content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", answer->content_type);
  if (answer->allow != NULL)
    soup_message_headers_replace (headers, "Allow", answer->allow);
  if (answer->challenge != NULL)
    soup_message_headers_replace (headers, "WWW-Authenticate", answer->challenge);
  if (proof != NULL)
    soup_message_headers_replace (headers, "Server-Authorization", proof);
  if (answer->headers != NULL)
    g_ptr_array_foreach (answer->headers, (GFunc)replace_header, headers);
  for (guint i = 0; i < answer->body->len; i++)
    soup_message_body_append_bytes (body, g_ptr_array_index (answer->body, i));
  soup_message_body_complete (body);
}

/**
 * roster_demo_exchange_send:
 * @self: an exchange that was filled
 * @page_delay_ms: how long a good answer to a GET is held back, in milliseconds
 *
 * Lets the server send the answer, as every good one is sent.
 */
void
roster_demo_exchange_send (const RosterDemoExchange *self, guint page_delay_ms)
{
  guint status = soup_server_message_get_status (self->message);

  if (status == SOUP_STATUS_NO_CONTENT)
    g_signal_connect (self->message, "wrote-headers", G_CALLBACK (keep_connection), NULL);
  if (page_delay_ms > 0 && status == 200 && strcmp (self->artifacts.method, "GET") == 0)
    hold_back (self->message, page_delay_ms);
}

static void
append_header (const char *name, const char *value, gpointer text)
{
  g_string_append_printf (text, "%s: %s\r\n", name, value);
}

/**
 * roster_demo_exchange_serialize:
 * @self: an exchange that was filled
 * @with_length: whether the answer says how long it is; else it ends with the connection
 * @body_at: (out): where the body begins
 *
 * Returns: (transfer full): the answer as HTTP/1.1, for a connection that is closed after it
 */
GString *
roster_demo_exchange_serialize (const RosterDemoExchange *self,
                                gboolean with_length,
                                gsize *body_at)
{
  guint status = soup_server_message_get_status (self->message);
  SoupMessageBody *body = soup_server_message_get_response_body (self->message);
  g_autoptr (GBytes) content = soup_message_body_flatten (body);
  GString *text = g_string_new (NULL);

  g_string_printf (text, "HTTP/1.1 %u %s\r\nConnection: close\r\n", status,
                   soup_status_get_phrase (status));
  soup_message_headers_foreach (soup_server_message_get_response_headers (self->message),
                                append_header, text);
  if (with_length && status != SOUP_STATUS_NO_CONTENT)
    g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n",
                            g_bytes_get_size (content));
  g_string_append (text, "\r\n");
  *body_at = text->len;
  g_string_append_len (text, g_bytes_get_data (content, NULL), (gssize)g_bytes_get_size (content));
  return text;
}
