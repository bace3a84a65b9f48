/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterWireLimits:
 * @headers: milliseconds from the start of a request, its connection included, to the headers of
 *   its answer
 * @small_body: milliseconds for the body of an answer that is no list
 * @pace_bytes: so many bytes of a list (before any content encoding) have to come within each
 * @pace_window: milliseconds
 * @n_interim: interim answers (1xx) before the answer
 *
 * What ends an exchange with a service that only seems to answer. A list as a whole has no
 * deadline, because it may be long. Silence is limited by RosterTransport.
 */
typedef struct
{
  guint headers;
  guint small_body;
  guint pace_window;
  guint pace_bytes;
  guint n_interim;
} RosterWireLimits;

/* 1 KiB a second over half a minute. Tests have less patience. */
#define ROSTER_WIRE_LIMITS_DEFAULT                                                                 \
  (RosterWireLimits)                                                                               \
  {                                                                                                \
    .headers = 60 * 1000, .small_body = 60 * 1000, .pace_window = 30 * 1000,                       \
    .pace_bytes = 30 * 1024, .n_interim = 10                                                       \
  }

G_END_DECLS
