/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/wire/roster-call-progress.h"

G_BEGIN_DECLS

/**
 * RosterCliWait:
 *
 * A line on the terminal for as long as a call progress waits before the next try: why, and how
 * many seconds are left. Where standard error is no terminal nothing is written.
 */
typedef struct _RosterCliWait RosterCliWait;

RosterCliWait *roster_cli_wait_new (RosterCallProgress *call_progress);
void roster_cli_wait_free (RosterCliWait *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterCliWait, roster_cli_wait_free)

G_END_DECLS
