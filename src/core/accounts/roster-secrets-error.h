/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns the errors of libsecret, GIO and D-Bus into errors that say what to do about the keyring.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean roster_secrets_error_is_stale (const GError *error);
GError *roster_secrets_error_translate (const GError *error, gboolean is_connected);

G_END_DECLS
