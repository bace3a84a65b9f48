/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/queue/roster-recovery.h"

G_BEGIN_DECLS

/* (nullable): NULL where it found nothing; g_free() */
char *roster_recovery_summary_describe (RosterRecovery *recovery);

G_END_DECLS
