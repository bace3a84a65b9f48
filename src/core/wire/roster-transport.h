/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/accounts/roster-account.h"
#include "core/wire/roster-call-progress.h"
#include "core/wire/roster-progress-reporter.h"
#include "core/wire/roster-retry-policy.h"

G_BEGIN_DECLS

/**
 * RosterTransport:
 *
 * The one SoupSession of the process, and the threads that use it. The rules of the wire are in
 * RosterRetryPolicy. Nothing of it runs on the main loop but the end of each call.
 */
#define ROSTER_TYPE_TRANSPORT (roster_transport_get_type ())
G_DECLARE_FINAL_TYPE (RosterTransport, roster_transport, ROSTER, TRANSPORT, GObject)

/* How many members of a list are kept at most, unless the person raises it: max-members. */
#define ROSTER_MAX_MEMBERS 200000

RosterTransport *roster_transport_new (void);
/* Ends every read that is still running; changes that have left are let finish. */
void roster_transport_cancel_reads (RosterTransport *self);

/* How long a second of waiting before the next try is, in milliseconds: 1000, less in tests. */
void roster_transport_set_backoff_unit (RosterTransport *self, guint milliseconds);
/* After how many seconds without a byte an answer is given up: 30, less in tests. */
void roster_transport_set_timeout (RosterTransport *self, guint seconds);
void roster_transport_set_max_members (RosterTransport *self, guint max_members);
void roster_transport_take_settings (RosterTransport *self, GSettings *settings);
guint roster_transport_get_max_members (RosterTransport *self);
/* How long answers may take otherwise; less in tests. */
void roster_transport_set_limits (RosterTransport *self, const RosterWireLimits *limits);
/* Whose certificates are trusted, in place of the system's. */
void roster_transport_set_tls_database (RosterTransport *self, GTlsDatabase *database);

/**
 * RosterTransportFunc:
 * @policy: sends requests
 * @progress: where the call tells how far it is
 * @task_data: of the task; its only user until the task returns
 *
 * Runs in a thread of its own.
 */
typedef gboolean (*RosterTransportFunc) (RosterRetryPolicy *policy,
                                         RosterProgressReporter *progress,
                                         gpointer task_data,
                                         GError **error);

void roster_transport_run_read (RosterTransport *self,
                                const RosterSignatureKind *kind,
                                RosterAccount *account,
                                const char *organization_id,
                                RosterCallProgress *call_progress,
                                GTask *task,
                                RosterTransportFunc func);
void roster_transport_run_change (RosterTransport *self,
                                  const RosterSignatureKind *kind,
                                  RosterAccount *account,
                                  const char *organization_id,
                                  RosterCallProgress *call_progress,
                                  GTask *task,
                                  RosterTransportFunc func);

G_END_DECLS
