/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * RosterSecrets:
 *
 * The conversation with the Secret Service about the key of one endpoint and user id: what has to
 * be unlocked first, what is repeated, and what its answers mean. A call may show a prompt of the
 * desktop's and then takes as long as a person does; no call can be cancelled.
 */
#define ROSTER_TYPE_SECRETS (roster_secrets_get_type ())
G_DECLARE_FINAL_TYPE (RosterSecrets, roster_secrets, ROSTER, SECRETS, GObject)

RosterSecrets *roster_secrets_new (void);

void roster_secrets_lookup_async (RosterSecrets *self,
                                  const char *endpoint,
                                  const char *user_id,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
SecretValue *
roster_secrets_lookup_finish (RosterSecrets *self, GAsyncResult *result, GError **error);

void roster_secrets_store_async (RosterSecrets *self,
                                 const char *endpoint,
                                 const char *user_id,
                                 SecretValue *key,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean roster_secrets_store_finish (RosterSecrets *self, GAsyncResult *result, GError **error);

void roster_secrets_clear_async (RosterSecrets *self,
                                 const char *endpoint,
                                 const char *user_id,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean roster_secrets_clear_finish (RosterSecrets *self, GAsyncResult *result, GError **error);

G_END_DECLS
