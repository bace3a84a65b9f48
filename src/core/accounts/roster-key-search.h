/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a key is found in the keyring: by its attributes, also where nothing is unlocked. A
 * key is bound to the endpoint that it was stored for and is never sent to another: whoever is
 * asked for it anew is told which one the keyring has it for. */
#pragma once

#include <libsecret/secret.h>

#include "core/accounts/roster-account.h"

G_BEGIN_DECLS

const SecretSchema *roster_secrets_get_schema (void);

/* Whether the keyring holds the key of an account. Nothing is unlocked, nobody is asked anything,
 * and no key leaves the keyring: a locked one says as much. */
void roster_key_search_async (RosterAccount *account,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean roster_key_search_finish (RosterAccount *account,
                                   GAsyncResult *result,
                                   gboolean *found,
                                   GError **error);

void roster_secrets_elsewhere_async (SecretService *service,
                                     const char *endpoint,
                                     const char *user_id,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
char *roster_secrets_elsewhere_finish (GAsyncResult *result);

G_END_DECLS
