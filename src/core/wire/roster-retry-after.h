/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the header Retry-After (RFC 9110, 10.2.3). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 roster_retry_after_parse (const char *value, gint64 now);

G_END_DECLS
