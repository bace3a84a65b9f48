/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "core/wire/roster-hawk.h"
#include "demo/service/roster-demo-answer.h"
#include "demo/service/roster-demo-guard.h"

G_BEGIN_DECLS

/**
 * RosterDemoExchange:
 * @message: borrowed
 * @body: of the request
 * @resource: path?query of the request
 * @content_type: (nullable): of the request, borrowed
 * @artifacts: what the request's mac is made over
 * @given: (nullable): the attributes of its Hawk header; %NULL where it was not admitted
 *
 * One request on its way through the demo service, and its answer's way out.
 */
typedef struct
{
  SoupServerMessage *message;
  GBytes *body;
  char *resource;
  const char *content_type;
  RosterHawkArtifacts artifacts;
  RosterHawkAttributes *given;
} RosterDemoExchange;

void roster_demo_exchange_init (RosterDemoExchange *self, SoupServerMessage *message);
void roster_demo_exchange_clear (RosterDemoExchange *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RosterDemoExchange, roster_demo_exchange_clear)

RosterDemoAnswer *
roster_demo_exchange_admit (RosterDemoExchange *self, RosterDemoGuard *guard, gint64 now_s);
void roster_demo_exchange_fill (const RosterDemoExchange *self,
                                const RosterDemoAnswer *answer,
                                RosterDemoGuard *guard);

G_END_DECLS
