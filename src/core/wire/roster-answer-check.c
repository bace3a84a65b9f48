/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an answer means that was read to its end: its status, and what of it is believed. */

#include "core/wire/roster-answer-check.h"

#include "core/base/roster-error.h"
#include "core/wire/roster-error-body.h"
#include "core/wire/roster-retry-after.h"

/* What the body of a change's success says. */
static gboolean
judge_success (RosterHttpResult *result,
               const RosterRequest *request,
               const char *secret,
               GBytes *body,
               GError **error)
{
  g_autofree char *words = NULL;

  if (g_str_equal (request->method, "GET"))
    return TRUE;
  if (request->rules != NULL && request->rules->accept != NULL
          ? request->rules->accept (request, result->status, body)
          : roster_request_is_answered (request, body))
    return TRUE;

  result->believed = FALSE;
  words = roster_error_body_dup_text (body, secret);
  g_propagate_error (error, roster_wire_error_from_odd_success (result->status, words));
  return FALSE;
}

/* FALSE where the 401 tells a time that is not believed. */
static gboolean
learn_clock (RosterHttpResult *result, RosterSignature *signature, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  result->doubtful = roster_signature_is_clock_accepted (signature);
  result->stale = roster_signature_learn_clock (signature, &local_error);
  if (local_error == NULL)
    return TRUE;

  result->far_clock = g_error_matches (local_error, ROSTER_ERROR, ROSTER_ERROR_FAR_CLOCK);
  result->believed = result->believed && !result->far_clock;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* No signature covers the status: a success of a change can be given the status of a refusal. What
 * a service that acted may have said is no proof that it did not. */
static gboolean
is_perhaps_success (const RosterRequest *request, RosterSignature *signature, GBytes *body)
{
  return !g_str_equal (request->method, "GET") && roster_signature_is_answered (signature) &&
         roster_request_is_answered (request, body);
}

/* What the service means by it, where it means something else than HTTP. */
static void
refine (GError **refusal,
        RosterHttpResult *result,
        const RosterRequest *request,
        SoupMessageHeaders *headers,
        GBytes *body,
        const char *secret)
{
  g_autoptr (GError) refined = NULL;

  if (request->rules == NULL || request->rules->refine_error == NULL)
    return;
  refined = request->rules->refine_error (result->status, headers, body, secret, &result->retry);
  if (refined == NULL)
    return;
  g_clear_error (refusal);
  *refusal = g_steal_pointer (&refined);
}

/**
 * roster_answer_check_run:
 * @result: knows the status, and whether the answer is signed where it has to be; is told the rest
 * @request: what was sent
 * @signature: of the request
 * @headers: of the answer
 * @credentials: who sent it
 * @body: of the answer; of a success that somebody took, nothing
 * @error: of #ROSTER_ERROR
 *
 * Returns: whether the answer is a success
 */
gboolean
roster_answer_check_run (RosterHttpResult *result,
                         const RosterRequest *request,
                         RosterSignature *signature,
                         SoupMessageHeaders *headers,
                         const RosterCredentials *credentials,
                         GBytes *body,
                         GError **error)
{
  g_autoptr (GError) refusal = NULL;

  if (SOUP_STATUS_IS_SUCCESSFUL (result->status))
    return judge_success (result, request, secret_value_get_text (credentials->key), body, error);

  result->retry_after =
      roster_retry_after_parse (soup_message_headers_get_one (headers, "Retry-After"),
                                g_get_real_time () / G_USEC_PER_SEC + credentials->clock_offset);
  if (result->status == SOUP_STATUS_UNAUTHORIZED && !learn_clock (result, signature, error))
    return FALSE;
  if (result->believed && is_perhaps_success (request, signature, body))
    result->believed = FALSE;

  refusal = roster_wire_error_from_status (
      result->status, body, secret_value_get_text (credentials->key), &result->retry);
  refine (&refusal, result, request, headers, body, secret_value_get_text (credentials->key));
  /* No service can sign for somebody whose key it does not accept. */
  if (!result->believed && !roster_signature_is_answered (signature) &&
      result->status != SOUP_STATUS_UNAUTHORIZED)
    refusal = roster_wire_error_unsigned (g_steal_pointer (&refusal));
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}
