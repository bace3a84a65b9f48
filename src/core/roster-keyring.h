/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "roster-account.h"

G_BEGIN_DECLS

/**
 * RosterKeyring:
 *
 * API keys in the system's keyring (libsecret), schema io.github.roster.Roster with the attributes
 * endpoint and user-id. One look-up an account a run: callers that ask while one is running share
 * its answer.
 */
#define ROSTER_TYPE_KEYRING (roster_keyring_get_type ())
G_DECLARE_FINAL_TYPE (RosterKeyring, roster_keyring, ROSTER, KEYRING, GObject)

RosterKeyring *roster_keyring_new (void);

/* Sets the account's key from the keyring, where the account has none yet. ROSTER_ERROR_NO_KEY
 * where the keyring holds none; ROSTER_ERROR_KEYRING_MISSING, _LOCKED or ROSTER_ERROR_KEYRING where
 * it cannot be asked. Takes no cancellable: a call that may prompt is never cancelled. */
void roster_keyring_ensure_key_async (RosterKeyring *self,
                                      RosterAccount *account,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
roster_keyring_ensure_key_finish (RosterKeyring *self, GAsyncResult *result, GError **error);

/* Sets the account's key for this run, stores it, reads it back. On failure the account keeps the
 * key for this run. */
void roster_keyring_store_key_async (RosterKeyring *self,
                                     RosterAccount *account,
                                     SecretValue *key,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
roster_keyring_store_key_finish (RosterKeyring *self, GAsyncResult *result, GError **error);

/* Takes the key out of the keyring and out of the account. */
void roster_keyring_forget_key_async (RosterKeyring *self,
                                      RosterAccount *account,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
roster_keyring_forget_key_finish (RosterKeyring *self, GAsyncResult *result, GError **error);

G_END_DECLS
