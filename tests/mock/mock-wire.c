/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no good server does with a connection. */

#include "demo/service/roster-demo-wire.h"

#include <sys/socket.h>

/* How often a slow answer goes on, in milliseconds. */
#define INTERVAL 50

struct _RosterDemoWire
{
  GMainContext *context;
  GCancellable *cancellable;
  guint n_ways; /* that have not ended */
};

/* One connection and what is written to it. */
typedef struct
{
  RosterDemoWire *wire; /* borrowed */
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

RosterDemoWire *
roster_demo_wire_new (void)
{
  RosterDemoWire *self = g_new0 (RosterDemoWire, 1);

  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  return self;
}

/**
 * roster_demo_wire_free:
 * @self: (nullable) (transfer full): a wire
 *
 * Closes all its connections.
 */
void
roster_demo_wire_free (RosterDemoWire *self)
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
way_new (RosterDemoWire *wire, SoupServerMessage *message, GBytes *bytes)
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
 * roster_demo_wire_reset:
 * @message: a request
 *
 * Resets its connection.
 */
void
roster_demo_wire_reset (SoupServerMessage *message)
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
 * roster_demo_wire_hold:
 * @self: a wire
 * @message: a request
 *
 * Says nothing until the client hangs up.
 */
void
roster_demo_wire_hold (RosterDemoWire *self, SoupServerMessage *message)
{
  Way *way = way_new (self, message, NULL);

  g_input_stream_read_async (g_io_stream_get_input_stream (way->stream), &way->byte, 1,
                             G_PRIORITY_DEFAULT, self->cancellable, on_read, way);
}

/**
 * roster_demo_wire_send:
 * @self: a wire
 * @message: a request
 * @bytes: what goes over its connection
 * @length: after how many of them it is closed
 * @rate: bytes a second, or 0 for as fast as can be
 */
void
roster_demo_wire_send (
    RosterDemoWire *self, SoupServerMessage *message, GBytes *bytes, gsize length, guint rate)
{
  Way *way = way_new (self, message, bytes);

  way->length = MIN (length, g_bytes_get_size (bytes));
  way->rate = rate;
  way_step (way);
}

/**
 * roster_demo_wire_flood:
 * @self: a wire
 * @message: a request
 * @bytes: what goes over its connection
 * @loop_from: where it begins anew at its end, until the client hangs up
 */
void
roster_demo_wire_flood (RosterDemoWire *self,
                        SoupServerMessage *message,
                        GBytes *bytes,
                        gsize loop_from)
{
  Way *way = way_new (self, message, bytes);

  way->length = g_bytes_get_size (bytes);
  way->loops = TRUE;
  way->loop_from = loop_from;
  way_step (way);
}
