/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/service/roster-demo-answer.h"
#include "demo/service/roster-demo-fault.h"
#include "demo/service/roster-demo-guard.h"

G_BEGIN_DECLS

RosterDemoAnswer *
roster_demo_wrong_answer_new (const RosterDemoFault *fault, RosterDemoGuard *guard, gint64 now_s);
void roster_demo_wrong_answer_spoil (const RosterDemoFault *fault, RosterDemoAnswer **answer);

G_END_DECLS
