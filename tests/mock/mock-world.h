/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo/people/roster-demo-world.h"

G_BEGIN_DECLS

/* What is true in the demo's world, for those who test against it. */
char *mock_world_describe (RosterDemoWorld *self);
char *mock_world_describe_members (RosterDemoWorld *self, const char *organization_id);
char *mock_world_dup_member_id (RosterDemoWorld *self, const char *organization_id, guint position);
char *mock_world_dup_role (RosterDemoWorld *self, const char *organization_id, const char *user_id);
char **mock_world_dup_invitations (RosterDemoWorld *self, const char *organization_id);

G_END_DECLS
