/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/service/roster-demo-answer.h"

G_BEGIN_DECLS

RosterDemoAnswer *mock_body_make (const char *kind, const RosterDemoAnswer *good);
GBytes *mock_body_endless (const char *kind, gsize *loop_from);

G_END_DECLS
