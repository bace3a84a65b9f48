/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/service/roster-demo-answer.h"
#include "demo/service/roster-demo-exchange.h"
#include "demo/service/roster-demo-state.h"

G_BEGIN_DECLS

/* What the demo answers to a request. */
const RosterDemoFault *
roster_demo_responder_find_fault (RosterDemoState *self, const RosterDemoExchange *exchange);
RosterDemoAnswer *roster_demo_responder_answer (RosterDemoState *self,
                                                RosterDemoExchange *exchange,
                                                const RosterDemoFault *fault);

G_END_DECLS
