/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The organizations of a file over those that are there already. A file may come from anywhere: it
 * does not change what something is called here without being asked. */

#include "core/organizations/roster-config-import.h"

#include "core/organizations/roster-directory-check.h"

/* One organization of the file. */
typedef struct
{
  char *name;       /* in the file */
  char *id;         /* of the organization */
  char *other_name; /* (nullable): how it is called in Roster, where that differs */
  gboolean is_known;
  gboolean rename;
} Entry;

struct _RosterConfigImport
{
  RosterDirectory *directory;
  RosterAccount *account;
  GArray *entries; /* of Entry */
};

static void
clear_entry (Entry *entry)
{
  g_free (entry->name);
  g_free (entry->id);
  g_free (entry->other_name);
}

/**
 * roster_config_import_new:
 * @directory: where the organizations are to be
 * @account: one of its accounts, that of the file
 * @config: what is in the file
 *
 * Returns: (transfer full): what would be done; nothing is yet
 */
RosterConfigImport *
roster_config_import_new (RosterDirectory *directory,
                          RosterAccount *account,
                          const RosterConfigFile *config)
{
  RosterConfigImport *self = g_new0 (RosterConfigImport, 1);

  self->directory = g_object_ref (directory);
  self->account = g_object_ref (account);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, (GDestroyNotify)clear_entry);
  for (guint i = 0; i < config->organizations->len; i++)
    {
      const RosterConfigOrganization *section = g_ptr_array_index (config->organizations, i);
      RosterOrganization *known = roster_directory_find (directory, account, section->id);
      Entry entry = { .name = g_strdup (section->name),
                      .id = g_strdup (section->id),
                      .is_known = known != NULL };

      if (known != NULL && !g_str_equal (roster_organization_get_name (known), section->name))
        entry.other_name = g_strdup (roster_organization_get_name (known));
      g_array_append_val (self->entries, entry);
    }
  return self;
}

/**
 * roster_config_import_free:
 * @self: (transfer full): an import; what it did stays
 */
void
roster_config_import_free (RosterConfigImport *self)
{
  g_object_unref (self->directory);
  g_object_unref (self->account);
  g_array_unref (self->entries);
  g_free (self);
}

/**
 * roster_config_import_get_other_name:
 * @self: an import
 * @position: of an organization in the file, from 0
 *
 * Returns: (nullable): how that organization is called in Roster, where the file calls it otherwise
 */
const char *
roster_config_import_get_other_name (RosterConfigImport *self, guint position)
{
  return g_array_index (self->entries, Entry, position).other_name;
}

/**
 * roster_config_import_set_rename:
 * @self: an import
 * @position: of an organization in the file, from 0
 * @rename: whether it is to be called as in the file; %FALSE unless set
 */
void
roster_config_import_set_rename (RosterConfigImport *self, guint position, gboolean rename)
{
  g_array_index (self->entries, Entry, position).rename = rename;
}

static void
set_name (RosterConfigImport *self, const Entry *entry, const char *name)
{
  RosterOrganization *organization =
      roster_directory_find (self->directory, self->account, entry->id);

  if (organization != NULL)
    roster_organization_set_name (organization, name);
}

static void
take_away (RosterConfigImport *self, const char *id)
{
  RosterOrganization *organization = roster_directory_find (self->directory, self->account, id);

  for (guint i = roster_directory_get_n_organizations (self->directory); i-- > 0;)
    if (roster_directory_get_organization (self->directory, i) == organization)
      roster_directory_remove (self->directory, i);
}

/**
 * roster_config_import_apply:
 * @self: an import
 * @may_be_in_memory: as for roster_directory_check_saved()
 * @error: return location for %ROSTER_ERROR_FILE
 *
 * Adds and renames, and reads back what was saved of it. Where it was not saved, all is as it was.
 *
 * Returns: whether it is saved; %TRUE also where @directory is kept nowhere (the demo)
 */
gboolean
roster_config_import_apply (RosterConfigImport *self, gboolean may_be_in_memory, GError **error)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (!entry->is_known)
        roster_directory_add (self->directory, self->account, entry->name, entry->id);
      else if (entry->other_name != NULL && entry->rename)
        set_name (self, entry, entry->name);
    }
  if (roster_directory_check_saved (self->directory, may_be_in_memory, error))
    return TRUE;
  roster_config_import_undo (self);
  return FALSE;
}

/**
 * roster_config_import_undo:
 * @self: an import that was applied
 *
 * Takes away what was added, and gives back the names.
 */
void
roster_config_import_undo (RosterConfigImport *self)
{
  for (guint i = self->entries->len; i-- > 0;)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (!entry->is_known)
        take_away (self, entry->id);
      else if (entry->other_name != NULL && entry->rename)
        set_name (self, entry, entry->other_name);
    }
}
