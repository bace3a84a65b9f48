/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A caller with core's Hawk, whose every part can be made wrong. */

#include "support/hawk-caller.h"

#include "core/wire/roster-hawk.h"

#include <string.h>

void
hawk_reply_free (HawkReply *self)
{
  g_free (self->body);
  g_free (self->challenge);
  g_free (self->allow);
  g_free (self);
}

/* What stands on the request line: libsoup may spell it otherwise than it was given. */
static char *
sent_resource (GUri *uri)
{
  const char *query = g_uri_get_query (uri);

  return g_strconcat (g_uri_get_path (uri), query != NULL ? "?" : NULL, query, NULL);
}

static char *
make_hash (const HawkCaller *self, const char *content_type, const char *body)
{
  if (self->hash != NULL)
    return *self->hash != '\0' ? g_strdup (self->hash) : NULL;
  return body != NULL ? roster_hawk_payload_hash (content_type, body, strlen (body)) : NULL;
}

static void
sign (const HawkCaller *self, SoupMessage *message, const RosterHawkArtifacts *artifacts)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GError) error = NULL;
  g_autofree char *header = NULL;

  if (self->authorization != NULL)
    header = g_strdup (self->authorization);
  else
    header = roster_hawk_authorization (artifacts, self->key, strlen (self->key), &error);
  g_assert_no_error (error);
  if (*header != '\0')
    soup_message_headers_replace (headers, "Authorization", header);
}

static HawkReply *
read_reply (const HawkCaller *self,
            SoupMessage *message,
            const RosterHawkArtifacts *artifacts,
            GBytes *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *proof = soup_message_headers_get_one (headers, "Server-Authorization");
  HawkReply *reply = g_new0 (HawkReply, 1);
  g_autofree char *hash =
      roster_hawk_payload_hash (soup_message_headers_get_one (headers, "Content-Type"),
                                g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  reply->status = soup_message_get_status (message);
  reply->length = g_bytes_get_size (body);
  reply->body =
      reply->length > 0 ? g_strndup (g_bytes_get_data (body, NULL), reply->length) : g_strdup ("");
  reply->is_signed = proof != NULL;
  reply->authentic =
      proof != NULL && roster_hawk_check_response (artifacts, proof, hash, reply->length > 0,
                                                   self->key, strlen (self->key), NULL);
  reply->challenge = g_strdup (soup_message_headers_get_one (headers, "WWW-Authenticate"));
  reply->allow = g_strdup (soup_message_headers_get_one (headers, "Allow"));
  return reply;
}

/**
 * hawk_caller_send:
 * @self: a caller
 * @method: "GET" and so on
 * @resource: path?query
 * @content_type: (nullable): of the body
 * @body: (nullable): of the request
 *
 * Sends a request and waits for its answer. The test fails where there is none.
 *
 * Returns: (transfer full) (nullable): the answer
 */
HawkReply *
hawk_caller_send (const HawkCaller *self,
                  const char *method,
                  const char *resource,
                  const char *content_type,
                  const char *body)
{
  g_autofree char *url = g_strconcat (self->base, resource, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  GUri *uri = soup_message_get_uri (message);
  g_autofree char *sent = sent_resource (uri);
  g_autofree char *nonce = self->nonce != NULL ? g_strdup (self->nonce) : roster_hawk_nonce ();
  g_autofree char *hash = make_hash (self, content_type, body);
  RosterHawkArtifacts artifacts = {
    .id = self->id,
    .ts = g_get_real_time () / G_USEC_PER_SEC + self->offset_s,
    .nonce = nonce,
    .method = method,
    .resource = sent,
    .host = g_uri_get_host (uri),
    .port = (guint)g_uri_get_port (uri),
    .hash = hash,
    .ext = self->ext,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;

  sign (self, message, &artifacts);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, content_type, bytes);
    }
  answer = soup_session_send_and_read (self->session, message, NULL, &error);
  if (answer == NULL && self->may_fail)
    return NULL;
  g_assert_no_error (error);
  return read_reply (self, message, &artifacts, answer);
}
