/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** ROSTER_NEVER: the last sign-in of somebody who never signed in; older than every time. */
#define ROSTER_NEVER G_MININT64

/** ROSTER_NOT_KNOWN: the service gave something that is no time; it counts as no long time ago. */
#define ROSTER_NOT_KNOWN G_MAXINT64

char *roster_time_text_ago (gint64 when, gint64 now);
char *roster_time_text_exact (gint64 when, GTimeZone *zone);
char *roster_time_text_read (gint64 read_at, gint64 now);

G_END_DECLS
