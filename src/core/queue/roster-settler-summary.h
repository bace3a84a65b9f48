/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/queue/roster-settler.h"

G_BEGIN_DECLS

/* (nullable): NULL where it found nothing; g_free() */
char *roster_settler_summary_describe (RosterSettler *settler);

G_END_DECLS
