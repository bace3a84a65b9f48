/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/wire/roster-progress-reporter.h"
#include "core/wire/roster-request.h"
#include "core/wire/roster-retry-policy.h"

G_BEGIN_DECLS

/**
 * RosterCall:
 *
 * One call of a service that is no list, with the other requests that the service has for it, for
 * the thread that sends them.
 */
typedef struct _RosterCall RosterCall;

RosterCall *roster_call_new (RosterRequest *request);
void roster_call_free (RosterCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterCall, roster_call_free)

gboolean roster_call_run (RosterRetryPolicy *policy,
                          RosterProgressReporter *progress,
                          gpointer call,
                          GError **error);
guint roster_call_get_learnt (RosterCall *self);

G_END_DECLS
