/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is true in the demo's world, for those who test against it. */

#include "mock/mock-world.h"

#include <string.h>

#include "demo/people/roster-demo-person.h"

static void
append_invitations (RosterDemoWorld *self, const char *organization_id, GString *json)
{
  const char *separator = "";

  for (guint i = 0; i < self->invitations->len; i++)
    {
      const RosterDemoInvitation *invitation = g_ptr_array_index (self->invitations, i);

      if (strcmp (invitation->organization_id, organization_id) != 0)
        continue;
      g_string_append_printf (json, "%s{\"role\":\"%s\",\"email\":", separator, invitation->role);
      roster_demo_append_json_string (json, invitation->email);
      g_string_append_c (json, '}');
      separator = ",";
    }
}

/**
 * mock_world_describe:
 * @self: a world
 *
 * Returns: (transfer full): its organizations as a JSON array of objects with id, name, members
 *   (their number) and invitations (objects with role and email)
 */
char *
mock_world_describe (RosterDemoWorld *self)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ROSTER_DEMO_N_ORGANIZATIONS; i++)
    {
      RosterDemoOrganization *organization = self->organizations[i];
      const char *id = roster_demo_organization_get_id (organization);

      g_string_append_printf (
          json, "%s{\"id\":\"%s\",\"name\":\"%s\",\"members\":%u,\"invitations\":[",
          i > 0 ? "," : "", id, roster_demo_organization_get_name (organization),
          roster_demo_organization_get_n_members (organization));
      append_invitations (self, id, json);
      g_string_append (json, "]}");
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/**
 * mock_world_describe_members:
 * @self: a world
 * @organization_id: of any organization
 *
 * Returns: (transfer full): its members as a JSON array of objects with id and role
 */
char *
mock_world_describe_members (RosterDemoWorld *self, const char *organization_id)
{
  RosterDemoOrganization *organization = roster_demo_world_find (self, organization_id);
  guint n = organization != NULL ? roster_demo_organization_get_n_members (organization) : 0;
  GString *json = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    {
      guint32 number = roster_demo_organization_get_person (organization, i);
      RosterDemoPerson person;

      roster_demo_person_init (&person, number);
      g_string_append_printf (json, "%s{\"id\":\"%s\",\"role\":\"%s\"}", i > 0 ? "," : "",
                              person.id, roster_demo_organization_get_role (organization, number));
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/**
 * mock_world_dup_member_id:
 * @self: a world
 * @organization_id: of one of its organizations
 * @position: in the order of the list
 *
 * Returns: (transfer full) (nullable): the user id of a member, or %NULL where there is none
 */
char *
mock_world_dup_member_id (RosterDemoWorld *self, const char *organization_id, guint position)
{
  RosterDemoOrganization *organization = roster_demo_world_find (self, organization_id);
  guint32 number = ROSTER_DEMO_NOBODY;
  RosterDemoPerson person;

  if (organization != NULL)
    number = roster_demo_organization_get_person (organization, position);
  if (number == ROSTER_DEMO_NOBODY)
    return NULL;
  roster_demo_person_init (&person, number);
  return g_strdup (person.id);
}

/**
 * mock_world_dup_role:
 * @self: a world
 * @organization_id: of one of its organizations
 * @user_id: of a person
 *
 * Returns: (transfer full) (nullable): their role, or %NULL where they are not a member
 */
char *
mock_world_dup_role (RosterDemoWorld *self, const char *organization_id, const char *user_id)
{
  RosterDemoOrganization *organization = roster_demo_world_find (self, organization_id);
  guint32 number = roster_demo_person_number_for_id (user_id);

  if (organization == NULL)
    return NULL;
  return g_strdup (roster_demo_organization_get_role (organization, number));
}

/**
 * mock_world_dup_invitations:
 * @self: a world
 * @organization_id: of one of its organizations
 *
 * Returns: (transfer full): "role address" for each invitation, oldest first
 */
char **
mock_world_dup_invitations (RosterDemoWorld *self, const char *organization_id)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->invitations->len; i++)
    {
      const RosterDemoInvitation *invitation = g_ptr_array_index (self->invitations, i);
      g_autofree char *text = g_strconcat (invitation->role, " ", invitation->email, NULL);

      if (strcmp (invitation->organization_id, organization_id) == 0)
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}
