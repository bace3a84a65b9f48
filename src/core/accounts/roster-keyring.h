/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/accounts/roster-account.h"

G_BEGIN_DECLS

/* How long a caller waits for the keyring before it is told that the wait goes on: ms. */
#define ROSTER_KEYRING_PATIENCE 10000

/**
 * RosterKeyring:
 *
 * API keys in the system's keyring (libsecret), schema io.github.roster.Roster with the attributes
 * endpoint and user-id. One look-up an account a run: callers that ask while one is running share
 * its answer.
 *
 * The keyring may ask the person something, or hang. A caller is told so after a time
 * (ROSTER_ERROR_KEYRING); the call itself goes on, is joined by whoever asks again, and at its end
 * the key still comes to the account.
 *
 * Signal "prompting" (RosterAccount account): a call about this key waits for the person to enter
 * the keyring's password from now on.
 *
 * Signal "lookup-ended" (RosterAccount account, GError error: nullable): a key has been looked up,
 * or could not be, however late.
 *
 * Signal "write-ended" (RosterAccount account, GError error: nullable): a key has been stored or
 * forgotten, or could not be, however late: for whoever was told that it takes long. It comes
 * before those who still wait are told.
 */
#define ROSTER_TYPE_KEYRING (roster_keyring_get_type ())
G_DECLARE_FINAL_TYPE (RosterKeyring, roster_keyring, ROSTER, KEYRING, GObject)

RosterKeyring *roster_keyring_new (void);
gboolean roster_keyring_is_prompting (RosterKeyring *self, RosterAccount *account);
void roster_keyring_set_patience (RosterKeyring *self, guint patience);

void roster_keyring_ensure_key_async (RosterKeyring *self,
                                      RosterAccount *account,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
roster_keyring_ensure_key_finish (RosterKeyring *self, GAsyncResult *result, GError **error);

void roster_keyring_store_key_async (RosterKeyring *self,
                                     RosterAccount *account,
                                     SecretValue *key,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
roster_keyring_store_key_finish (RosterKeyring *self, GAsyncResult *result, GError **error);

void roster_keyring_forget_key_async (RosterKeyring *self,
                                      RosterAccount *account,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
roster_keyring_forget_key_finish (RosterKeyring *self, GAsyncResult *result, GError **error);

G_END_DECLS
