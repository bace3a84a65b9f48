/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "core/wire/roster-host-limiter.h"
#include "core/wire/roster-request.h"
#include "core/wire/roster-signature.h"
#include "core/wire/roster-wire-limits.h"

G_BEGIN_DECLS

/**
 * RosterBodySink:
 * @restart: before each try; %FALSE where what was taken at an earlier try cannot be given back
 * @take: a piece of the body of a successful answer, decoded
 * @end: the body is complete, and proved where the answer is signed
 *
 * Who takes the body of an answer, in the thread of the policy.
 */
typedef struct
{
  gboolean (*restart) (gpointer user_data);
  gboolean (*take) (gpointer user_data, const char *data, gsize length, GError **error);
  gboolean (*end) (gpointer user_data, GError **error);
} RosterBodySink;

/**
 * RosterWaitFunc:
 * @until: monotonic microseconds; 0 where the wait is over
 * @reason: (nullable): why, one translated sentence
 *
 * Tells, in the thread of the policy, that it waits before the next try.
 */
typedef void (*RosterWaitFunc) (gpointer user_data, gint64 until, const char *reason);

/**
 * RosterRetryPolicy:
 *
 * Requests of one account to one organization, with the rules of core/wire/README.md. It blocks,
 * so it lives in a thread of its own, from roster_retry_policy_new() to roster_retry_policy_free().
 */
typedef struct _RosterRetryPolicy RosterRetryPolicy;

RosterRetryPolicy *roster_retry_policy_new (SoupSession *session,
                                            RosterHostLimiter *limiter,
                                            const RosterWireLimits *limits,
                                            RosterCredentials *credentials,
                                            const char *organization_id,
                                            GCancellable *cancellable);
void roster_retry_policy_free (RosterRetryPolicy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterRetryPolicy, roster_retry_policy_free)

void roster_retry_policy_set_backoff_unit (RosterRetryPolicy *self, guint milliseconds);
void roster_retry_policy_set_wait_func (RosterRetryPolicy *self,
                                        RosterWaitFunc func,
                                        gpointer user_data);

gboolean roster_retry_policy_read (RosterRetryPolicy *self,
                                   const RosterRequest *request,
                                   const RosterBodySink *sink,
                                   gpointer sink_data,
                                   GError **error);
gboolean
roster_retry_policy_change (RosterRetryPolicy *self, const RosterRequest *request, GError **error);
guint roster_retry_policy_get_status (RosterRetryPolicy *self);

G_END_DECLS
