/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/wire/roster-hawk.h"

G_BEGIN_DECLS

/**
 * RosterDemoGuard:
 *
 * Lets in who knows the key: checks the Hawk header of a request as Hawk's reference implementation
 * does, and remembers every nonce for as long as its timestamp is good.
 */
typedef struct _RosterDemoGuard RosterDemoGuard;

RosterDemoGuard *roster_demo_guard_new (const char *id, const char *key);
void roster_demo_guard_free (RosterDemoGuard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoGuard, roster_demo_guard_free)

RosterHawkAttributes *roster_demo_guard_admit (RosterDemoGuard *self,
                                               const char *authorization,
                                               RosterHawkArtifacts *request,
                                               const char *content_type,
                                               GBytes *body,
                                               gint64 now_s,
                                               char **challenge);
char *roster_demo_guard_tell_time (RosterDemoGuard *self, gint64 now_s);
char *roster_demo_guard_sign (RosterDemoGuard *self,
                              const RosterHawkArtifacts *request,
                              const char *response_hash);

G_END_DECLS
