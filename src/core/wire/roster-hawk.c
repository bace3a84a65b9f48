/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hawk with SHA-256 (threat-stack/README.md, "Authentication"): what is signed, how the headers are
 * written, and the proof of an answer. Pure functions: no clock, no network, no state. */

#include "core/wire/roster-hawk.h"

#include "core/base/roster-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

/* A multiple of three bytes, so that its base64 has no padding: 144 bits, 24 characters. */
#define NONCE_BYTES 18

/* The last second of the year 9999: what a service can sanely say about its clock. */
#define MAX_SERVICE_TIME G_GUINT64_CONSTANT (253402300799)

/* What is signed */

static char *
sign (const char *text, gsize length, const char *key, gsize key_length)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *)key, key_length);
  guint8 digest[32];
  gsize digest_length = sizeof digest;

  g_hmac_update (hmac, (const guchar *)text, (gssize)length);
  g_hmac_get_digest (hmac, digest, &digest_length);
  return g_base64_encode (digest, digest_length);
}

static void
append_line (GString *text, const char *line)
{
  g_string_append (text, line != NULL ? line : "");
  g_string_append_c (text, '\n');
}

static void
append_ext (GString *text, const char *ext)
{
  for (const char *p = ext; p != NULL && *p != '\0'; p++)
    {
      if (*p == '\\')
        g_string_append (text, "\\\\");
      else if (*p == '\n')
        g_string_append (text, "\\n");
      else
        g_string_append_c (text, *p);
    }
  g_string_append_c (text, '\n');
}

/**
 * roster_hawk_mac:
 * @kind: what is signed
 * @artifacts: what it is made over; for a response its hash and ext, the rest being the request's
 * @key: the API key, not necessarily terminated
 * @key_length: in bytes
 *
 * Returns: (transfer full): the mac, base64
 */
char *
roster_hawk_mac (RosterHawkKind kind,
                 const RosterHawkArtifacts *artifacts,
                 const char *key,
                 gsize key_length)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *method = g_ascii_strup (artifacts->method, -1);
  g_autofree char *host = g_ascii_strdown (artifacts->host, -1);

  append_line (text, kind == ROSTER_HAWK_HEADER ? "hawk.1.header" : "hawk.1.response");
  g_string_append_printf (text, "%" G_GINT64_FORMAT "\n", artifacts->ts);
  append_line (text, artifacts->nonce);
  append_line (text, method);
  append_line (text, artifacts->resource);
  append_line (text, host);
  g_string_append_printf (text, "%u\n", artifacts->port);
  append_line (text, artifacts->hash);
  append_ext (text, artifacts->ext);
  return sign (text->str, text->len, key, key_length);
}

/**
 * roster_hawk_ts_mac:
 * @ts: seconds since the epoch, as written in the header
 * @key: the API key
 * @key_length: in bytes
 *
 * Returns: (transfer full): the proof of the service's time, base64
 */
char *
roster_hawk_ts_mac (const char *ts, const char *key, gsize key_length)
{
  g_autofree char *text = g_strdup_printf ("hawk.1.ts\n%s\n", ts);

  return sign (text, strlen (text), key, key_length);
}

/**
 * roster_hawk_equal:
 * @a: (nullable): a mac or hash
 * @b: (nullable): another
 *
 * Compares in a time that depends only on the lengths, so that nobody can guess a mac byte by byte.
 *
 * Returns: %TRUE where both are there and the same
 */
gboolean
roster_hawk_equal (const char *a, const char *b)
{
  gsize length = a != NULL ? strlen (a) : 0;
  volatile guint8 difference = 0;

  if (a == NULL || b == NULL || strlen (b) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (guint8)(a[i] ^ b[i]);
  return difference == 0;
}

/**
 * roster_hawk_nonce:
 *
 * Returns: (transfer full): 144 bits from the kernel's random source, printable; it never repeats
 */
char *
roster_hawk_nonce (void)
{
  guint8 bytes[NONCE_BYTES];

  /* getrandom() gives up to 256 bytes whole, and fails on no kernel that GTK 4 runs on; should a
   * sandbox forbid it, a random UUID is unique too. */
  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    return g_uuid_string_random ();
  return g_base64_encode (bytes, sizeof bytes);
}

/* Writing a header */

/* What Hawk allows in an attribute's value: printable ASCII. */
static gboolean
is_valid_value (const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    if (!g_ascii_isprint (*p))
      return FALSE;
  return TRUE;
}

static gboolean
append_attribute (GString *header, const char *name, const char *value, GError **error)
{
  if (value == NULL || *value == '\0')
    return TRUE;
  if (!is_valid_value (value))
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_BAD_REQUEST,
                           _ ("The user id or the organization id has a character that cannot be "
                              "sent."));
      return FALSE;
    }

  if (header->len > strlen ("Hawk "))
    g_string_append (header, ", ");
  g_string_append_printf (header, "%s=\"", name);
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (header, '\\');
      g_string_append_c (header, *p);
    }
  g_string_append_c (header, '"');
  return TRUE;
}

/**
 * roster_hawk_authorization:
 * @artifacts: the request
 * @key: the API key
 * @key_length: in bytes
 * @error: ROSTER_ERROR_BAD_REQUEST where the id or ext holds a character that Hawk cannot carry
 *
 * Returns: (transfer full) (nullable): the value of the Authorization header
 */
