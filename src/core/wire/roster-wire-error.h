/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RosterWireRetry:
 * @ROSTER_WIRE_RETRY_NEVER: trying again gives the same answer
 * @ROSTER_WIRE_RETRY_BRIEFLY: no connection could be made; the network may be back in a moment
 * @ROSTER_WIRE_RETRY_PATIENTLY: the service is busy, or the connection broke
 *
 * Whether it makes sense to try again, where trying again is allowed.
 */
typedef enum
{
  ROSTER_WIRE_RETRY_NEVER,
  ROSTER_WIRE_RETRY_BRIEFLY,
  ROSTER_WIRE_RETRY_PATIENTLY,
} RosterWireRetry;

GError *roster_wire_error_from_status (guint status,
                                       GBytes *body,
                                       const char *secret,
                                       RosterWireRetry *retry);
GError *roster_wire_error_from_transport (const GError *cause,
                                          const char *host,
                                          gboolean sent,
                                          GTlsCertificateFlags flags,
                                          RosterWireRetry *retry);
GError *roster_wire_error_from_proxy (guint status,
                                      const char *proxy,
                                      const char *host,
                                      RosterWireRetry *retry);
GError *roster_wire_error_from_page (const char *host);
GError *roster_wire_error_from_clock (gint64 offset);
GError *roster_wire_error_from_far_clock (gint64 service_time);
GError *roster_wire_error_from_odd_success (guint status, const char *words);
GError *roster_wire_error_unsigned (GError *error);
GError *roster_wire_error_unknown_outcome (const GError *cause);

G_END_DECLS
