/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/wire/roster-hawk-attributes.h"
#include "core/wire/roster-hawk-hasher.h"

G_BEGIN_DECLS

/**
 * RosterHawkArtifacts:
 * @id: (nullable): the user id; %NULL for a response
 * @ts: seconds since the epoch, UTC
 * @nonce: what makes the request unique within its second
 * @method: "GET" and so on
 * @resource: path?query, exactly as it is on the request line
 * @host: host name, in any case
 * @port: the port, also where the URL gives none (80 or 443)
 * @hash: (nullable): payload hash
 * @ext: (nullable): the organization id in a request
 *
 * What a Hawk mac is made over (https://github.com/mozilla/hawk). The key is given beside it, never
 * kept in it. All strings are borrowed.
 */
typedef struct
{
  const char *id;
  gint64 ts;
  const char *nonce;
  const char *method;
  const char *resource;
  const char *host;
  guint port;
  const char *hash;
  const char *ext;
} RosterHawkArtifacts;

/**
 * RosterHawkKind:
 * @ROSTER_HAWK_HEADER: hawk.1.header, a request
 * @ROSTER_HAWK_RESPONSE: hawk.1.response, an answer
 */
typedef enum
{
  ROSTER_HAWK_HEADER,
  ROSTER_HAWK_RESPONSE,
} RosterHawkKind;

char *roster_hawk_mac (RosterHawkKind kind,
                       const RosterHawkArtifacts *artifacts,
                       const char *key,
                       gsize key_length);
char *roster_hawk_ts_mac (const char *ts, const char *key, gsize key_length);
char *roster_hawk_nonce (void);
gboolean roster_hawk_equal (const char *a, const char *b);

char *roster_hawk_authorization (const RosterHawkArtifacts *artifacts,
                                 const char *key,
                                 gsize key_length,
                                 GError **error);
char *roster_hawk_server_authorization (const RosterHawkArtifacts *request,
                                        const char *response_hash,
                                        const char *response_ext,
                                        const char *key,
                                        gsize key_length,
                                        GError **error);

gboolean roster_hawk_check_response (const RosterHawkArtifacts *request,
                                     const char *server_authorization,
                                     const char *response_hash,
                                     gboolean has_body,
                                     const char *key,
                                     gsize key_length,
                                     GError **error);
gboolean roster_hawk_check_challenge (const char *www_authenticate,
                                      const char *key,
                                      gsize key_length,
                                      gint64 *service_time,
                                      GError **error);

G_END_DECLS
