/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which organizations there are, in which order: the settings hold names, the keyring keys. */

#include "core/organizations/roster-directory.h"

#include "core/organizations/roster-directory-entry.h"
#include "core/organizations/roster-signing-memory.h"
#include "core/services/roster-client.h"

#define ORGANIZATIONS "organizations"

struct _RosterDirectory
{
  GObject parent_instance;

  /* owned */
  GSettings *settings; /* (nullable) */
  RosterTransport *transport;
  RosterKeyring *keyring;   /* (nullable) */
  GPtrArray *organizations; /* of RosterOrganization */
  GPtrArray *clients;       /* of RosterClient: one an account */
  GPtrArray *foreign;       /* of GVariant: entries that were not understood */
  GHashTable *entries;      /* of a RosterOrganization: the GVariant that it was read from */
  gboolean is_reading : 1;  /* what is read is not written back */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterDirectory,
                               roster_directory,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* --- the settings --- */

static void
save (RosterDirectory *self)
{
  g_auto (GVariantBuilder) entries =
      G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (ROSTER_DIRECTORY_ENTRIES_TYPE));

  if (self->settings == NULL || self->is_reading)
    return;

  for (guint i = 0; i < self->organizations->len; i++)
    {
      RosterOrganization *organization = g_ptr_array_index (self->organizations, i);

      g_variant_builder_add_value (
          &entries, roster_directory_entry_write (
                        organization, g_hash_table_lookup (self->entries, organization)));
    }
  for (guint i = 0; i < self->foreign->len; i++)
    g_variant_builder_add_value (&entries, g_ptr_array_index (self->foreign, i));

  if (!g_settings_set_value (self->settings, ORGANIZATIONS, g_variant_builder_end (&entries)))
    g_message ("The organizations cannot be saved: the setting is locked");
}

static gboolean
read_entry (RosterDirectory *self, GVariant *value)
{
  g_autoptr (RosterDirectoryEntry) entry = roster_directory_entry_parse (value);
  RosterOrganization *organization;
  RosterAccount *account;

  if (entry == NULL)
    return FALSE;
  account = roster_directory_ensure_account (self, entry->endpoint, entry->user_id);
  roster_account_set_service (account, entry->service);
  if (entry->signs)
    roster_account_set_signing (account, ROSTER_SIGNING_YES);
  organization = roster_directory_find (self, account, entry->id);
  if (organization != NULL)
    {
      if (entry->read_only)
        roster_organization_set_read_only (organization, TRUE);
      return TRUE;
    }

  organization = roster_directory_add (self, account, entry->name, entry->id);
  roster_organization_set_color (organization, entry->color);
  roster_organization_set_read_only (organization, entry->read_only);
  g_hash_table_insert (self->entries, organization, g_variant_ref (value));
  return TRUE;
}

/* What somebody damaged, or a later version wrote, is passed over and kept as it is. */
static void
read_settings (RosterDirectory *self)
{
  g_autoptr (GVariant) entries = g_settings_get_value (self->settings, ORGANIZATIONS);
  GVariantIter iter;
  GVariant *entry;

  self->is_reading = TRUE;
  g_variant_iter_init (&iter, entries);
  while ((entry = g_variant_iter_next_value (&iter)) != NULL)
    {
      if (read_entry (self, entry))
        g_variant_unref (entry);
      else
        g_ptr_array_add (self->foreign, entry);
    }
  self->is_reading = FALSE;

  if (self->foreign->len > 0)
    g_message ("%u of the organizations in the settings cannot be understood and are left as they "
               "are",
               self->foreign->len);
}

/* --- the list --- */

static GType
roster_directory_get_item_type (GListModel *model)
{
  return ROSTER_TYPE_ORGANIZATION;
}

static guint
roster_directory_get_n_items (GListModel *model)
{
  return ROSTER_DIRECTORY (model)->organizations->len;
}

static gpointer
roster_directory_get_item (GListModel *model, guint position)
{
  RosterDirectory *self = ROSTER_DIRECTORY (model);

  if (position >= self->organizations->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->organizations, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = roster_directory_get_item_type;
  iface->get_n_items = roster_directory_get_n_items;
  iface->get_item = roster_directory_get_item;
}

/* --- the object --- */

static void
roster_directory_finalize (GObject *object)
{
  RosterDirectory *self = ROSTER_DIRECTORY (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->transport);
  g_clear_object (&self->keyring);
  g_hash_table_unref (self->entries);
  g_ptr_array_unref (self->organizations);
  g_ptr_array_unref (self->clients);
  g_ptr_array_unref (self->foreign);

  G_OBJECT_CLASS (roster_directory_parent_class)->finalize (object);
}

static void
roster_directory_class_init (RosterDirectoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_directory_finalize;
}

static void
roster_directory_init (RosterDirectory *self)
{
  self->organizations = g_ptr_array_new_with_free_func (g_object_unref);
  self->clients = g_ptr_array_new_with_free_func (g_object_unref);
  self->foreign = g_ptr_array_new_with_free_func ((GDestroyNotify)g_variant_unref);
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_variant_unref);
}

