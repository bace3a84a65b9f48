/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/organizations/roster-directory-check.h"

/* Backends are described by a header that has to be asked for. */
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"

/* Tests, and whoever tries something out, ask for settings that are kept nowhere. */
static gboolean
is_memory_wanted (GSettingsBackend *backend)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (backend), "GMemorySettingsBackend") &&
         g_strcmp0 (g_getenv ("GSETTINGS_BACKEND"), "memory") == 0;
}

static gboolean
is_same (RosterOrganization *a, RosterOrganization *b)
{
  RosterAccount *account_a = roster_organization_get_account (a);
  RosterAccount *account_b = roster_organization_get_account (b);

  return g_str_equal (roster_organization_get_id (a), roster_organization_get_id (b)) &&
         g_str_equal (roster_organization_get_name (a), roster_organization_get_name (b)) &&
         g_str_equal (roster_account_get_user_id (account_a),
                      roster_account_get_user_id (account_b)) &&
         g_str_equal (roster_account_get_endpoint (account_a),
                      roster_account_get_endpoint (account_b));
}

static gboolean
is_equal (RosterDirectory *a, RosterDirectory *b)
{
  const guint n = roster_directory_get_n_organizations (a);

  if (roster_directory_get_n_organizations (b) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!is_same (roster_directory_get_organization (a, i),
                  roster_directory_get_organization (b, i)))
      return FALSE;
  return TRUE;
}

/**
 * roster_directory_check_saved:
 * @directory: organizations
 * @may_be_in_memory: whether settings count as saved that were asked to be kept in memory alone
 *   (GSETTINGS_BACKEND=memory): not for a program that ends at once
 * @error: return location for %ROSTER_ERROR_FILE
 *
 * Waits until the settings are written, and reads them again as the next program will: by a backend
 * that has just been opened. Blocks for as long as the disk takes.
 *
 * Returns: whether the next program finds the same organizations; %TRUE also where they are not to
 *   be kept (the demo)
 */
gboolean
roster_directory_check_saved (RosterDirectory *directory, gboolean may_be_in_memory, GError **error)
{
  GSettings *settings = roster_directory_get_settings (directory);
  g_autoptr (GSettingsBackend) backend = NULL;
  g_autoptr (GSettingsBackend) fresh = NULL;
  g_autoptr (GSettings) again = NULL;
  g_autoptr (RosterDirectory) kept = NULL;
  g_autofree char *schema = NULL;

  if (settings == NULL)
    return TRUE;
  g_object_get (settings, "backend", &backend, "schema-id", &schema, NULL);
  if (may_be_in_memory && is_memory_wanted (backend))
    return TRUE;

  g_settings_sync ();
  fresh = g_object_new (G_OBJECT_TYPE (backend), NULL);
  again = g_settings_new_with_backend (schema, fresh);
  kept = roster_directory_new (again, roster_directory_get_transport (directory), NULL);
  if (is_equal (directory, kept))
    return TRUE;

  g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
                       _ ("The settings cannot be saved: check that your configuration folder can "
                          "be written, and that dconf is installed."));
  return FALSE;
}
