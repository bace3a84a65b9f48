/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "core/wire/roster-http-result.h"
#include "core/wire/roster-request.h"
#include "core/wire/roster-signature.h"
#include "core/wire/roster-watchdog.h"

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

gboolean roster_http_request_run (RosterHttpResult *result,
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
