/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/accounts/roster-keyring.h"
#include "core/services/roster-client.h"
#include "core/wire/roster-call-progress.h"

G_BEGIN_DECLS

/**
 * RosterMemberLoader:
 *
 * Reads the members of one organization, one read at a time: first the account's key from the
 * keyring, where it is not known yet, then the list. Whoever asks while a read is running waits for
 * the same one. For RosterOrganization only.
 *
 * Signals: "started" (a read begins), "ended" (RosterMemberTable, nullable; GError, nullable: the
 * one that is not NULL says how).
 */
#define ROSTER_TYPE_MEMBER_LOADER (roster_member_loader_get_type ())
G_DECLARE_FINAL_TYPE (RosterMemberLoader, roster_member_loader, ROSTER, MEMBER_LOADER, GObject)

RosterMemberLoader *roster_member_loader_new (const char *organization_id,
                                              RosterClient *client,
                                              RosterKeyring *keyring);
RosterClient *roster_member_loader_get_client (RosterMemberLoader *self);
RosterKeyring *roster_member_loader_get_keyring (RosterMemberLoader *self);
RosterCallProgress *roster_member_loader_get_progress (RosterMemberLoader *self);
gboolean roster_member_loader_is_running (RosterMemberLoader *self);
void roster_member_loader_load (RosterMemberLoader *self, gboolean fresh, GTask *waiter);
void roster_member_loader_cancel (RosterMemberLoader *self);

G_END_DECLS
