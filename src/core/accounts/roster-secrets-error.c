/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/accounts/roster-secrets-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "core/base/roster-error.h"
#include "core/base/roster-text.h"

/**
 * roster_secrets_error_is_stale:
 * @error: of libsecret's
 *
 * Returns: whether it can come of a service that was restarted since we connected to it, so that
 *   connecting afresh is worth a try
 */
gboolean
roster_secrets_error_is_stale (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_DBUS_ERROR) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_DISCONNECTED) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT) ||
         g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT);
}

static gboolean
is_missing (const GError *error, gboolean is_connected)
{
  if (error->domain == G_DBUS_ERROR)
    return error->code == G_DBUS_ERROR_SERVICE_UNKNOWN ||
           error->code == G_DBUS_ERROR_NAME_HAS_NO_OWNER ||
           (error->code >= G_DBUS_ERROR_SPAWN_EXEC_FAILED &&
            error->code <= G_DBUS_ERROR_SPAWN_NO_MEMORY);

  /* Without a session bus, whatever GIO calls that, there is nobody to ask. */
  return error->domain == G_IO_ERROR && !is_connected && error->code != G_IO_ERROR_TIMED_OUT &&
         error->code != G_IO_ERROR_DBUS_ERROR;
}

static gboolean
is_silent (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT);
}

/**
 * roster_secrets_error_translate:
 * @error: of libsecret's, or one of ours, which stays as it is
 * @is_connected: whether the service had answered before
 *
 * Returns: (transfer full): %ROSTER_ERROR_KEYRING_MISSING, %ROSTER_ERROR_KEYRING_LOCKED or
 *   %ROSTER_ERROR_KEYRING
 */
GError *
roster_secrets_error_translate (const GError *error, gboolean is_connected)
{
  g_autofree char *reason = roster_text_dup_sentence (error->message);

  if (error->domain == ROSTER_ERROR)
    return g_error_copy (error);

  if (is_missing (error, is_connected))
    return g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING,
                                _ ("No keyring is running on this computer."));

  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED,
                                _ ("The keyring stayed locked."));

  if (is_silent (error))
    return g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_KEYRING,
                                _ ("The keyring does not answer."));

  return g_error_new (ROSTER_ERROR, ROSTER_ERROR_KEYRING,
                      /* Translators: %s is what the keyring’s own program says. */
                      _ ("The keyring failed: %s"), reason);
}
