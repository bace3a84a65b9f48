/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/* How a key is found in the keyring: static. */
const SecretSchema *roster_secrets_get_schema (void);

G_END_DECLS
