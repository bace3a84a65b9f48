/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/wire/roster-signature.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/roster-error.h"

/**
 * roster_credentials_new:
 * @kind: how its requests are signed
 * @user_id: whose credentials they are
 * @key: the API key or the token
 * @clock_offset: seconds to add to this computer's clock
 *
 * Returns: (transfer full): credentials for one thread
 */
RosterCredentials *
roster_credentials_new (const RosterSignatureKind *kind,
                        const char *user_id,
                        SecretValue *key,
                        gint64 clock_offset)
{
  RosterCredentials *self = g_new0 (RosterCredentials, 1);

  self->kind = kind;
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

/**
 * roster_signature_new:
 * @message: what is to be sent
 * @credentials: who sends it; both have to outlive the signature
 * @organization_id: (nullable): the organization that it is about
 * @content_type: (nullable): of @body
 * @body: (nullable): of @message
 *
 * Returns: (transfer full): a signature that is not made yet
 */
RosterSignature *
roster_signature_new (SoupMessage *message,
                      RosterCredentials *credentials,
                      const char *organization_id,
                      const char *content_type,
                      GBytes *body)
{
  RosterSignature *self =
      credentials->kind->new (message, credentials, organization_id, content_type, body);

  self->kind = credentials->kind;
  self->message = message;
  self->credentials = credentials;
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
 * roster_signature_set_header:
 * @self: a signature
 * @header: (transfer full): the value of the header Authorization
 *
 * For a kind of signature: puts the header in the place of the one before. Both, the one before and
 * @header, are wiped.
 */
void
roster_signature_set_header (RosterSignature *self, char *header)
{
  wipe_header (self);
  soup_message_headers_replace (soup_message_get_request_headers (self->message), "Authorization",
                                header);
  explicit_bzero (header, strlen (header));
  g_free (header);
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
  self->kind->free (self);
}

/**
 * roster_signature_sign:
 * @self: a signature
 * @error: ROSTER_ERROR_BAD_REQUEST where the user id or the organization id cannot be sent
 *
 * Puts a fresh Authorization header on the message.
 *
 * Returns: whether it could be signed
 */
gboolean
roster_signature_sign (RosterSignature *self, GError **error)
{
  return self->kind->sign (self, error);
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
  return self->kind->is_answered != NULL && self->kind->is_answered (self);
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
  return self->kind->check_answer (self, payload_hash, has_body, error);
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
  if (!self->credentials->must_sign || self->kind->is_answered == NULL)
    {
      /* A refusal may be that of a computer before the service. */
      if (self->kind->is_answered != NULL &&
          SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (self->message)))
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
  return self->kind->is_clock_accepted != NULL && self->kind->is_clock_accepted (self);
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
  return self->kind->learn_clock != NULL && self->kind->learn_clock (self, error);
}
