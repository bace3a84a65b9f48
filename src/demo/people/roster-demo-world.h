/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "demo/people/roster-demo-organization.h"

G_BEGIN_DECLS

/** ROSTER_DEMO_N_ORGANIZATIONS: Production, Staging and Research. */
#define ROSTER_DEMO_N_ORGANIZATIONS 3
#define ROSTER_DEMO_DEFAULT_MEMBERS 240
#define ROSTER_DEMO_MAX_MEMBERS 1000000

/**
 * RosterDemoInvitation:
 *
 * An invitation that the service accepted, as it was asked for.
 */
typedef struct
{
  char *organization_id;
  char *email;
  char *role;
} RosterDemoInvitation;

/**
 * RosterDemoWorld:
 *
 * What the demo knows: its people, its organizations, who was invited. It changes by the calls and
 * is forgotten at the end. Plain data, no locks.
 */
typedef struct
{
  guint32 n_people;
  RosterDemoOrganization *organizations[ROSTER_DEMO_N_ORGANIZATIONS];
  GPtrArray *invitations; /* RosterDemoInvitation */
} RosterDemoWorld;

RosterDemoWorld *roster_demo_world_new (guint n_members, gint64 now_ms);
void roster_demo_world_free (RosterDemoWorld *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoWorld, roster_demo_world_free)

RosterDemoOrganization *roster_demo_world_find (RosterDemoWorld *self, const char *organization_id);
void roster_demo_world_add_invitation (RosterDemoWorld *self,
                                       const char *organization_id,
                                       const char *email,
                                       const char *role);

char *roster_demo_world_describe (RosterDemoWorld *self);

G_END_DECLS
