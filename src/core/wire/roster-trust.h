/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads the certificate authorities that environment variables name, as curl, OpenSSL and the
 * scripts' Python do. GIO itself uses only those of the system. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GTlsDatabase *roster_trust_from_environment (GError **error);

G_END_DECLS
