/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the keyring share: a keyring, an account, and calls that wait for their end. */
#pragma once

#include "core/accounts/roster-keyring.h"
#include "support/keyring-daemon.h"

G_BEGIN_DECLS

#define ENDPOINT "https://api.example.com/v2"
#define USER_ID "dh37fgj492je"
#define KEY "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn"

typedef struct
{
  KeyringDaemon *daemon; /* not started yet */
  RosterKeyring *keyring;
  RosterAccount *account;
} Fixture;

typedef gboolean (*FinishFunc) (RosterKeyring *keyring, GAsyncResult *result, GError **error);

void keyring_fixture_set_up (Fixture *fixture, gconstpointer data);
void keyring_fixture_tear_down (Fixture *fixture, gconstpointer data);

void keep_result (GObject *source, GAsyncResult *result, gpointer user_data);
void finish (RosterKeyring *keyring, GAsyncResult **result, FinishFunc func, GError **error);
GError *ensure (RosterKeyring *keyring, RosterAccount *account);
GError *store (RosterKeyring *keyring, RosterAccount *account, const char *key);
GError *forget (RosterKeyring *keyring, RosterAccount *account);

void assert_key (RosterAccount *account, const char *key);
void assert_stored (Fixture *fixture, const char *key);
void assert_not_stored (Fixture *fixture, int code);
void assert_found (RosterKeyring *keyring, const char *key);
void assert_not_found (RosterKeyring *keyring, int code);

G_END_DECLS
