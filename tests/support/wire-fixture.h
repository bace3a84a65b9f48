/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/services/roster-client.h"
#include "mock/wire-server.h"

G_BEGIN_DECLS

/** WireVerb: what a client is asked to do. */
typedef enum
{
  VERB_SELF_TEST,
  VERB_ADD,
  VERB_REMOVE,
  VERB_INVITE,
} WireVerb;

/** WireFixture: a client of a WireServer, impatient. */
typedef struct
{
  RosterTransport *transport;
  RosterAccount *account;
  RosterClient *client;
} WireFixture;

void wire_fixture_init (WireFixture *self, const char *endpoint);
void wire_fixture_clear (WireFixture *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireFixture, wire_fixture_clear)

/* Calls the verb and waits. */
gboolean wire_fixture_run (WireFixture *self, WireVerb verb, GError **error);

/* For an asynchronous call: keeps its result in a GAsyncResult *. */
void wire_keep_result (GObject *source, GAsyncResult *result, gpointer user_data);
void wire_await (GAsyncResult **result);

/** WireAnswer: one answer for every request. */
typedef struct
{
  guint status;
  const char *headers; /* (nullable) */
  const char *body;
} WireAnswer;

gboolean wire_give_answer (WireServer *server,
                           const WireRequest *request,
                           GOutputStream *out,
                           gpointer user_data);

G_END_DECLS
