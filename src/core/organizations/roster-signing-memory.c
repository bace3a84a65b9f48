/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/organizations/roster-signing-memory.h"

#define ORGANIZATIONS "organizations"
#define ENTRIES_TYPE "aa{ss}"
#define SIGNS "signs"

static gboolean
is_of_account (GVariant *entry, RosterAccount *account)
{
  const char *endpoint = "";
  const char *user_id = "";
  g_autofree char *checked = NULL;

  g_variant_lookup (entry, "endpoint", "&s", &endpoint);
  g_variant_lookup (entry, "user-id", "&s", &user_id);
  checked = roster_account_check_endpoint (endpoint, NULL);

  return g_strcmp0 (checked, roster_account_get_endpoint (account)) == 0 &&
         g_strcmp0 (user_id, roster_account_get_user_id (account)) == 0;
}

static GVariant *
mark (GVariant *entry)
{
  g_auto (GVariantBuilder) marked = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  GVariantIter iter;
  GVariant *pair;

  g_variant_iter_init (&iter, entry);
  while ((pair = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_variant_builder_add_value (&marked, pair);
      g_variant_unref (pair);
    }
  g_variant_builder_add (&marked, "{ss}", SIGNS, "true");

  return g_variant_builder_end (&marked);
}

/* What another program has written meanwhile stays: only the account's own entries change. */
static void
on_signing_changed (RosterAccount *account, GParamSpec *pspec, GSettings *settings)
{
  g_autoptr (GVariant) entries = g_settings_get_value (settings, ORGANIZATIONS);
  g_auto (GVariantBuilder) changed = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (ENTRIES_TYPE));
  gboolean any = FALSE;
  GVariantIter iter;
  GVariant *entry;

  if (roster_account_get_signing (account) != ROSTER_SIGNING_YES)
    return;

  g_variant_iter_init (&iter, entries);
  while ((entry = g_variant_iter_next_value (&iter)) != NULL)
    {
      gboolean unmarked =
          !g_variant_lookup (entry, SIGNS, "&s", NULL) && is_of_account (entry, account);

      g_variant_builder_add_value (&changed, unmarked ? mark (entry) : entry);
      any = any || unmarked;
      g_variant_unref (entry);
    }
  if (!any)
    return;

  if (!g_settings_set_value (settings, ORGANIZATIONS, g_variant_builder_end (&changed)))
    g_message ("That a service signs its answers cannot be saved: the setting is locked");
  g_settings_sync ();
}

/**
 * roster_signing_memory_watch:
 * @settings: (nullable): Roster's settings; without them nothing is written
 * @account: an account
 *
 * Writes down that @account's service signs, as soon as that is known.
 */
void
roster_signing_memory_watch (GSettings *settings, RosterAccount *account)
{
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));
  g_return_if_fail (ROSTER_IS_ACCOUNT (account));

  if (settings == NULL)
    return;
  g_signal_connect_object (account, "notify::signing", G_CALLBACK (on_signing_changed), settings,
                           (GConnectFlags)0);
}
