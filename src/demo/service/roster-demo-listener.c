/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listens on 127.0.0.1 and hands what comes in to a SoupServer. */

#include "demo/service/roster-demo-listener.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

/* How often connections that their client has closed are looked for, in seconds. */
#define SWEEP_INTERVAL 1

struct _RosterDemoListener
{
  GSocketService *sockets; /* (nullable) while it refuses */
  GSocket *socket;         /* bound to the port; listens unless it refuses */
  SoupServer *server;
  GTlsCertificate *certificate; /* (nullable) */
  guint port;
  int other_end; /* of the server's own listener, or -1 */

  GPtrArray *connections; /* GSocketConnection */
  GSource *sweep;
};

static gboolean
is_ended (GSocketConnection *connection)
{
  GSocket *socket = g_socket_connection_get_socket (connection);
  char byte;

  return g_socket_is_closed (socket) ||
         recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/* libsoup 3.2 does not see when a client closes a connection that it had kept: without this, each
 * one would stay for as long as the demo runs. */
static gboolean
sweep (gpointer user_data)
{
  RosterDemoListener *self = user_data;

  for (guint i = self->connections->len; i > 0; i--)
    {
      GSocketConnection *connection = g_ptr_array_index (self->connections, i - 1);

      if (is_ended (connection))
        {
          g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
          g_ptr_array_remove_index_fast (self->connections, i - 1);
        }
    }
  return G_SOURCE_CONTINUE;
}

/* (transfer full): what the server speaks over */
static GIOStream *
wrap (RosterDemoListener *self, GSocketConnection *connection, GError **error)
{
  if (self->certificate == NULL)
    return G_IO_STREAM (g_object_ref (connection));
  return g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, error);
}

static gboolean
on_incoming (GSocketService *sockets,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  RosterDemoListener *self = user_data;
  GSocket *socket = g_socket_connection_get_socket (connection);
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) stream = wrap (self, connection, &error);

  /* Head and body of an answer are written one after the other: do not wait between them. */
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  if (stream == NULL || local == NULL || remote == NULL ||
      !soup_server_accept_iostream (self->server, stream, local, remote, &error))
    g_debug ("A connection ended before it began: %s", error != NULL ? error->message : "");
  else
    g_ptr_array_add (self->connections, g_object_ref (connection));
  return TRUE;
}

/* A server keeps connections open from one request to the next only while it has a listener of its
 * own: it gets one at which nobody can arrive. */
static gboolean
make_persistent (RosterDemoListener *self, GError **error)
{
  int ends[2];
  g_autoptr (GSocket) socket = NULL;

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
    {
      int code = errno;

      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
      return FALSE;
    }
  self->other_end = ends[1];
  socket = g_socket_new_from_fd (ends[0], error);
  if (socket == NULL)
    {
      close (ends[0]);
      return FALSE;
    }
  return soup_server_listen_socket (self->server, socket, 0, error);
}

/* A socket that holds the port. Nobody gets through to it before it listens. */
static GSocket *
bind_port (guint port, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, (guint16)port);
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL || !g_socket_bind (socket, address, TRUE, error))
    return NULL;
  return g_steal_pointer (&socket);
}

static guint
find_port (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  return address != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)) : 0;
}

static gboolean
listen_at (RosterDemoListener *self, GError **error)
{
  if (!g_socket_listen (self->socket, error))
    return FALSE;
  self->sockets = g_socket_service_new ();
  if (!g_socket_listener_add_socket (G_SOCKET_LISTENER (self->sockets), self->socket, NULL, error))
    return FALSE;
  /* The listener ends the service before it goes. */
  g_signal_connect (self->sockets, "incoming", G_CALLBACK (on_incoming), self);
  g_socket_service_start (self->sockets);
  return TRUE;
}

static void
close_port (RosterDemoListener *self)
{
  if (self->sockets != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->sockets, self);
      g_socket_service_stop (self->sockets);
      g_socket_listener_close (G_SOCKET_LISTENER (self->sockets));
    }
  g_clear_object (&self->sockets);
  if (self->socket != NULL)
    g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
}

/**
 * roster_demo_listener_new:
 * @server: who answers
 * @port: where to listen; 0 picks a free port
 * @certificate: (nullable): for TLS, with its private key
 * @error: a GIOErrorEnum, such as %G_IO_ERROR_ADDRESS_IN_USE
 *
 * Returns: (transfer full) (nullable): a listener that works in the main context that is the
 *   thread's default now
 */
RosterDemoListener *
roster_demo_listener_new (SoupServer *server,
                          guint port,
                          GTlsCertificate *certificate,
                          GError **error)
{
  g_autoptr (RosterDemoListener) self = g_new0 (RosterDemoListener, 1);

  self->server = g_object_ref (server);
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->other_end = -1;
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->sweep = g_timeout_source_new_seconds (SWEEP_INTERVAL);
  self->socket = bind_port (port, error);
  if (self->socket == NULL || !make_persistent (self, error) || !listen_at (self, error))
    return NULL;
  self->port = find_port (self->socket);
  g_source_set_callback (self->sweep, sweep, self, NULL);
  g_source_attach (self->sweep, g_main_context_get_thread_default ());
  return g_steal_pointer (&self);
}

/**
 * roster_demo_listener_get_port:
 * @self: a listener
 *
 * Returns: the port it listens on
 */
guint
roster_demo_listener_get_port (RosterDemoListener *self)
{
  return self->port;
}

/* address: (nullable) */
static gboolean
is_from (GSocketConnection *connection, GSocketAddress *address)
{
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  return remote != NULL && address != NULL &&
         g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (remote)) ==
             g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

/**
 * roster_demo_listener_refuse:
 * @self: a listener
 * @except: (nullable): the other end of the one connection that stays
 *
 * Hangs up and listens no more, until roster_demo_listener_resume(): connections are refused. The
 * port is kept.
 */
void
roster_demo_listener_refuse (RosterDemoListener *self, GSocketAddress *except)
{
  g_autoptr (GError) error = NULL;

  if (self->sockets != NULL)
    {
      close_port (self);
      self->socket = bind_port (self->port, &error);
    }
  if (error != NULL)
    g_warning ("The port cannot be held: %s", error->message);
  for (guint i = self->connections->len; i > 0; i--)
    {
      GSocketConnection *connection = g_ptr_array_index (self->connections, i - 1);

      if (!is_from (connection, except))
        g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
    }
}

/**
 * roster_demo_listener_resume:
 * @self: a listener
 *
 * Listens again, if it did not.
 */
void
roster_demo_listener_resume (RosterDemoListener *self)
{
  g_autoptr (GError) error = NULL;

  if (self->sockets != NULL)
    return;
  if (self->socket == NULL)
    self->socket = bind_port (self->port, &error);
  if (self->socket == NULL || !listen_at (self, &error))
    g_warning ("The port cannot be opened again: %s", error->message);
}

/**
 * roster_demo_listener_free:
 * @self: (nullable) (transfer full): a listener
 *
 * Stops listening; connections that are open stay with the server until it is disconnected.
 */
void
roster_demo_listener_free (RosterDemoListener *self)
{
  if (self == NULL)
    return;
  g_source_destroy (self->sweep);
  g_source_unref (self->sweep);
  g_ptr_array_unref (self->connections);
  close_port (self);
  g_clear_object (&self->certificate);
  g_object_unref (self->server);
  if (self->other_end >= 0)
    close (self->other_end);
  g_free (self);
}
