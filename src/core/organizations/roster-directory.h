/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/accounts/roster-keyring.h"
#include "core/organizations/roster-organization.h"

G_BEGIN_DECLS

/**
 * RosterDirectory:
 *
 * The organizations that Roster knows, in the order of their tabs: a GListModel of
 * RosterOrganization. Accounts and clients are shared: one for each endpoint and user id. With
 * settings, it is read from the key `organizations` at construction and each change is written
 * there (names and ids, never a key); without (the demo), nothing is kept.
 */
#define ROSTER_TYPE_DIRECTORY (roster_directory_get_type ())
G_DECLARE_FINAL_TYPE (RosterDirectory, roster_directory, ROSTER, DIRECTORY, GObject)

RosterDirectory *
roster_directory_new (GSettings *settings, RosterTransport *transport, RosterKeyring *keyring);
GSettings *roster_directory_get_settings (RosterDirectory *self);
RosterKeyring *roster_directory_get_keyring (RosterDirectory *self);
RosterTransport *roster_directory_get_transport (RosterDirectory *self);

guint roster_directory_get_n_organizations (RosterDirectory *self);
RosterOrganization *roster_directory_get_organization (RosterDirectory *self, guint position);
RosterOrganization *
roster_directory_find (RosterDirectory *self, RosterAccount *account, const char *id);
RosterAccount *
roster_directory_ensure_account (RosterDirectory *self, const char *endpoint, const char *user_id);
RosterOrganization *roster_directory_add (RosterDirectory *self,
                                          RosterAccount *account,
                                          const char *name,
                                          const char *id);
void roster_directory_move (RosterDirectory *self, guint from, guint to);
void roster_directory_remove (RosterDirectory *self, guint position);
void roster_directory_replace_account (RosterDirectory *self,
                                       RosterAccount *account,
                                       RosterAccount *replacement);

G_END_DECLS
