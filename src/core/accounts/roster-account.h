/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libsecret/secret.h>

#include "core/accounts/roster-endpoint.h"
#include "core/accounts/roster-signing.h"

G_BEGIN_DECLS

#define ROSTER_DEFAULT_ENDPOINT "https://api.threatstack.com/v2"

/**
 * RosterAccount:
 *
 * Endpoint URL and user id; its API key, once known, in non-pageable memory for as long as the
 * process runs (a SecretValue). Also which service is there, and what the client learnt of the
 * endpoint: the clock offset, whether its answers are signed, and what the service has bits for.
 * Used from the main thread only.
 *
 * Properties: "endpoint", "user-id" (construct only), "has-key" (read only, notified,
 * also where another key takes the place of one), "signing" (read only, notified).
 */
#define ROSTER_TYPE_ACCOUNT (roster_account_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccount, roster_account, ROSTER, ACCOUNT, GObject)

/* Whether a key can be one, as far as that can be seen. */
gboolean roster_account_check_key (SecretValue *key, GError **error);

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
/* What was learnt of the endpoint: bits of the service's own. */
guint roster_account_get_learnt (RosterAccount *self);
void roster_account_learn (RosterAccount *self, guint learnt);
/* How the settings call the service; "" where they do not say. */
const char *roster_account_get_service (RosterAccount *self);
void roster_account_set_service (RosterAccount *self, const char *service);
/* By what clock the service has accepted a request: seconds ahead of this computer's monotonic
 * time; 0 where it has not. */
gint64 roster_account_get_accepted_clock (RosterAccount *self);
void roster_account_set_accepted_clock (RosterAccount *self, gint64 clock);
gboolean roster_account_get_any_clock (RosterAccount *self);
void roster_account_set_any_clock (RosterAccount *self, gboolean any_clock);
RosterSigning roster_account_get_signing (RosterAccount *self);
void roster_account_set_signing (RosterAccount *self, RosterSigning signing);

G_END_DECLS
