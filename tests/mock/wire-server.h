/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** WireRequest: what arrived. */
typedef struct
{
  char *method;
  char *resource; /* as on the request line */
  GHashTable *headers;
  GString *body;
  guint number;     /* of all requests, from 0 */
  guint connection; /* of all connections, from 0 */
} WireRequest;

typedef struct _WireServer WireServer;

/* Answers a request, in a thread of its connection; FALSE closes the connection. */
typedef gboolean (*WireFunc) (WireServer *server,
                              const WireRequest *request,
                              GOutputStream *out,
                              gpointer user_data);

/* A server on a loopback port for bad days: it says what the test wants, byte for byte. */
WireServer *wire_server_new (GTlsCertificate *certificate, WireFunc func, gpointer user_data);
void wire_server_free (WireServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireServer, wire_server_free)
const char *wire_server_get_endpoint (WireServer *self);
guint16 wire_server_get_port (WireServer *self);
guint wire_server_get_n_requests (WireServer *self);
guint wire_server_get_n_connections (WireServer *self);
const WireRequest *wire_server_get_request (WireServer *self, guint number);

const char *wire_request_get_header (const WireRequest *request, const char *name);

void wire_write (GOutputStream *out, const char *text);
/* headers: each ends with \r\n; (nullable) */
void wire_reply (GOutputStream *out, guint status, const char *headers, const char *body);

/* Hawk on the side of the service, with the key below. */
#define WIRE_ID "dh37fgj492je"
#define WIRE_KEY "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn"
gboolean wire_request_is_signed (WireServer *self, const WireRequest *request, const char *ext);
char *wire_sign (WireServer *self, const WireRequest *request, const char *type, const char *body);
/* The same for whoever knows the body's hash. */
char *
wire_sign_hash (WireServer *self, const WireRequest *request, const char *type, const char *hash);
char *wire_challenge (gint64 off_by, const char *key);

G_END_DECLS
