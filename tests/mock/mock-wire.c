/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no good server does with a connection. */

#include "mock/mock-wire.h"

#include <sys/socket.h>

#include "mock/mock-body.h"

/* How often a slow answer goes on, in milliseconds. */
#define INTERVAL 50

struct _MockWire
{
  GMainContext *context;
  GCancellable *cancellable;
  guint n_ways; /* that have not ended */
};

/* One connection and what is written to it. */
typedef struct
{
  MockWire *wire; /* borrowed */
  GIOStream *stream;
  GBytes *bytes;
  gsize offset;
  gsize length;
  gsize loop_from;
  gboolean loops;
  guint rate; /* bytes a second; 0 for as fast as can be */
  char byte;  /* that nobody waits for */
} Way;

static void way_step (Way *way);

MockWire *
mock_wire_new (void)
{
  MockWire *self = g_new0 (MockWire, 1);

  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  return self;
}

/**
 * mock_wire_free:
 * @self: (nullable) (transfer full): a wire
 *
 * Closes all its connections.
 */
void
mock_wire_free (MockWire *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  while (self->n_ways > 0)
    g_main_context_iteration (self->context, TRUE);
  g_main_context_unref (self->context);
  g_object_unref (self->cancellable);
  g_free (self);
}

static Way *
way_new (MockWire *wire, SoupServerMessage *message, GBytes *bytes)
{
  Way *way = g_new0 (Way, 1);

  wire->n_ways++;
  way->wire = wire;
  way->stream = soup_server_message_steal_connection (message);
  way->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  return way;
}

static void
way_end (Way *way)
{
  way->wire->n_ways--;
  g_io_stream_close (way->stream, NULL, NULL);
  g_object_unref (way->stream);
  g_clear_pointer (&way->bytes, g_bytes_unref);
  g_free (way);
}

static void
on_read (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  g_input_stream_read_finish (G_INPUT_STREAM (stream), result, NULL);
  way_end (user_data);
}

static gboolean
on_interval (gpointer user_data)
{
  way_step (user_data);
  return G_SOURCE_REMOVE;
}

static void
way_wait (Way *way)
{
  g_autoptr (GSource) source = g_timeout_source_new (INTERVAL);

  g_source_set_callback (source, on_interval, way, NULL);
  g_source_attach (source, way->wire->context);
}

static void
on_written (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  Way *way = user_data;
  gsize n_written = 0;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (stream), result, &n_written, NULL))
    {
      way_end (way);
      return;
    }
  way->offset += n_written;
  if (way->rate > 0 && way->offset < way->length)
    way_wait (way);
  else
    way_step (way);
}

static void
way_step (Way *way)
{
  const char *data = g_bytes_get_data (way->bytes, NULL);
  gsize length;

  if (way->offset == way->length && way->loops)
    way->offset = way->loop_from;
  if (way->offset == way->length || g_cancellable_is_cancelled (way->wire->cancellable))
    {
      way_end (way);
      return;
    }
  length = way->length - way->offset;
  if (way->rate > 0)
    length = MIN (length, MAX (1, way->rate * INTERVAL / 1000));
  g_output_stream_write_all_async (g_io_stream_get_output_stream (way->stream), data + way->offset,
                                   length, G_PRIORITY_DEFAULT, way->wire->cancellable, on_written,
                                   way);
}

/* (nullable): what libsoup's and TLS's streams stand on; each of them holds the next */
static GSocketConnection *
find_connection (GIOStream *stream)
{
  while (stream != NULL && !G_IS_SOCKET_CONNECTION (stream))
    {
      const char *name = G_IS_TLS_CONNECTION (stream) ? "base-io-stream" : "base-iostream";
      g_autoptr (GIOStream) base = NULL;

      if (g_object_class_find_property (G_OBJECT_GET_CLASS (stream), name) != NULL)
        g_object_get (stream, name, &base, NULL);
      stream = base;
    }
  return stream != NULL ? G_SOCKET_CONNECTION (stream) : NULL;
}

/**
 * mock_wire_reset:
 * @message: a request
 *
 * Resets its connection.
 */
