/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/organizations/roster-organization.h"

G_BEGIN_DECLS

/** The type of the key `organizations`, and of one of its entries. */
#define ROSTER_DIRECTORY_ENTRIES_TYPE "aa{ss}"
#define ROSTER_DIRECTORY_ENTRY_TYPE "a{ss}"

/**
 * RosterDirectoryEntry:
 * @name: how the organization is called; never empty
 * @id: its id
 * @user_id: of its account
 * @endpoint: of its account, as roster_account_check_endpoint() gives it
 * @color: as it is written there, "" for none
 * @service: how its account's service is called, "" for the default one
 * @read_only: whether it is locked against changes
 * @signs: whether the service was seen to sign its answers to the account
 *
 * What one entry of the key `organizations` says.
 */
typedef struct
{
  char *name;
  char *id;
  char *user_id;
  char *endpoint;
  char *color;
  char *service;
  gboolean read_only;
  gboolean signs;
} RosterDirectoryEntry;

RosterDirectoryEntry *roster_directory_entry_parse (GVariant *value); /* (nullable) */
void roster_directory_entry_free (RosterDirectoryEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDirectoryEntry, roster_directory_entry_free)

/* before: (nullable): the entry that the organization came from */
GVariant *roster_directory_entry_write (RosterOrganization *organization, GVariant *before);

G_END_DECLS
