/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/service/roster-demo-answer.h"
#include "mock/mock-fault.h"
#include "demo/service/roster-demo-exchange.h"

G_BEGIN_DECLS

RosterDemoAnswer *mock_answer_new (const MockFault *fault, RosterDemoGuard *guard, gint64 now_s);
void mock_answer_spoil (const MockFault *fault, RosterDemoAnswer **answer);
void mock_answer_spoil_headers (const MockFault *fault,
                                const RosterDemoExchange *exchange,
                                RosterDemoGuard *guard,
                                const char *hash,
                                gint64 now_s);

G_END_DECLS
