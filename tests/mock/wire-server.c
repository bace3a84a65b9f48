/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server for bad days: plain sockets, so that it can break off anywhere. */

#include "mock/wire-server.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "core/wire/roster-hawk.h"

struct _WireServer
{
  GSocketListener *listener;
  GCancellable *stop;
  GTlsCertificate *certificate; /* (nullable) */
  GThread *thread;
  GPtrArray *threads; /* of connections */
  GPtrArray *sockets; /* element-type GSocket: of connections */
  char *endpoint;
  guint16 port;
  WireFunc func;
  gpointer user_data;

  GMutex lock;
  GPtrArray *requests; /* element-type WireRequest */
  guint n_connections;
};

typedef struct
{
  WireServer *server;
  GSocketConnection *stream;
  guint number;
} Connection;

static void
request_free (gpointer data)
{
  WireRequest *request = data;

  g_free (request->method);
  g_free (request->resource);
  g_hash_table_unref (request->headers);
  g_string_free (request->body, TRUE);
  g_free (request);
}

const char *
wire_request_get_header (const WireRequest *request, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (request->headers, lower);
}

static void
read_headers (WireRequest *request, GDataInputStream *in)
{
  char *line;

  while ((line = g_data_input_stream_read_line (in, NULL, NULL, NULL)) != NULL && *line != '\0')
    {
      char *colon = strchr (line, ':');

      g_assert_nonnull (colon);
      *colon = '\0';
      g_hash_table_insert (request->headers, g_ascii_strdown (line, -1),
                           g_strstrip (g_strdup (colon + 1)));
      g_free (line);
    }
  g_free (line);
}

static WireRequest *
read_request (GDataInputStream *in)
{
  g_autofree char *line = g_data_input_stream_read_line (in, NULL, NULL, NULL);
  g_auto (GStrv) words = NULL;
  WireRequest *request;
  const char *length;

  if (line == NULL)
    return NULL;

  words = g_strsplit (line, " ", 3);
  g_assert_cmpuint (g_strv_length (words), ==, 3);
  request = g_new0 (WireRequest, 1);
  request->method = g_strdup (words[0]);
  request->resource = g_strdup (words[1]);
  request->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  request->body = g_string_new (NULL);
  read_headers (request, in);

  length = wire_request_get_header (request, "Content-Length");
  if (length != NULL)
    {
      g_string_set_size (request->body, g_ascii_strtoull (length, NULL, 10));
      g_input_stream_read_all (G_INPUT_STREAM (in), request->body->str, request->body->len, NULL,
                               NULL, NULL);
    }
  return request;
}

static gpointer
serve_connection (gpointer data)
{
  Connection *connection = data;
  WireServer *self = connection->server;
  g_autoptr (GIOStream) stream = G_IO_STREAM (connection->stream);
  g_autoptr (GDataInputStream) in = NULL;
  WireRequest *request;
  gboolean go_on = TRUE;

  if (self->certificate != NULL)
    {
      GIOStream *plain = stream;

      stream = g_tls_server_connection_new (plain, self->certificate, NULL);
      g_object_unref (plain);
    }

  in = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  while (go_on && (request = read_request (in)) != NULL)
    {
      g_mutex_lock (&self->lock);
      request->number = self->requests->len;
      request->connection = connection->number;
      g_ptr_array_add (self->requests, request);
      g_mutex_unlock (&self->lock);

      go_on = self->func (self, request, g_io_stream_get_output_stream (stream), self->user_data);
    }
  g_io_stream_close (stream, NULL, NULL);
  g_free (connection);
  return NULL;
}

static gpointer
serve (gpointer data)
{
  WireServer *self = data;
  GSocketConnection *stream;

  while ((stream = g_socket_listener_accept (self->listener, NULL, self->stop, NULL)) != NULL)
    {
      Connection *connection = g_new0 (Connection, 1);

      /* Otherwise the end of an answer waits for the client to acknowledge the beginning. */
      g_socket_set_option (g_socket_connection_get_socket (stream), IPPROTO_TCP, TCP_NODELAY, 1,
                           NULL);
      connection->server = self;
      connection->stream = stream;
      g_mutex_lock (&self->lock);
      connection->number = self->n_connections++;
      g_mutex_unlock (&self->lock);
      g_ptr_array_add (self->sockets, g_object_ref (g_socket_connection_get_socket (stream)));
      g_ptr_array_add (self->threads, g_thread_new ("connection", serve_connection, connection));
    }
  return NULL;
}

