/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "core/services/threat-stack/roster-requests.h"
#include "core/wire/roster-signature.h"
#include "core/wire/roster-watchdog.h"
#include "core/wire/roster-wire-error.h"

G_BEGIN_DECLS

/**
 * RosterBodyFunc:
 *
 * Takes a piece of the body of a successful answer, decoded.
 */
typedef gboolean (*RosterBodyFunc) (gpointer user_data,
                                    const char *data,
                                    gsize length,
                                    GError **error);

/**
 * RosterHttpRequest:
 *
 * One message, sent at most once where it is a change, and what became of it. Plain data for the
 * thread that makes it; it blocks.
 */
typedef struct
{
  /* what became of it */
  guint status;          /* HTTP status, 0 where there is no answer */
  gboolean sent;         /* the request may have left this computer */
  gboolean stale;        /* 401 for the clock, which is corrected now */
  gboolean far_clock;    /* 401 for the clock, by so much that it is not believed */
  gboolean believed;     /* the answer was read to its end, and is signed where it has to be */
  RosterWireRetry retry; /* whether trying again makes sense */
  gint64 retry_after;    /* seconds that the service asks for, -1 where it does not */
} RosterHttpRequest;

gboolean roster_http_request_run (RosterHttpRequest *self,
                                  SoupSession *session,
                                  GMainContext *context,
                                  RosterWatchdog *watchdog,
                                  RosterCredentials *credentials,
                                  const char *organization_id,
                                  const RosterRequest *request,
                                  GCancellable *cancellable,
                                  RosterBodyFunc take,
                                  gpointer user_data,
                                  GError **error);

G_END_DECLS