/**
 * roster_directory_new:
 * @settings: (nullable): Roster's settings; %NULL where nothing is to be kept (the demo)
 * @transport: for all clients
 * @keyring: (nullable): where the keys are; %NULL where they are set on the accounts (the demo)
 *
 * Entries of the settings that cannot be understood are passed over; they stay in the settings, at
 * the end, also when something changes.
 *
 * Returns: (transfer full): the organizations as they were last saved
 */
RosterDirectory *
roster_directory_new (GSettings *settings, RosterTransport *transport, RosterKeyring *keyring)
{
  RosterDirectory *self;

  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (ROSTER_IS_TRANSPORT (transport), NULL);
  g_return_val_if_fail (keyring == NULL || ROSTER_IS_KEYRING (keyring), NULL);

  self = g_object_new (ROSTER_TYPE_DIRECTORY, NULL);
  self->transport = g_object_ref (transport);
  g_set_object (&self->settings, settings);
  g_set_object (&self->keyring, keyring);
  if (settings != NULL)
    {
      roster_transport_take_settings (transport, settings);
      read_settings (self);
    }
  return self;
}

/** roster_directory_get_settings: (transfer none) (nullable) */
GSettings *
roster_directory_get_settings (RosterDirectory *self)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);

  return self->settings;
}

/** roster_directory_get_keyring: (transfer none) (nullable) */
RosterKeyring *
roster_directory_get_keyring (RosterDirectory *self)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);

  return self->keyring;
}

/** roster_directory_get_transport: (transfer none) */
RosterTransport *
roster_directory_get_transport (RosterDirectory *self)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);

  return self->transport;
}

guint
roster_directory_get_n_organizations (RosterDirectory *self)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), 0);

  return self->organizations->len;
}

/**
 * roster_directory_get_organization:
 * @self: a directory
 * @position: of its tab, from 0
 *
 * Returns: (transfer none): the organization
 */
RosterOrganization *
roster_directory_get_organization (RosterDirectory *self, guint position)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);
  g_return_val_if_fail (position < self->organizations->len, NULL);

  return g_ptr_array_index (self->organizations, position);
}

/**
 * roster_directory_find:
 * @self: a directory
 * @account: one of its accounts
 * @id: an organization id
 *
 * Returns: (transfer none) (nullable): the organization of that account and id
 */
RosterOrganization *
roster_directory_find (RosterDirectory *self, RosterAccount *account, const char *id)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->organizations->len; i++)
    {
      RosterOrganization *organization = g_ptr_array_index (self->organizations, i);

      if (roster_organization_get_account (organization) == account &&
          g_str_equal (roster_organization_get_id (organization), id))
        return organization;
    }
  return NULL;
}

static RosterClient *
find_client (RosterDirectory *self, const char *endpoint, const char *user_id)
{
  for (guint i = 0; i < self->clients->len; i++)
    {
      RosterClient *client = g_ptr_array_index (self->clients, i);
      RosterAccount *account = roster_client_get_account (client);

      if (g_str_equal (roster_account_get_endpoint (account), endpoint) &&
          g_str_equal (roster_account_get_user_id (account), user_id))
        return client;
    }
  return NULL;
}

static RosterClient *
ensure_client (RosterDirectory *self, const char *endpoint, const char *user_id)
{
  g_autoptr (RosterAccount) account = NULL;
  RosterClient *client = find_client (self, endpoint, user_id);

  if (client != NULL)
    return client;

  account = roster_account_new (endpoint, user_id);
  roster_signing_memory_watch (self->settings, account);
  client = roster_client_new (self->transport, account);
  g_ptr_array_add (self->clients, client);
  return client;
}

/**
 * roster_directory_ensure_account:
 * @self: a directory
 * @endpoint: as roster_account_check_endpoint() gives it
 * @user_id: a user id
 *
 * Returns: (transfer none): the one account of that endpoint and user id, made where it was not
 *   there yet
 */
RosterAccount *
roster_directory_ensure_account (RosterDirectory *self, const char *endpoint, const char *user_id)
{
  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);
  g_return_val_if_fail (endpoint != NULL && user_id != NULL && *user_id != '\0', NULL);

  return roster_client_get_account (ensure_client (self, endpoint, user_id));
}

