/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/services/roster-client.h"

G_BEGIN_DECLS

/**
 * RosterConnectionTest:
 *
 * Tries an account out before it is kept: the service's self-test (is the key right, the clock, is
 * the answer authentic?), then the member list of each organization.
 *
 * Signals:
 * "listed" (guint position, RosterMemberTable *table (nullable), GError *error (nullable)): what
 *   became of one organization.
 * "ended" (GError *error (nullable)): the result of the self-test. Nothing comes after it. Without
 * an error each organization was listed, well or not; with one, none was.
 */
#define ROSTER_TYPE_CONNECTION_TEST (roster_connection_test_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterConnectionTest, roster_connection_test, ROSTER, CONNECTION_TEST, GObject)

RosterConnectionTest *
roster_connection_test_new (RosterClient *client, const char *const *organization_ids);
void roster_connection_test_start (RosterConnectionTest *self);
void roster_connection_test_cancel (RosterConnectionTest *self);
char *roster_connection_test_describe (RosterConnectionTest *self); /* (nullable) */

G_END_DECLS
