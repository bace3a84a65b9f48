/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hawk on a SoupMessage: what is signed is exactly what libsoup sends. */

#include "core/wire/roster-signature.h"

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

struct _RosterSignature
{
  SoupMessage *message;           /* borrowed: it outlives the signature */
  RosterCredentials *credentials; /* borrowed */

  /* owned, and borrowed by the artifacts */
  char *resource;
  char *host;
  char *nonce;
  char *organization_id;
  char *payload_hash; /* (nullable) */

  RosterHawkArtifacts artifacts;
};

/**
 * roster_credentials_new:
 * @user_id: the Hawk id
 * @key: the API key
 * @clock_offset: seconds to add to this computer's clock
 *
 * Returns: (transfer full): credentials for one thread
 */
RosterCredentials *
roster_credentials_new (const char *user_id, SecretValue *key, gint64 clock_offset)
{
  RosterCredentials *self = g_new0 (RosterCredentials, 1);

  self->user_id = g_strdup (user_id);
  self->key = secret_value_ref (key);
  self->clock_offset = clock_offset;
  return self;
}

void
roster_credentials_free (RosterCredentials *self)
{
  if (self == NULL)
    return;

  g_free (self->user_id);
  secret_value_unref (self->key);
  g_free (self);
}

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

/**
 * roster_signature_new:
 * @message: what is to be sent
 * @credentials: who sends it; both have to outlive the signature
 * @organization_id: (nullable): Hawk's ext
 * @payload_hash: (nullable): the hash of the body, where there is one
 *
 * Returns: (transfer full): a signature that is not made yet
 */
RosterSignature *
roster_signature_new (SoupMessage *message,
                      RosterCredentials *credentials,
                      const char *organization_id,
                      const char *payload_hash)
{
  RosterSignature *self = g_new0 (RosterSignature, 1);
  GUri *uri = soup_message_get_uri (message);

  self->message = message;
  self->credentials = credentials;
  self->resource = dup_resource (uri);
  self->host = dup_host (uri);
  self->organization_id = g_strdup (organization_id);
  self->payload_hash = g_strdup (payload_hash);

  self->artifacts.id = credentials->user_id;
  self->artifacts.method = soup_message_get_method (message);
  self->artifacts.resource = self->resource;
  self->artifacts.host = self->host;
  self->artifacts.port = get_port (uri);
  self->artifacts.hash = self->payload_hash;
  self->artifacts.ext = self->organization_id;
  return self;
}

/* libsoup 3 gives back the very string that it keeps in the message, and frees it without wiping.
 */
static void
wipe_header (RosterSignature *self)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (self->message);
  const char *value = soup_message_headers_get_one (headers, "Authorization");

  if (value != NULL)
    explicit_bzero ((char *)value, strlen (value));
}

/**
 * roster_signature_free:
 * @self: (nullable): a signature whose message is not sent any more, and still there
 *
 * Takes the Authorization header out of memory, too, as far as it is ours to wipe. libsoup has
 * written it into the buffer of the connection as well, from which it went to the TLS library and
 * the kernel: those are overwritten by what is sent next, and libsoup gives no way to them.
 */
void
roster_signature_free (RosterSignature *self)
{
  if (self == NULL)
    return;

  wipe_header (self);
  soup_message_headers_remove (soup_message_get_request_headers (self->message), "Authorization");
  g_free (self->resource);
  g_free (self->host);
  g_free (self->nonce);
  g_free (self->organization_id);
  g_free (self->payload_hash);
  g_free (self);
}

/**
 * roster_signature_sign:
 * @self: a signature
 * @error: ROSTER_ERROR_BAD_REQUEST where the user id or the organization id cannot be sent
 *
 * Puts a fresh Authorization header on the message: the time of now, a nonce never used before.
 *
 * Returns: whether it could be signed
 */
