/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libsecret/secret.h>

#include "core/accounts/roster-signing.h"

G_BEGIN_DECLS

#define ROSTER_DEFAULT_ENDPOINT "https://api.threatstack.com/v2"

/**
 * RosterAccount:
 *
 * Endpoint URL and user id; its API key, once known, in non-pageable memory for as long as the
 * process runs (a SecretValue). Also what the client learnt of the endpoint: the clock offset, the
 * verb of invitations and whether its answers are signed. Used from the main thread only.
 *
 * Properties: "endpoint", "user-id" (construct only), "has-key" (read only, notified,
 * also where another key takes the place of one), "signing" (read only, notified).
 */
#define ROSTER_TYPE_ACCOUNT (roster_account_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccount, roster_account, ROSTER, ACCOUNT, GObject)

/* The endpoint without a final slash; https, or http to a loopback address only; NULL with
 * ROSTER_ERROR_BAD_ENDPOINT. */
char *roster_account_check_endpoint (const char *endpoint, GError **error);

/* Whether a key can be one, as far as that can be seen. */
gboolean roster_account_check_key (SecretValue *key, GError **error);

/* Whether a host is this computer itself. */
gboolean roster_account_is_loopback (const char *host);

RosterAccount *roster_account_new (const char *endpoint, const char *user_id);
const char *roster_account_get_endpoint (RosterAccount *self);
const char *roster_account_get_user_id (RosterAccount *self);
gboolean roster_account_has_key (RosterAccount *self);
SecretValue *roster_account_get_key (RosterAccount *self); /* (nullable) borrowed */
void roster_account_set_key (RosterAccount *self, SecretValue *key);
gboolean roster_account_is_same_key (SecretValue *a, SecretValue *b);
gboolean roster_account_is_key (RosterAccount *self, SecretValue *key);
gint64
roster_account_get_clock_offset (RosterAccount *self); /* seconds to add to this computer's clock */
void roster_account_set_clock_offset (RosterAccount *self, gint64 seconds);
gboolean roster_account_get_invites_with_put (RosterAccount *self);
void roster_account_set_invites_with_put (RosterAccount *self, gboolean with_put);
/* By what clock the service has accepted a request: seconds ahead of this computer's monotonic
 * time; 0 where it has not. */
gint64 roster_account_get_accepted_clock (RosterAccount *self);
void roster_account_set_accepted_clock (RosterAccount *self, gint64 clock);
gboolean roster_account_get_any_clock (RosterAccount *self);
void roster_account_set_any_clock (RosterAccount *self, gboolean any_clock);
RosterSigning roster_account_get_signing (RosterAccount *self);
void roster_account_set_signing (RosterAccount *self, RosterSigning signing);

G_END_DECLS
