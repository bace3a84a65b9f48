/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One organization as the settings spell it. A later version may write more than this one knows:
 * what is not understood stays as it is. */

#include "core/organizations/roster-directory-entry.h"

#include "core/services/roster-services.h"

#define LOCKED "locked"
#define SIGNS "signs"
#define SERVICE "service"

static const char *const known_keys[] = {
  "name", "organization-id", "user-id", "endpoint", "color", LOCKED, SIGNS, SERVICE, NULL,
};

static char *
dup_value (GVariant *value, const char *key)
{
  const char *text = "";

  g_variant_lookup (value, key, "&s", &text);
  return g_strdup (text);
}

/* What protects is there to be relied on: whatever it says that is not plainly “no” is a yes. */
static gboolean
is_set (const char *text)
{
  return *text != '\0' && g_ascii_strcasecmp (text, "false") != 0;
}

/**
 * roster_directory_entry_free:
 * @self: (transfer full): an entry
 */
void
roster_directory_entry_free (RosterDirectoryEntry *self)
{
  g_free (self->name);
  g_free (self->id);
  g_free (self->user_id);
  g_free (self->endpoint);
  g_free (self->color);
  g_free (self->service);
  g_free (self);
}

/**
 * roster_directory_entry_parse:
 * @value: one entry of the key `organizations`
 *
 * Returns: (transfer full) (nullable): what it says; %NULL where it names no organization of an
 *   account that can be asked
 */
RosterDirectoryEntry *
roster_directory_entry_parse (GVariant *value)
{
  g_autoptr (RosterDirectoryEntry) self = g_new0 (RosterDirectoryEntry, 1);
  g_autofree char *endpoint = dup_value (value, "endpoint");
  g_autofree char *locked = dup_value (value, LOCKED);
  g_autofree char *signs = dup_value (value, SIGNS);

  self->name = dup_value (value, "name");
  self->id = dup_value (value, "organization-id");
  self->user_id = dup_value (value, "user-id");
  self->color = dup_value (value, "color");
  self->service = dup_value (value, SERVICE);
  self->read_only = is_set (locked);
  self->signs = is_set (signs);
  self->endpoint = roster_account_check_endpoint (endpoint, NULL);
  if (self->endpoint == NULL || *self->id == '\0' || *self->user_id == '\0' ||
      roster_services_find (self->service) == NULL)
    return NULL;

  if (*self->name == '\0')
    {
      g_free (self->name);
      self->name = g_strdup (self->id);
    }
  return g_steal_pointer (&self);
}

static void
add_unknown (GVariantBuilder *entry, GVariant *before)
{
  GVariantIter iter;
  const char *key;
  const char *text;

  g_variant_iter_init (&iter, before);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &text))
    if (!g_strv_contains (known_keys, key))
      g_variant_builder_add (entry, "{ss}", key, text);
}

/**
 * roster_directory_entry_write:
 * @organization: an organization
 * @before: (nullable): the entry that it came from
 *
 * Returns: (transfer floating): its entry, with what @before has beside what is known here
 */
GVariant *
roster_directory_entry_write (RosterOrganization *organization, GVariant *before)
{
  RosterAccount *account = roster_organization_get_account (organization);
  g_auto (GVariantBuilder) entry =
      G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (ROSTER_DIRECTORY_ENTRY_TYPE));
  g_autofree char *locked = before != NULL ? dup_value (before, LOCKED) : g_strdup ("");

  g_variant_builder_add (&entry, "{ss}", "name", roster_organization_get_name (organization));
  g_variant_builder_add (&entry, "{ss}", "organization-id",
                         roster_organization_get_id (organization));
  g_variant_builder_add (&entry, "{ss}", "user-id", roster_account_get_user_id (account));
  g_variant_builder_add (&entry, "{ss}", "endpoint", roster_account_get_endpoint (account));
  if (*roster_account_get_service (account) != '\0')
    g_variant_builder_add (&entry, "{ss}", SERVICE, roster_account_get_service (account));
  if (*roster_organization_get_color (organization) != '\0')
    g_variant_builder_add (&entry, "{ss}", "color", roster_organization_get_color (organization));
  if (roster_organization_get_read_only (organization))
    g_variant_builder_add (&entry, "{ss}", LOCKED, is_set (locked) ? locked : "true");
  if (roster_account_get_signing (account) == ROSTER_SIGNING_YES)
    g_variant_builder_add (&entry, "{ss}", SIGNS, "true");
  if (before != NULL)
    add_unknown (&entry, before);
  return g_variant_builder_end (&entry);
}
