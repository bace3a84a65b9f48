/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets in who knows the key. */

#include "demo/service/roster-demo-guard.h"

#include <string.h>

/* How far a clock may be off, in seconds. */
#define MAX_SKEW 60

/* A timestamp is good from MAX_SKEW before to MAX_SKEW after its second: so long its nonces must be
 * remembered. There are two tables, and the older one is emptied when it holds nothing younger. */
#define NONCE_LIFE (2 * MAX_SKEW + 5)

struct _RosterDemoGuard
{
  char *id;
  char *key;
  GHashTable *nonces;
  GHashTable *old_nonces;
  gint64 nonces_since;
};

static GHashTable *
new_nonces (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

RosterDemoGuard *
roster_demo_guard_new (const char *id, const char *key)
{
  RosterDemoGuard *self = g_new0 (RosterDemoGuard, 1);

  self->id = g_strdup (id);
  self->key = g_strdup (key);
  self->nonces = new_nonces ();
  self->old_nonces = new_nonces ();
  return self;
}

void
roster_demo_guard_free (RosterDemoGuard *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->key);
  g_hash_table_unref (self->nonces);
  g_hash_table_unref (self->old_nonces);
  g_free (self);
}

/* FALSE where the nonce was seen with the same timestamp. */
static gboolean
take_nonce (RosterDemoGuard *self, const RosterHawkAttributes *given, gint64 now_s)
{
  g_autofree char *nonce = g_strconcat (given->ts, " ", given->nonce, NULL);

  if (now_s - self->nonces_since > NONCE_LIFE)
    {
      g_hash_table_unref (self->old_nonces);
      self->old_nonces = g_steal_pointer (&self->nonces);
      self->nonces = new_nonces ();
      self->nonces_since = now_s;
    }
  if (g_hash_table_contains (self->old_nonces, nonce))
    return FALSE;
  return g_hash_table_add (self->nonces, g_steal_pointer (&nonce));
}

static gboolean
is_good_hash (const char *hash, const char *content_type, GBytes *body)
{
  gsize length = 0;
  const void *data = body != NULL ? g_bytes_get_data (body, &length) : NULL;
  g_autofree char *expected = NULL;

  if (hash == NULL)
    return length == 0;
  expected = roster_hawk_payload_hash (content_type, data, length);
  return roster_hawk_equal (hash, expected);
}

/**
 * roster_demo_guard_tell_time:
 * @self: a guard
 * @now_s: the service's time, seconds since the epoch
 *
 * Returns: (transfer full): the WWW-Authenticate header for a stale timestamp
 */
char *
roster_demo_guard_tell_time (RosterDemoGuard *self, gint64 now_s)
{
  g_autofree char *ts = g_strdup_printf ("%" G_GINT64_FORMAT, now_s);
  g_autofree char *tsm = roster_hawk_ts_mac (ts, self->key, strlen (self->key));

  return g_strdup_printf ("Hawk ts=\"%s\", tsm=\"%s\", error=\"Stale timestamp\"", ts, tsm);
}

static gboolean
is_complete (const RosterHawkAttributes *given)
{
  return given->id != NULL && given->ts != NULL && given->nonce != NULL && given->mac != NULL;
}

/* Gives what is wrong, or NULL; a stale timestamp is looked for by the caller. */
static const char *
find_fault (RosterDemoGuard *self,
            const RosterHawkAttributes *given,
            const RosterHawkArtifacts *request,
            const char *content_type,
            GBytes *body,
            gint64 now_s)
{
  g_autofree char *mac =
      roster_hawk_mac (ROSTER_HAWK_HEADER, request, self->key, strlen (self->key));

  if (strcmp (given->id, self->id) != 0)
    return "Unknown credentials";
  if (!roster_hawk_equal (mac, given->mac))
    return "Bad mac";
  if (!is_good_hash (given->hash, content_type, body))
    return given->hash != NULL ? "Bad payload hash" : "Missing required payload hash";
  if (!take_nonce (self, given, now_s))
    return "Invalid nonce";
  return NULL;
}

/**
 * roster_demo_guard_admit:
 * @self: a guard
 * @authorization: (nullable): the Authorization header
 * @request: (inout): the request, where method, resource, host and port are filled in; the rest is
 *   filled in from the header and borrows from what is returned
 * @content_type: (nullable): of the body
 * @body: (nullable): of the request
 * @now_s: the service's time, seconds since the epoch
 * @challenge: (out): the WWW-Authenticate header where %NULL is returned
 *
 * Returns: (transfer full) (nullable): the header's attributes, or %NULL where the request is
 * refused
 */
RosterHawkAttributes *
roster_demo_guard_admit (RosterDemoGuard *self,
                         const char *authorization,
                         RosterHawkArtifacts *request,
                         const char *content_type,
                         GBytes *body,
                         gint64 now_s,
                         char **challenge)
{
  g_autoptr (RosterHawkAttributes) given = roster_hawk_parse (authorization, NULL);
  const char *fault;

  if (authorization == NULL)
    {
      *challenge = g_strdup ("Hawk");
      return NULL;
    }
  if (given == NULL || !is_complete (given) ||
      !g_ascii_string_to_signed (given->ts, 10, 0, G_MAXINT32 * G_GINT64_CONSTANT (100),
                                 &request->ts, NULL))
    {
      *challenge = g_strdup ("Hawk error=\"Bad header format\"");
      return NULL;
    }

  request->id = given->id;
  request->nonce = given->nonce;
  request->hash = given->hash;
  request->ext = given->ext;
  fault = find_fault (self, given, request, content_type, body, now_s);
  if (fault != NULL)
    *challenge = g_strdup_printf ("Hawk error=\"%s\"", fault);
  else if (ABS (request->ts - now_s) > MAX_SKEW)
    *challenge = roster_demo_guard_tell_time (self, now_s);
  else
    return g_steal_pointer (&given);
  return NULL;
}

/**
 * roster_demo_guard_sign:
 * @self: a guard
 * @request: a request that was admitted
 * @response_hash: the payload hash of its answer
 *
 * Returns: (transfer full): the Server-Authorization header
 */
char *
roster_demo_guard_sign (RosterDemoGuard *self,
                        const RosterHawkArtifacts *request,
                        const char *response_hash)
{
  return roster_hawk_server_authorization (request, response_hash, NULL, self->key,
                                           strlen (self->key), NULL);
}
