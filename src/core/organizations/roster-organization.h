/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/accounts/roster-keyring.h"
#include "core/members/roster-member-table.h"
#include "core/services/roster-client.h"
#include "core/wire/roster-call-progress.h"

G_BEGIN_DECLS

typedef enum
{
  ROSTER_ORGANIZATION_IDLE,    /* never asked */
  ROSTER_ORGANIZATION_LOADING, /* a read is running; an older list may still be there */
  ROSTER_ORGANIZATION_READY,   /* the list is the answer of the service at read-at */
  ROSTER_ORGANIZATION_FAILED, /* the last read failed; an older list may still be there, marked with
                                 its age */
} RosterOrganizationState;

#define ROSTER_TYPE_ORGANIZATION_STATE (roster_organization_state_get_type ())
GType roster_organization_state_get_type (void);

/**
 * RosterOrganization:
 *
 * Name, organization id and account: the tab. Its members as they were last read, and how the
 * reading goes. The last complete list stays until the next complete one replaces it in one step.
 *
 * Properties: "name", "color" (as the settings call it, "" for none), "read-only" (locked against
 * changes: the guards and the queue refuse them), all read-write and notified; "id", "account"
 * (read only, constant); "state", "error" (boxed GError, nullable: of the last failed read, until
 * one succeeds), "table" (boxed RosterMemberTable, nullable), "read-at" (gint64, unix milliseconds,
 * 0 where never), all read only and notified.
 */
#define ROSTER_TYPE_ORGANIZATION (roster_organization_get_type ())
G_DECLARE_FINAL_TYPE (RosterOrganization, roster_organization, ROSTER, ORGANIZATION, GObject)

/* name: on screen. id: the service's id of it (the `ext` attribute of each request). client: the
 * verbs of the account that reads it. keyring: (nullable): where the account's key is; none for the
 * demo, whose key is set on the account. Returns: (transfer full): idle and without members. */
RosterOrganization *roster_organization_new (const char *name,
                                             const char *id,
                                             RosterClient *client,
                                             RosterKeyring *keyring);

const char *roster_organization_get_name (RosterOrganization *self);
void roster_organization_set_name (RosterOrganization *self, const char *name);
/* As the settings call it, also where that is no known colour; "" for none. */
const char *roster_organization_get_color (RosterOrganization *self);
void roster_organization_set_color (RosterOrganization *self, const char *color);
gboolean roster_organization_get_read_only (RosterOrganization *self);
void roster_organization_set_read_only (RosterOrganization *self, gboolean read_only);
/* Whether it may be changed at all; else ROSTER_ERROR_LOCKED, a translated sentence. */
gboolean roster_organization_check_lock (RosterOrganization *self, GError **error);
const char *roster_organization_get_id (RosterOrganization *self);
RosterClient *roster_organization_get_client (RosterOrganization *self);
RosterAccount *roster_organization_get_account (RosterOrganization *self);
RosterKeyring *roster_organization_get_keyring (RosterOrganization *self); /* (nullable) */
/* What the running read is doing. */
RosterCallProgress *roster_organization_get_progress (RosterOrganization *self);
RosterOrganizationState roster_organization_get_state (RosterOrganization *self);
const GError *roster_organization_get_error (RosterOrganization *self); /* (nullable) */
/* The last complete list, whatever the state is now. */
RosterMemberTable *
roster_organization_get_table (RosterOrganization *self); /* (nullable) borrowed */
gint64 roster_organization_get_read_at (RosterOrganization *self);
/* The account's own role here, ROSTER_ROLE_OTHER where it is not known: the Hawk id is the caller's
 * own member id in the list. */
RosterRole roster_organization_get_own_role (RosterOrganization *self);

/* Starts a read, first of the key from the keyring where it is not known yet, then of the list.
 * Does nothing where one is running. */
void roster_organization_refresh (RosterOrganization *self);
/* The same, with an answer: the callback is called when that read has ended. fresh: the list must
 * have been asked for after this call: a running read does not count and another one follows it. */
void roster_organization_refresh_async (RosterOrganization *self,
                                        gboolean fresh,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* Whether the list was replaced by a new one. G_IO_ERROR_CANCELLED where the read was cancelled. */
gboolean
roster_organization_refresh_finish (RosterOrganization *self, GAsyncResult *result, GError **error);
/* Ends the running read at once and goes back to the state before it. A keyring that is being asked
 * is left alone (it may be showing a prompt); its late answer is dropped. A fresh read that was
 * asked for during the running one starts now. */
void roster_organization_cancel (RosterOrganization *self);

G_END_DECLS