char *
roster_hawk_authorization (const RosterHawkArtifacts *artifacts,
                           const char *key,
                           gsize key_length,
                           GError **error)
{
  g_autoptr (GString) header = g_string_new ("Hawk ");
  g_autofree char *mac = roster_hawk_mac (ROSTER_HAWK_HEADER, artifacts, key, key_length);
  g_autofree char *ts = g_strdup_printf ("%" G_GINT64_FORMAT, artifacts->ts);

  if (!append_attribute (header, "id", artifacts->id, error) ||
      !append_attribute (header, "ts", ts, error) ||
      !append_attribute (header, "nonce", artifacts->nonce, error) ||
      !append_attribute (header, "hash", artifacts->hash, error) ||
      !append_attribute (header, "ext", artifacts->ext, error) ||
      !append_attribute (header, "mac", mac, error))
    return NULL;
  return g_string_free (g_steal_pointer (&header), FALSE);
}

/**
 * roster_hawk_server_authorization:
 * @request: the request that is answered
 * @response_hash: (nullable): the payload hash of the answer's body
 * @response_ext: (nullable): the answer's own ext
 * @key: the API key
 * @key_length: in bytes
 * @error: ROSTER_ERROR_BAD_REQUEST where @response_ext holds a character that Hawk cannot carry
 *
 * Returns: (transfer full) (nullable): the value of the Server-Authorization header
 */
char *
roster_hawk_server_authorization (const RosterHawkArtifacts *request,
                                  const char *response_hash,
                                  const char *response_ext,
                                  const char *key,
                                  gsize key_length,
                                  GError **error)
{
  g_autoptr (GString) header = g_string_new ("Hawk ");
  RosterHawkArtifacts response = *request;
  g_autofree char *mac = NULL;

  response.hash = response_hash;
  response.ext = response_ext;
  mac = roster_hawk_mac (ROSTER_HAWK_RESPONSE, &response, key, key_length);

  if (!append_attribute (header, "mac", mac, error) ||
      !append_attribute (header, "hash", response_hash, error) ||
      !append_attribute (header, "ext", response_ext, error))
    return NULL;
  return g_string_free (g_steal_pointer (&header), FALSE);
}

/* Proving an answer */

/**
 * roster_hawk_check_response:
 * @request: what was sent (its own hash and ext are not looked at)
 * @server_authorization: the value of the Server-Authorization header
 * @response_hash: (nullable): the payload hash of the body as received, made over its content type
 * @has_body: whether the body has any bytes
 * @key: the API key
 * @key_length: in bytes
 * @error: ROSTER_ERROR_NOT_AUTHENTIC
 *
 * The proof of an answer: that it is the answer to this request, and was made by someone who knows
 * the key. A header without hash does not cover the body, so it proves only answers without one.
 *
 * Returns: %TRUE where the answer is authentic
 */
gboolean
roster_hawk_check_response (const RosterHawkArtifacts *request,
                            const char *server_authorization,
                            const char *response_hash,
                            gboolean has_body,
                            const char *key,
                            gsize key_length,
                            GError **error)
{
  g_autoptr (RosterHawkAttributes) given = roster_hawk_parse (server_authorization, NULL);
  RosterHawkArtifacts response = *request;
  g_autofree char *mac = NULL;
  gboolean covered = FALSE;

  if (given != NULL && given->mac != NULL)
    {
      response.hash = given->hash;
      response.ext = given->ext;
      mac = roster_hawk_mac (ROSTER_HAWK_RESPONSE, &response, key, key_length);
      covered = given->hash != NULL ? roster_hawk_equal (given->hash, response_hash) : !has_body;
      if (roster_hawk_equal (given->mac, mac) && covered)
        return TRUE;
    }

  g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_NOT_AUTHENTIC,
                       _ ("The answer does not come from the service, or was changed on its way."));
  return FALSE;
}

/**
 * roster_hawk_check_challenge:
 * @www_authenticate: (nullable): the value of the WWW-Authenticate header of a 401
 * @key: the API key
 * @key_length: in bytes
 * @service_time: (out): the service's time, seconds since the epoch, where %TRUE is given
 * @error: ROSTER_ERROR_BAD_ANSWER where there is no time in it, so that the 401 has another reason;
 *   ROSTER_ERROR_NOT_AUTHENTIC where the time is not proved by someone who knows the key
 *
 * Reads the service's time out of a 401 for a stale timestamp (threat-stack/README.md,
 * "Authentication").
 *
 * Returns: %TRUE where the service told its time and proved it
 */
gboolean
roster_hawk_check_challenge (const char *www_authenticate,
                             const char *key,
                             gsize key_length,
                             gint64 *service_time,
                             GError **error)
{
  g_autoptr (RosterHawkAttributes) given = roster_hawk_parse (www_authenticate, error);
  g_autofree char *tsm = NULL;
  guint64 seconds = 0;

  if (given == NULL)
    return FALSE;
  if (given->ts == NULL ||
      !g_ascii_string_to_unsigned (given->ts, 10, 0, MAX_SERVICE_TIME, &seconds, NULL))
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER,
                           _ ("The service’s authentication header does not tell its time."));
      return FALSE;
    }

  tsm = roster_hawk_ts_mac (given->ts, key, key_length);
  if (!roster_hawk_equal (given->tsm, tsm))
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_NOT_AUTHENTIC,
                           _ ("The service’s time does not come from the service."));
      return FALSE;
    }
  *service_time = (gint64)seconds;
  return TRUE;
}
