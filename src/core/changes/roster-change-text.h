/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/changes/roster-change.h"

G_BEGIN_DECLS

/* A change in words. g_free() */
char *roster_change_dup_person (RosterChange *self);
char *roster_change_list_people (GPtrArray *changes); /* (element-type RosterChange) */
char *roster_change_describe (RosterChange *self);

G_END_DECLS
