/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the demo service knows and how it behaves, for those who test against it. */

#include "demo/service/roster-demo-service.h"

#include "demo/people/roster-demo-person.h"

const char *
roster_demo_service_get_user_id (RosterDemoService *self)
{
  return ROSTER_DEMO_CALLER_ID;
}

const char *
roster_demo_service_get_key (RosterDemoService *self)
{
  RosterDemoState *state = roster_demo_service_get_state (self);

  return state->key;
}

guint
roster_demo_service_get_n_organizations (RosterDemoService *self)
{
  return ROSTER_DEMO_N_ORGANIZATIONS;
}

const char *
roster_demo_service_get_organization_id (RosterDemoService *self, guint position)
{
  RosterDemoState *state = roster_demo_service_get_state (self);

  return roster_demo_organization_get_id (state->world->organizations[position]);
}

const char *
roster_demo_service_get_organization_name (RosterDemoService *self, guint position)
{
  RosterDemoState *state = roster_demo_service_get_state (self);

  return roster_demo_organization_get_name (state->world->organizations[position]);
}

/**
 * roster_demo_service_get_n_members:
 * @self: a service
 * @organization_id: of one of its organizations
 *
 * Returns: how many members the organization has now
 */
guint
roster_demo_service_get_n_members (RosterDemoService *self, const char *organization_id)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);
  RosterDemoOrganization *organization = roster_demo_world_find (state->world, organization_id);

  return organization != NULL ? roster_demo_organization_get_n_members (organization) : 0;
}

/**
 * roster_demo_service_dup_member_id:
 * @self: a service
 * @organization_id: of an organization
 * @position: in the order of the list
 *
 * Returns: (transfer full) (nullable): a member's user id, or %NULL behind the last one
 */
char *
roster_demo_service_dup_member_id (RosterDemoService *self,
                                   const char *organization_id,
                                   guint position)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return roster_demo_world_dup_member_id (state->world, organization_id, position);
}

/**
 * roster_demo_service_dup_role:
 * @self: a service
 * @organization_id: of one of its organizations
 * @user_id: of a person
 *
 * Returns: (transfer full) (nullable): their role now, or %NULL for somebody who is no member
 */
char *
roster_demo_service_dup_role (RosterDemoService *self,
                              const char *organization_id,
                              const char *user_id)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return roster_demo_world_dup_role (state->world, organization_id, user_id);
}

/**
 * roster_demo_service_dup_invitations:
 * @self: a service
 * @organization_id: of one of its organizations
 *
 * Returns: (transfer full): "role address" for each invitation that was accepted, oldest first
 */
char **
roster_demo_service_dup_invitations (RosterDemoService *self, const char *organization_id)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return roster_demo_world_dup_invitations (state->world, organization_id);
}

/**
 * roster_demo_service_get_n_requests:
 * @self: a service
 * @method: (nullable): the method that is counted
 * @resource_prefix: (nullable): how path?query begins
 *
 * Returns: how many such requests were answered or refused
 */
guint
roster_demo_service_get_n_requests (RosterDemoService *self,
                                    const char *method,
                                    const char *resource_prefix)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return roster_demo_request_log_count (state->log, method, resource_prefix);
}

/**
 * roster_demo_service_dup_requests:
 * @self: a service
 *
 * Returns: (transfer full): the requests that were answered, oldest first, each as a line of JSON
 * as in #RosterDemoRequestFunc
 */
char **
roster_demo_service_dup_requests (RosterDemoService *self)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return roster_demo_request_log_dup_lines (state->log);
}

void
roster_demo_service_clear_requests (RosterDemoService *self)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  roster_demo_request_log_clear (state->log);
}

void
roster_demo_service_set_clock_offset (RosterDemoService *self, gint64 offset_s)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  state->options.clock_offset_s = offset_s;
}

void
roster_demo_service_set_invite_needs_put (RosterDemoService *self, gboolean needs_put)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  state->options.invite_needs_put = needs_put;
}

void
roster_demo_service_set_page_delay (RosterDemoService *self, guint delay_ms)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  state->options.page_delay_ms = delay_ms;
}

void
roster_demo_service_set_request_func (RosterDemoService *self,
                                      RosterDemoRequestFunc func,
                                      gpointer user_data)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  state->request_func = func;
  state->request_data = user_data;
}
