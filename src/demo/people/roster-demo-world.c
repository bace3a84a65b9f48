/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the demo knows: its people, its organizations, who was invited. */

#include "demo/people/roster-demo-world.h"

#include "demo/people/roster-demo-person.h"

#include <string.h>

#define N_STAGING 40
#define N_RESEARCH 7

/* Every third of the first people of Production is in Staging too. */
#define SHARED_STEP 3
#define N_SHARED 20

static RosterDemoOrganization *
make_production (guint n_members, guint32 n_people, gint64 now_ms)
{
  RosterDemoOrganization *self =
      roster_demo_organization_new ("demo-production", "Demo Production", n_people, now_ms);

  for (guint32 number = 0; number < n_members; number++)
    roster_demo_organization_fill (self, number, roster_demo_person_role (number));
  roster_demo_organization_seal (self);
  return self;
}

/* The caller is a user here: they may invite users and readers, and make nobody an owner. */
static RosterDemoOrganization *
make_staging (guint n_members, guint32 n_people, gint64 now_ms)
{
  RosterDemoOrganization *self =
      roster_demo_organization_new ("demo-staging", "Demo Staging", n_people, now_ms);
  guint32 next = n_members;

  roster_demo_organization_fill (self, ROSTER_DEMO_CALLER, "user");
  for (guint32 i = 1; i < N_STAGING; i++)
    {
      guint32 shared = i * SHARED_STEP;
      gboolean is_shared = i < N_SHARED && shared < n_members;
      guint32 number = is_shared ? shared : next++;
      gboolean is_owner = i == 1 || i == 30;

      roster_demo_organization_fill (self, number,
                                     is_owner ? "owner" : roster_demo_person_role (number));
    }
  roster_demo_organization_seal (self);
  return self;
}

/* The caller is a reader here: they may look, and change nothing. */
static RosterDemoOrganization *
make_research (guint n_members, guint32 n_people, gint64 now_ms)
{
  RosterDemoOrganization *self =
      roster_demo_organization_new ("demo-research", "Demo Research", n_people, now_ms);
  guint32 next = n_people - N_RESEARCH;

  roster_demo_organization_fill (self, next++, "owner");
  roster_demo_organization_fill (self, ROSTER_DEMO_CALLER, "reader");
  for (guint32 i = 2; i < N_RESEARCH; i++)
    {
      guint32 shared = i * 4 + 1;
      guint32 number = i < 5 && shared < n_members ? shared : next++;

      roster_demo_organization_fill (self, number, roster_demo_person_role (number));
    }
  roster_demo_organization_seal (self);
  return self;
}

static void
invitation_free (RosterDemoInvitation *self)
{
  g_free (self->organization_id);
  g_free (self->email);
  g_free (self->role);
  g_free (self);
}

/**
 * roster_demo_world_new:
 * @n_members: how many members the first organization has, 1 to %ROSTER_DEMO_MAX_MEMBERS
 * @now_ms: the time that people's habits are counted back from, milliseconds since the epoch
 *
 * Makes the three organizations. The same arguments always make the same people; some of them are
 * in two organizations, and the caller is in all: owner of the first, user of the second, reader of
 * the third.
 *
 * Returns: (transfer full): a world
 */
RosterDemoWorld *
roster_demo_world_new (guint n_members, gint64 now_ms)
{
  RosterDemoWorld *self = g_new0 (RosterDemoWorld, 1);

  n_members = CLAMP (n_members, 1, ROSTER_DEMO_MAX_MEMBERS);
  self->n_people = n_members + N_STAGING + N_RESEARCH;
  self->organizations[0] = make_production (n_members, self->n_people, now_ms);
  self->organizations[1] = make_staging (n_members, self->n_people, now_ms);
  self->organizations[2] = make_research (n_members, self->n_people, now_ms);
  self->invitations = g_ptr_array_new_with_free_func ((GDestroyNotify)invitation_free);
  return self;
}

void
roster_demo_world_free (RosterDemoWorld *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < ROSTER_DEMO_N_ORGANIZATIONS; i++)
    roster_demo_organization_free (self->organizations[i]);
  g_ptr_array_unref (self->invitations);
  g_free (self);
}

/**
 * roster_demo_world_find:
 * @self: a world
 * @organization_id: (nullable): of an organization
 *
 * Returns: (nullable): the organization, or %NULL where there is none of that id
 */
RosterDemoOrganization *
roster_demo_world_find (RosterDemoWorld *self, const char *organization_id)
{
  for (guint i = 0; i < ROSTER_DEMO_N_ORGANIZATIONS; i++)
    if (g_strcmp0 (roster_demo_organization_get_id (self->organizations[i]), organization_id) == 0)
      return self->organizations[i];
  return NULL;
}

/**
 * roster_demo_world_add_invitation:
 * @self: a world
 * @organization_id: where to
 * @email: whom, as typed
 * @role: as what
 *
 * Remembers an invitation.
 */
void
roster_demo_world_add_invitation (RosterDemoWorld *self,
                                  const char *organization_id,
                                  const char *email,
                                  const char *role)
{
  RosterDemoInvitation *invitation = g_new0 (RosterDemoInvitation, 1);

  invitation->organization_id = g_strdup (organization_id);
  invitation->email = g_strdup (email);
  invitation->role = g_strdup (role);
  g_ptr_array_add (self->invitations, invitation);
}

/**
 * roster_demo_world_describe:
 * @self: a world
 *
 * Returns: (transfer full): its organizations as a JSON array of objects with id and name
 */
char *
roster_demo_world_describe (RosterDemoWorld *self)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ROSTER_DEMO_N_ORGANIZATIONS; i++)
    g_string_append_printf (json, "%s{\"id\":\"%s\",\"name\":\"%s\"}", i > 0 ? "," : "",
                            roster_demo_organization_get_id (self->organizations[i]),
                            roster_demo_organization_get_name (self->organizations[i]));
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}
