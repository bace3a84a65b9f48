/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hawk on a SoupMessage (threat-stack/README.md, “Authentication”): what is signed is exactly what
 * libsoup sends. */

#include "core/services/threat-stack/roster-hawk-signature.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/roster-error.h"
#include "core/wire/roster-hawk.h"
#include "core/wire/roster-wire-error.h"

/* Seconds: an hour, and the minute by which Hawk lets clocks differ. What is further off is no
 * clock that runs a little wrong; it may be a proof that somebody recorded another day. */
#define MAX_CLOCK_OFFSET (60 * 60 + 60)

/* Seconds: Hawk's minute, once for the request that was accepted and once for the other one. */
#define MAX_CLOCK_DRIFT (2 * 60)

typedef struct
{
  RosterSignature parent;

  /* owned, and borrowed by the artifacts */
  char *resource;
  char *host;
  char *nonce;
  char *organization_id;
  char *payload_hash; /* (nullable) */

  RosterHawkArtifacts artifacts;
} HawkSignature;

static gint64
get_time (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Seconds between the time that is told to the service and the time since the computer's start: it
 * stays the same for as long as nobody sets a clock and the computer does not sleep. */
static gint64
get_clock (RosterCredentials *credentials)
{
  return get_time () + credentials->clock_offset - g_get_monotonic_time () / G_USEC_PER_SEC;
}

/* Path and query as they are on the request line. */
static char *
dup_resource (GUri *uri)
{
  const char *query = g_uri_get_query (uri);

  if (query == NULL)
    return g_strdup (g_uri_get_path (uri));
  return g_strconcat (g_uri_get_path (uri), "?", query, NULL);
}

/* The host as in the Host header: an IPv6 address in brackets. */
static char *
dup_host (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  if (strchr (host, ':') != NULL)
    return g_strdup_printf ("[%s]", host);
  return g_ascii_strdown (host, -1);
}

static guint
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return (guint)port;
  return g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;
}

static RosterSignature *
hawk_new (SoupMessage *message,
          RosterCredentials *credentials,
          const char *organization_id,
          const char *content_type,
          GBytes *body)
{
  HawkSignature *self = g_new0 (HawkSignature, 1);
  GUri *uri = soup_message_get_uri (message);

  self->resource = dup_resource (uri);
  self->host = dup_host (uri);
  self->organization_id = g_strdup (organization_id);
  if (body != NULL)
    {
      gsize length;
      gconstpointer data = g_bytes_get_data (body, &length);

      self->payload_hash = roster_hawk_payload_hash (content_type, data, length);
    }

  self->artifacts.id = credentials->user_id;
  self->artifacts.method = soup_message_get_method (message);
  self->artifacts.resource = self->resource;
  self->artifacts.host = self->host;
  self->artifacts.port = get_port (uri);
  self->artifacts.hash = self->payload_hash;
  self->artifacts.ext = self->organization_id;
  return &self->parent;
}

static void
hawk_free (RosterSignature *signature)
{
  HawkSignature *self = (HawkSignature *)signature;

  g_free (self->resource);
  g_free (self->host);
  g_free (self->nonce);
  g_free (self->organization_id);
  g_free (self->payload_hash);
  g_free (self);
}

/* A fresh header: the time of now, a nonce never used before. */
static gboolean
hawk_sign (RosterSignature *signature, GError **error)
{
  HawkSignature *self = (HawkSignature *)signature;
  const char *key;
  char *header;
  gsize length;

  key = secret_value_get (signature->credentials->key, &length);
  g_free (self->nonce);
  self->nonce = roster_hawk_nonce ();
  self->artifacts.nonce = self->nonce;
  self->artifacts.ts = get_time () + signature->credentials->clock_offset;

  header = roster_hawk_authorization (&self->artifacts, key, length, error);
  if (header == NULL)
    return FALSE;
  roster_signature_set_header (signature, header);
  return TRUE;
}

static const char *
get_proof (RosterSignature *self)
{
  return soup_message_headers_get_list (soup_message_get_response_headers (self->message),
                                        "Server-Authorization");
}

static gboolean
hawk_is_answered (RosterSignature *self)
{
  return get_proof (self) != NULL;
}

static gboolean
hawk_check_answer (RosterSignature *self,
                   const char *payload_hash,
                   gboolean has_body,
                   GError **error)
{
  const char *key;
  gsize length;

  key = secret_value_get (self->credentials->key, &length);
  if (!roster_hawk_check_response (&((HawkSignature *)self)->artifacts, get_proof (self),
                                   payload_hash, has_body, key, length, error))
    return FALSE;

  if (soup_message_get_status (self->message) != SOUP_STATUS_UNAUTHORIZED)
    self->credentials->accepted_clock = get_clock (self->credentials);
  self->credentials->must_sign = TRUE;
  self->credentials->signing = ROSTER_SIGNING_YES;
  return TRUE;
}

/* The Hawk challenge among those of the answer: (nullable), borrowed. */
static const char *
get_challenge (RosterSignature *self)
{
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  soup_message_headers_iter_init (&iter, soup_message_get_response_headers (self->message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    if (g_ascii_strcasecmp (name, "WWW-Authenticate") == 0 &&
        g_ascii_strncasecmp (value, "Hawk ", strlen ("Hawk ")) == 0)
      return value;
  return NULL;
}

static gboolean
hawk_is_clock_accepted (RosterSignature *self)
{
  gint64 accepted = self->credentials->accepted_clock;

  return accepted != 0 && ABS (get_clock (self->credentials) - accepted) <= MAX_CLOCK_DRIFT;
}

static gboolean
hawk_learn_clock (RosterSignature *self, GError **error)
{
  const char *challenge = get_challenge (self);
  g_autoptr (RosterHawkAttributes) given = NULL;
  gint64 service_time = 0;
  gint64 offset;
  const char *key;
  gsize length;

  if (challenge == NULL)
    return FALSE;

  given = roster_hawk_parse (challenge, NULL);
  if (given == NULL || given->ts == NULL || g_strcmp0 (given->error, "Stale timestamp") != 0)
    return FALSE;

  key = secret_value_get (self->credentials->key, &length);
  if (!roster_hawk_check_challenge (challenge, key, length, &service_time, error))
    return FALSE;

  offset = service_time - get_time ();
  if (ABS (offset) > MAX_CLOCK_OFFSET && !self->credentials->any_clock)
    {
      g_propagate_error (error, roster_wire_error_from_far_clock (service_time));
      return FALSE;
    }

  self->credentials->clock_offset = offset;
  self->credentials->clock_learnt = TRUE;
  return TRUE;
}

static gboolean
hawk_check_account (RosterAccount *account, GError **error)
{
  if (roster_account_has_key (account))
    return roster_account_check_key (roster_account_get_key (account), error);

  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_NO_KEY,
               /* Translators: first a user id, then the name of a computer or an
                * address. */
               _ ("The API key of “%s” at %s is not known."), roster_account_get_user_id (account),
               roster_account_get_endpoint (account));
  return FALSE;
}

const RosterSignatureKind roster_hawk_signature = {
  .check_account = hawk_check_account,
  .new = hawk_new,
  .free = hawk_free,
  .sign = hawk_sign,
  .is_answered = hawk_is_answered,
  .check_answer = hawk_check_answer,
  .is_clock_accepted = hawk_is_clock_accepted,
  .learn_clock = hawk_learn_clock,
};