WireServer *
wire_server_new (GTlsCertificate *certificate, WireFunc func, gpointer user_data)
{
  WireServer *self = g_new0 (WireServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  /* Most of what it says is not signed; who tests for that sets it to 0. */
  if (certificate == NULL)
    g_setenv ("ROSTER_INSECURE_LOOPBACK", "1", FALSE);

  self->listener = g_socket_listener_new ();
  g_assert_true (g_socket_listener_add_address (self->listener, any, G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_TCP, NULL, &bound, NULL));
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  self->endpoint = g_strdup_printf ("%s://%s:%u/v2", certificate != NULL ? "https" : "http",
                                    certificate != NULL ? "localhost" : "127.0.0.1", self->port);
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->stop = g_cancellable_new ();
  self->func = func;
  self->user_data = user_data;
  self->requests = g_ptr_array_new_with_free_func (request_free);
  self->threads = g_ptr_array_new ();
  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  g_mutex_init (&self->lock);
  self->thread = g_thread_new ("server", serve, self);
  return self;
}

void
wire_server_free (WireServer *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  for (guint i = 0; i < self->sockets->len;
       i++) /* ends the reads: a cancelled one over TLS leaks */
    g_socket_shutdown (self->sockets->pdata[i], TRUE, TRUE, NULL);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
  g_ptr_array_unref (self->threads);
  g_ptr_array_unref (self->sockets);
  g_ptr_array_unref (self->requests);
  g_object_unref (self->listener);
  g_object_unref (self->stop);
  g_clear_object (&self->certificate);
  g_mutex_clear (&self->lock);
  g_free (self->endpoint);
  g_free (self);
}

const char *
wire_server_get_endpoint (WireServer *self)
{
  return self->endpoint;
}

guint16
wire_server_get_port (WireServer *self)
{
  return self->port;
}

guint
wire_server_get_n_requests (WireServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->requests->len;
}

guint
wire_server_get_n_connections (WireServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_connections;
}

const WireRequest *
wire_server_get_request (WireServer *self, guint number)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_assert_cmpuint (number, <, self->requests->len);
  return self->requests->pdata[number];
}

void
wire_write (GOutputStream *out, const char *text)
{
  g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
}

void
wire_reply (GOutputStream *out, guint status, const char *headers, const char *body)
{
  g_autofree char *answer =
      g_strdup_printf ("HTTP/1.1 %u Status\r\n%sContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                       status, headers != NULL ? headers : "", strlen (body), body);

  wire_write (out, answer);
}

/* What the request was signed over, as a service sees it. */
static RosterHawkAttributes *
read_artifacts (WireServer *self, const WireRequest *request, RosterHawkArtifacts *artifacts)
{
  const char *header = wire_request_get_header (request, "Authorization");
  RosterHawkAttributes *given = header != NULL ? roster_hawk_parse (header, NULL) : NULL;

  if (given == NULL)
    return NULL;

  *artifacts = (RosterHawkArtifacts){
    .id = given->id,
    .ts = g_ascii_strtoll (given->ts, NULL, 10),
    .nonce = given->nonce,
    .method = request->method,
    .resource = request->resource,
    .host = self->certificate != NULL ? "localhost" : "127.0.0.1",
    .port = self->port,
    .hash = given->hash,
    .ext = given->ext,
  };
  return given;
}

gboolean
wire_request_is_signed (WireServer *self, const WireRequest *request, const char *ext)
{
  RosterHawkArtifacts artifacts;
  g_autoptr (RosterHawkAttributes) given = read_artifacts (self, request, &artifacts);
  g_autofree char *mac = NULL;
  g_autofree char *hash = NULL;

  if (given == NULL || g_strcmp0 (given->id, WIRE_ID) != 0 || g_strcmp0 (given->ext, ext) != 0)
    return FALSE;
  if (request->body->len > 0)
    hash = roster_hawk_payload_hash (wire_request_get_header (request, "Content-Type"),
                                     request->body->str, request->body->len);
  mac = roster_hawk_mac (ROSTER_HAWK_HEADER, &artifacts, WIRE_KEY, strlen (WIRE_KEY));
  return g_strcmp0 (mac, given->mac) == 0 && g_strcmp0 (hash, given->hash) == 0;
}

char *
wire_sign (WireServer *self, const WireRequest *request, const char *type, const char *body)
{
  g_autofree char *hash = roster_hawk_payload_hash (type, body, strlen (body));

  return wire_sign_hash (self, request, type, hash);
}

char *
wire_sign_hash (WireServer *self, const WireRequest *request, const char *type, const char *hash)
{
  RosterHawkArtifacts artifacts;
  g_autoptr (RosterHawkAttributes) given = read_artifacts (self, request, &artifacts);
  g_autofree char *proof = NULL;

  g_assert_nonnull (given);
  proof =
      roster_hawk_server_authorization (&artifacts, hash, NULL, WIRE_KEY, strlen (WIRE_KEY), NULL);
  return g_strdup_printf ("Content-Type: %s\r\nServer-Authorization: %s\r\n", type, proof);
}

char *
wire_challenge (gint64 off_by, const char *key)
{
  g_autofree char *ts =
      g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC + off_by);
  g_autofree char *tsm = roster_hawk_ts_mac (ts, key, strlen (key));

  return g_strdup_printf (
      "WWW-Authenticate: Hawk ts=\"%s\", tsm=\"%s\", error=\"Stale timestamp\"\r\n", ts, tsm);
}
