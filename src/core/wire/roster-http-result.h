/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/wire/roster-wire-error.h"

G_BEGIN_DECLS

/**
 * RosterHttpResult:
 *
 * What became of one HTTP request. Plain data for the thread that sends it.
 */
typedef struct
{
  guint status;          /* HTTP status, 0 where there is no answer */
  gboolean sent;         /* the request may have left this computer */
  gboolean stale;        /* 401 for the clock, which is corrected now */
  gboolean doubtful;     /* it is stale by a clock that the service has accepted before */
  gboolean far_clock;    /* 401 for the clock, by so much that it is not believed */
  gboolean believed;     /* the answer was read to its end, and is signed where it has to be */
  RosterWireRetry retry; /* whether trying again makes sense */
  gint64 retry_after;    /* seconds that the service asks for, -1 where it does not */
} RosterHttpResult;

G_END_DECLS
