/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms in which the service writes the time of the last sign-in (threat-stack/README.md,
 * "Endpoints"). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean roster_service_time_is_valid (gint64 time);
gboolean roster_service_time_from_number (const char *text, gsize length, gint64 *time);
gboolean roster_service_time_from_string (const char *text, gsize length, gint64 *time);

G_END_DECLS
