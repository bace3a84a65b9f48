/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * RosterUnlocker:
 *
 * Asks the person to unlock a keyring, once at a time: whoever asks while a prompt is open shares
 * its answer.
 */
#define ROSTER_TYPE_UNLOCKER (roster_unlocker_get_type ())
G_DECLARE_FINAL_TYPE (RosterUnlocker, roster_unlocker, ROSTER, UNLOCKER, GObject)

RosterUnlocker *roster_unlocker_new (void);
void roster_unlocker_unlock_async (RosterUnlocker *self,
                                   SecretService *service,
                                   GDBusProxy *locked,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean roster_unlocker_unlock_finish (RosterUnlocker *self, GAsyncResult *result, GError **error);

G_END_DECLS