gboolean
roster_signature_sign (RosterSignature *self, GError **error)
{
  g_autofree char *header = NULL;
  const char *key;
  gsize length;

  key = secret_value_get (self->credentials->key, &length);
  g_free (self->nonce);
  self->nonce = roster_hawk_nonce ();
  self->artifacts.nonce = self->nonce;
  self->artifacts.ts = get_time () + self->credentials->clock_offset;

  header = roster_hawk_authorization (&self->artifacts, key, length, error);
  if (header == NULL)
    return FALSE;

  wipe_header (self);
  soup_message_headers_replace (soup_message_get_request_headers (self->message), "Authorization",
                                header);
  explicit_bzero (header, strlen (header));
  return TRUE;
}

static const char *
get_proof (RosterSignature *self)
{
  return soup_message_headers_get_list (soup_message_get_response_headers (self->message),
                                        "Server-Authorization");
}

/**
 * roster_signature_is_answered:
 * @self: a signature whose message has the headers of its answer
 *
 * Returns: whether the answer is signed too
 */
gboolean
roster_signature_is_answered (RosterSignature *self)
{
  return get_proof (self) != NULL;
}

/**
 * roster_signature_check_answer:
 * @self: a signature whose answer is signed
 * @payload_hash: the hash of the answer's body, before any content encoding, as Hawk has it
 * @has_body: whether it has any bytes
 * @error: ROSTER_ERROR_NOT_AUTHENTIC
 *
 * From the first such answer on, nothing of this service is believed that is not signed.
 *
 * Returns: whether the answer comes from someone who knows the key
 */
gboolean
roster_signature_check_answer (RosterSignature *self,
                               const char *payload_hash,
                               gboolean has_body,
                               GError **error)
{
  const char *key;
  gsize length;

  key = secret_value_get (self->credentials->key, &length);
  if (!roster_hawk_check_response (&self->artifacts, get_proof (self), payload_hash, has_body, key,
                                   length, error))
    return FALSE;

  if (soup_message_get_status (self->message) != SOUP_STATUS_UNAUTHORIZED)
    self->credentials->accepted_clock = get_clock (self->credentials);
  self->credentials->must_sign = TRUE;
  self->credentials->signing = ROSTER_SIGNING_YES;
  return TRUE;
}

/**
 * roster_signature_check_unsigned:
 * @self: a signature whose answer is not signed
 * @error: ROSTER_ERROR_NOT_AUTHENTIC
 *
 * Returns: whether the answer is believed all the same
 */
gboolean
roster_signature_check_unsigned (RosterSignature *self, GError **error)
{
  if (!self->credentials->must_sign)
    {
      /* A refusal may be that of a computer before the service. */
      if (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (self->message)))
        self->credentials->signing = ROSTER_SIGNING_NO;
      return TRUE;
    }

  if (self->credentials->signing == ROSTER_SIGNING_YES)
    g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_NOT_AUTHENTIC,
                         _ ("The answer is not signed, and this service signs its answers."));
  else
    g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_NOT_AUTHENTIC,
                         _ ("The answer is not signed: without encryption (http://), Roster "
                            "believes only signed answers."));
  return FALSE;
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

/**
 * roster_signature_is_clock_accepted:
 * @self: a signature whose answer is a 401, before the clock is learnt from it
 *
 * A service proves its time, and not to whom it told it: somebody between can have recorded that.
 *
 * Returns: whether the service has accepted a request by the clock that this one was signed by, so
 *   that it can hardly have refused this one for its time
 */
gboolean
roster_signature_is_clock_accepted (RosterSignature *self)
{
  gint64 accepted = self->credentials->accepted_clock;

  return accepted != 0 && ABS (get_clock (self->credentials) - accepted) <= MAX_CLOCK_DRIFT;
}

/**
 * roster_signature_learn_clock:
 * @self: a signature whose answer is a 401
 * @error: ROSTER_ERROR_NOT_AUTHENTIC where the service's time is not proved; ROSTER_ERROR_FAR_CLOCK
 *   where it is more than an hour off and nobody agreed to that; not set where the 401 has another
 *   reason than a stale timestamp
 *
 * Corrects the credentials by the time that the service told, where it proved it by the key.
 *
 * Returns: whether the clock was corrected
 */
gboolean
roster_signature_learn_clock (RosterSignature *self, GError **error)
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
