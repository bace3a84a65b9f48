/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/accounts/roster-account.h"

G_BEGIN_DECLS

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

G_END_DECLS