void
mock_wire_reset (SoupServerMessage *message)
{
  const struct linger at_once = { .l_onoff = 1 };
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  GSocketConnection *connection = find_connection (stream);
  GSocket *socket;

  if (connection != NULL)
    {
      socket = g_socket_connection_get_socket (connection);
      setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }
  g_io_stream_close (stream, NULL, NULL);
}

/**
 * mock_wire_hold:
 * @self: a wire
 * @message: a request
 *
 * Says nothing until the client hangs up.
 */
void
mock_wire_hold (MockWire *self, SoupServerMessage *message)
{
  Way *way = way_new (self, message, NULL);

  g_input_stream_read_async (g_io_stream_get_input_stream (way->stream), &way->byte, 1,
                             G_PRIORITY_DEFAULT, self->cancellable, on_read, way);
}

static void
append_header (const char *name, const char *value, gpointer text)
{
  g_string_append_printf (text, "%s: %s\r\n", name, value);
}

/* The answer as HTTP/1.1, for a connection that is closed after it. with_length: whether it says
 * how long it is; else it ends with the connection. body_at: (out): where the body begins */
static GString *
serialize (SoupServerMessage *message, gboolean with_length, gsize *body_at)
{
  guint status = soup_server_message_get_status (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes) content = soup_message_body_flatten (body);
  GString *text = g_string_new (NULL);

  g_string_printf (text, "HTTP/1.1 %u %s\r\nConnection: close\r\n", status,
                   soup_status_get_phrase (status));
  soup_message_headers_foreach (soup_server_message_get_response_headers (message), append_header,
                                text);
  if (with_length && status != SOUP_STATUS_NO_CONTENT)
    g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n",
                            g_bytes_get_size (content));
  g_string_append (text, "\r\n");
  *body_at = text->len;
  g_string_append_len (text, g_bytes_get_data (content, NULL), (gssize)g_bytes_get_size (content));
  return text;
}

/* Takes text. rate: bytes a second, or 0 for as fast as can be */
static void
send_part (MockWire *self, SoupServerMessage *message, GString *text, gsize length, guint rate)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);
  Way *way = way_new (self, message, bytes);

  way->length = length;
  way->rate = rate;
  way_step (way);
}

/**
 * mock_wire_cut:
 * @self: a wire
 * @message: a request, with its answer
 * @n_bytes: after how many bytes of the body the connection ends; -1 for its middle. Without a body
 *   it ends in the headers
 */
void
mock_wire_cut (MockWire *self, SoupServerMessage *message, gint64 n_bytes)
{
  gsize body_at = 0;
  GString *text = serialize (message, TRUE, &body_at);
  gsize length = body_at + (n_bytes >= 0 ? (gsize)n_bytes : (text->len - body_at) / 2);

  send_part (self, message, text, MIN (length, text->len - 1), 0);
}

/**
 * mock_wire_dribble:
 * @self: a wire
 * @message: a request, with its answer
 * @rate: bytes a second
 */
void
mock_wire_dribble (MockWire *self, SoupServerMessage *message, guint rate)
{
  gsize body_at = 0;
  GString *text = serialize (message, TRUE, &body_at);

  send_part (self, message, text, text->len, rate);
}

/**
 * mock_wire_flood:
 * @self: a wire
 * @message: a request, with its answer
 * @kind: (nullable): see mock_body_endless()
 *
 * Sends a body without an end, until the client hangs up.
 */
void
mock_wire_flood (MockWire *self, SoupServerMessage *message, const char *kind)
{
  gsize body_at = 0;
  gsize loop_from = 0;
  g_autoptr (GBytes) flood = mock_body_endless (kind, &loop_from);
  GString *text = serialize (message, FALSE, &body_at);
  g_autoptr (GBytes) bytes = NULL;
  Way *way;

  /* Headers go on before the empty line. */
  g_string_truncate (text, g_strcmp0 (kind, "headers") == 0 ? body_at - 2 : body_at);
  loop_from += text->len;
  g_string_append_len (text, g_bytes_get_data (flood, NULL), (gssize)g_bytes_get_size (flood));
  bytes = g_string_free_to_bytes (text);
  way = way_new (self, message, bytes);
  way->length = g_bytes_get_size (bytes);
  way->loops = TRUE;
  way->loop_from = loop_from;
  way_step (way);
}
