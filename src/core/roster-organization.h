/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "roster-activity.h"
#include "roster-client.h"
#include "roster-keyring.h"
#include "roster-member-item.h"

G_BEGIN_DECLS

typedef enum
{
  ROSTER_ORGANIZATION_IDLE,    /* never asked */
  ROSTER_ORGANIZATION_LOADING, /* a read is running; an older list may still be there */
  ROSTER_ORGANIZATION_READY,   /* the list is what the service said at read-at */
  ROSTER_ORGANIZATION_FAILED, /* the last read failed; an older list may still be there, marked with
                                 its age */
} RosterOrganizationState;

#define ROSTER_TYPE_ORGANIZATION_STATE (roster_organization_state_get_type ())
GType roster_organization_state_get_type (void);

/**
 * RosterOrganization:
 *
 * Name, organization id and account: the tab. A GListModel of RosterMemberItem with a state. The
 * last complete list stays until the next complete one replaces it in one step.
 *
 * Properties: "name", "color" (as the settings call it, "" for none), "read-only" (locked against
 * changes: the rails and the queue refuse them), all read-write and notified; "id", "account" (read
 * only, constant); "state", "error" (boxed GError, nullable: of the last failed read, until one
 * succeeds), "table" (boxed RosterMemberTable, nullable), "read-at" (gint64, unix milliseconds, 0
 * where never), all read only and notified.
 */
#define ROSTER_TYPE_ORGANIZATION (roster_organization_get_type ())
G_DECLARE_FINAL_TYPE (RosterOrganization, roster_organization, ROSTER, ORGANIZATION, GObject)

/* keyring: (nullable): none for the demo, whose key is set on the account. */
RosterOrganization *roster_organization_new (const char *name,
                                             const char *id,
                                             RosterClient *client,
                                             RosterKeyring *keyring);

const char *roster_organization_get_name (RosterOrganization *self);
void roster_organization_set_name (RosterOrganization *self, const char *name);
const char *roster_organization_get_color (RosterOrganization *self);
void roster_organization_set_color (RosterOrganization *self, const char *color);
gboolean roster_organization_get_read_only (RosterOrganization *self);
void roster_organization_set_read_only (RosterOrganization *self, gboolean read_only);
const char *roster_organization_get_id (RosterOrganization *self);
RosterClient *roster_organization_get_client (RosterOrganization *self);
RosterAccount *roster_organization_get_account (RosterOrganization *self);
RosterKeyring *roster_organization_get_keyring (RosterOrganization *self); /* (nullable) */
RosterActivity *roster_organization_get_activity (RosterOrganization *self);
RosterOrganizationState roster_organization_get_state (RosterOrganization *self);
const GError *roster_organization_get_error (RosterOrganization *self);
RosterMemberTable *
roster_organization_get_table (RosterOrganization *self); /* (nullable) borrowed */
gint64 roster_organization_get_read_at (RosterOrganization *self);
/* The account's own role here, ROSTER_ROLE_OTHER where it is not known. */
RosterRole roster_organization_get_own_role (RosterOrganization *self);

/* Starts a read (first the key from the keyring, where it is not known yet); joins the one that is
 * running. */
void roster_organization_refresh (RosterOrganization *self);
/* The same, and says when it ended; joins the running one. fresh: the running one does not count, a
 * new one is started after it. */
void roster_organization_refresh_async (RosterOrganization *self,
                                        gboolean fresh,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
roster_organization_refresh_finish (RosterOrganization *self, GAsyncResult *result, GError **error);
/* Ends the running read: back to the state before. */
void roster_organization_cancel (RosterOrganization *self);

G_END_DECLS
