/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

void roster_secrets_elsewhere_async (SecretService *service,
                                     const char *endpoint,
                                     const char *user_id,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
char *roster_secrets_elsewhere_finish (GAsyncResult *result);

G_END_DECLS