static RosterOrganization *
make_organization (RosterDirectory *self, RosterAccount *account, const char *name, const char *id)
{
  static const char *const details[] = { "notify::name", "notify::color", "notify::read-only" };
  RosterClient *client = ensure_client (self, roster_account_get_endpoint (account),
                                        roster_account_get_user_id (account));
  RosterOrganization *organization = roster_organization_new (name, id, client, self->keyring);

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    g_signal_connect_object (organization, details[i], G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  return organization;
}

/**
 * roster_directory_add:
 * @self: a directory
 * @account: of roster_directory_ensure_account()
 * @name: how the tab is called
 * @id: the organization id
 *
 * Adds an organization at the end. Where the account has that id already, that organization gets
 * the new name.
 *
 * Returns: (transfer none): the organization
 */
RosterOrganization *
roster_directory_add (RosterDirectory *self,
                      RosterAccount *account,
                      const char *name,
                      const char *id)
{
  RosterOrganization *organization;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (self), NULL);
  g_return_val_if_fail (ROSTER_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (id != NULL && *id != '\0', NULL);

  organization = roster_directory_find (self, account, id);
  if (organization != NULL)
    {
      roster_organization_set_name (organization, name);
      return organization;
    }

  organization = make_organization (self, account, name, id);
  g_ptr_array_add (self->organizations, organization);
  save (self);
  g_list_model_items_changed (G_LIST_MODEL (self), self->organizations->len - 1, 0, 1);
  return organization;
}

/**
 * roster_directory_move:
 * @self: a directory
 * @from: where the organization is
 * @to: where it is to be
 *
 * Moves a tab. The organizations stay the same objects; all places between the two change.
 */
void
roster_directory_move (RosterDirectory *self, guint from, guint to)
{
  guint first = MIN (from, to);
  guint n_changed = MAX (from, to) - first + 1;

  g_return_if_fail (ROSTER_IS_DIRECTORY (self));
  g_return_if_fail (from < self->organizations->len);
  g_return_if_fail (to < self->organizations->len);

  if (from == to)
    return;

  g_ptr_array_insert (self->organizations, (int)to,
                      g_ptr_array_steal_index (self->organizations, from));
  save (self);
  g_list_model_items_changed (G_LIST_MODEL (self), first, n_changed, n_changed);
}

/**
 * roster_directory_remove:
 * @self: a directory
 * @position: from 0
 *
 * Takes a tab away and ends its reading. The account's key stays in the keyring
 * (roster_keyring_forget_key_async() takes it out).
 */
void
roster_directory_remove (RosterDirectory *self, guint position)
{
  g_autoptr (RosterOrganization) organization = NULL;

  g_return_if_fail (ROSTER_IS_DIRECTORY (self));
  g_return_if_fail (position < self->organizations->len);

  organization = g_ptr_array_steal_index (self->organizations, position);
  roster_organization_cancel (organization);
  g_signal_handlers_disconnect_by_func (organization, save, self);
  g_hash_table_remove (self->entries, organization);
  save (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* The same organization in the hands of another account; a lock stays. */
static void
hand_over (RosterDirectory *self, guint position, RosterAccount *replacement)
{
  g_autoptr (RosterOrganization) old = g_ptr_array_index (self->organizations, position);
  RosterOrganization *organization = make_organization (
      self, replacement, roster_organization_get_name (old), roster_organization_get_id (old));
  GVariant *entry = g_hash_table_lookup (self->entries, old);

  roster_organization_cancel (old);
  g_signal_handlers_disconnect_by_func (old, save, self);
  g_ptr_array_index (self->organizations, position) = organization;
  self->is_reading = TRUE;
  roster_organization_set_color (organization, roster_organization_get_color (old));
  roster_organization_set_read_only (organization, roster_organization_get_read_only (old));
  self->is_reading = FALSE;
  if (entry != NULL)
    g_hash_table_insert (self->entries, organization, g_variant_ref (entry));
  g_hash_table_remove (self->entries, old);
  save (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
}

/**
 * roster_directory_replace_account:
 * @self: a directory
 * @account: one of its accounts, whose endpoint or user id has turned out to be wrong
 * @replacement: the right one, of roster_directory_ensure_account()
 *
 * Puts each organization of @account in the hands of @replacement, at its place. An organization
 * that @replacement has already is not there twice; it is locked where either was.
 */
void
roster_directory_replace_account (RosterDirectory *self,
                                  RosterAccount *account,
                                  RosterAccount *replacement)
{
  g_return_if_fail (ROSTER_IS_DIRECTORY (self));
  g_return_if_fail (ROSTER_IS_ACCOUNT (account));
  g_return_if_fail (ROSTER_IS_ACCOUNT (replacement));

  if (account == replacement)
    return;

  roster_account_set_service (replacement, roster_account_get_service (account));
  for (guint i = self->organizations->len; i-- > 0;)
    {
      RosterOrganization *old = g_ptr_array_index (self->organizations, i);
      RosterOrganization *twin =
          roster_directory_find (self, replacement, roster_organization_get_id (old));

      if (roster_organization_get_account (old) != account)
        continue;
      if (twin == NULL)
        {
          hand_over (self, i, replacement);
          continue;
        }
      if (roster_organization_get_read_only (old))
        roster_organization_set_read_only (twin, TRUE);
      roster_directory_remove (self, i);
    }
}
