/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GTlsDatabase *roster_trust_from_environment (GError **error);

G_END_DECLS
