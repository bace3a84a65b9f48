/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The endpoint without a final slash; https, or http to a loopback address only; NULL with
 * ROSTER_ERROR_BAD_ENDPOINT. */
char *roster_account_check_endpoint (const char *endpoint, GError **error);

/* Whether a host is this computer itself. */
gboolean roster_account_is_loopback (const char *host);

G_END_DECLS
