/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the demo answers to a request: checked, done, and made wrong where that was asked for. */

#include "demo/service/roster-demo-responder.h"

#include "demo/service/roster-demo-api.h"
#include "demo/service/roster-demo-wrong-answer.h"

static gint64
get_time (RosterDemoState *self, const RosterDemoFault *fault)
{
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC + self->options.clock_offset_s;

  return fault != NULL && fault->kind == ROSTER_DEMO_FAULT_CLOCK ? now_s + fault->number : now_s;
}

static const char *
get_authorization (const RosterDemoExchange *exchange)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (exchange->message),
                                       "Authorization");
}

/**
 * roster_demo_responder_find_fault:
 * @self: guarded by its lock
 * @exchange: a request
 *
 * Returns: (transfer none) (nullable): what goes wrong with this request; it is used up
 */
const RosterDemoFault *
roster_demo_responder_find_fault (RosterDemoState *self, const RosterDemoExchange *exchange)
{
  g_autoptr (RosterHawkAttributes) claimed = roster_hawk_parse (get_authorization (exchange), NULL);
  GUri *uri = soup_server_message_get_uri (exchange->message);
  RosterDemoCallKind call =
      roster_demo_call_kind_find (exchange->artifacts.method, g_uri_get_path (uri));

  return roster_demo_faults_take (self->faults, call, claimed != NULL ? claimed->ext : NULL);
}

/* Whether Hawk's header was good: else the refusal. */
static RosterDemoAnswer *
check_in (RosterDemoState *self, RosterDemoExchange *exchange, gint64 now_s)
{
  RosterDemoAnswer *refusal;
  char *challenge = NULL;

  exchange->given =
      roster_demo_guard_admit (self->guard, get_authorization (exchange), &exchange->artifacts,
                               exchange->content_type, exchange->body, now_s, &challenge);
  if (exchange->given != NULL)
    return NULL;
  refusal = roster_demo_answer_new_error (401, "Authentication failed");
  refusal->challenge = challenge;
  return refusal;
}

static RosterDemoAnswer *
answer_well (RosterDemoState *self, RosterDemoExchange *exchange)
{
  GUri *uri = soup_server_message_get_uri (exchange->message);
  RosterDemoCall call = {
    .method = exchange->artifacts.method,
    .path = g_uri_get_path (uri),
    .query = g_uri_get_query (uri),
    .organization_id = exchange->given->ext,
    .content_type = exchange->content_type,
    .body = exchange->body,
    .page_size = self->options.page_size,
    .invite_needs_put = self->options.invite_needs_put,
  };

  return roster_demo_api_answer (self->world, &call);
}

/**
 * roster_demo_responder_answer:
 * @self: guarded by its lock
 * @exchange: a request; it is told who sent it
 * @fault: (nullable): what goes wrong with it
 *
 * Returns: (transfer full): the answer, not signed yet
 */
RosterDemoAnswer *
roster_demo_responder_answer (RosterDemoState *self,
                              RosterDemoExchange *exchange,
                              const RosterDemoFault *fault)
{
  gint64 now_s = get_time (self, fault);
  g_autoptr (RosterDemoAnswer) answer = check_in (self, exchange, now_s);
  gboolean replaced = fault != NULL && roster_demo_fault_replaces (fault);

  if (answer == NULL && (!replaced || fault->applied))
    answer = answer_well (self, exchange);
  if (replaced)
    return roster_demo_wrong_answer_new (fault, self->guard, now_s);
  if (fault != NULL)
    roster_demo_wrong_answer_spoil (fault, &answer);
  return g_steal_pointer (&answer);
}
