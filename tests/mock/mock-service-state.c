/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the demo service knows and how it behaves, for those who test against it. */

#include "mock/mock-service.h"

#include "mock/mock-world.h"

#include "demo/people/roster-demo-person.h"

const char *
mock_service_get_endpoint (MockService *self)
{
  return roster_demo_service_get_endpoint (ROSTER_DEMO_SERVICE (self));
}

const char *
mock_service_get_user_id (MockService *self)
{
  return ROSTER_DEMO_CALLER_ID;
}

const char *
mock_service_get_key (MockService *self)
{
  return roster_demo_service_get_key (ROSTER_DEMO_SERVICE (self));
}

guint
mock_service_get_n_organizations (MockService *self)
{
  return ROSTER_DEMO_N_ORGANIZATIONS;
}

const char *
mock_service_get_organization_id (MockService *self, guint position)
{
  MockState *state = mock_service_get_state (self);

  return roster_demo_organization_get_id (state->world->organizations[position]);
}

const char *
mock_service_get_organization_name (MockService *self, guint position)
{
  MockState *state = mock_service_get_state (self);

  return roster_demo_organization_get_name (state->world->organizations[position]);
}

/**
 * mock_service_get_n_members:
 * @self: a service
 * @organization_id: of one of its organizations
 *
 * Returns: how many members the organization has now
 */
guint
mock_service_get_n_members (MockService *self, const char *organization_id)
{
  MockState *state = mock_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);
  RosterDemoOrganization *organization = roster_demo_world_find (state->world, organization_id);

  return organization != NULL ? roster_demo_organization_get_n_members (organization) : 0;
}

/**
 * mock_service_dup_member_id:
 * @self: a service
 * @organization_id: of an organization
 * @position: in the order of the list
 *
 * Returns: (transfer full) (nullable): a member's user id, or %NULL behind the last one
 */
char *
mock_service_dup_member_id (MockService *self, const char *organization_id, guint position)
{
  MockState *state = mock_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return mock_world_dup_member_id (state->world, organization_id, position);
}

/**
 * mock_service_dup_role:
 * @self: a service
 * @organization_id: of one of its organizations
 * @user_id: of a person
 *
 * Returns: (transfer full) (nullable): their role now, or %NULL for somebody who is no member
 */
char *
mock_service_dup_role (MockService *self, const char *organization_id, const char *user_id)
{
  MockState *state = mock_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return mock_world_dup_role (state->world, organization_id, user_id);
}

/**
 * mock_service_dup_invitations:
 * @self: a service
 * @organization_id: of one of its organizations
 *
 * Returns: (transfer full): "role address" for each invitation that was accepted, oldest first
 */
char **
mock_service_dup_invitations (MockService *self, const char *organization_id)
{
  MockState *state = mock_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return mock_world_dup_invitations (state->world, organization_id);
}

/**
 * mock_service_get_n_requests:
 * @self: a service
 * @method: (nullable): the method that is counted
 * @resource_prefix: (nullable): how path?query begins
 *
 * Returns: how many such requests were answered or refused
 */
guint
mock_service_get_n_requests (MockService *self, const char *method, const char *resource_prefix)
{
  MockState *state = mock_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return mock_request_log_count (state->log, method, resource_prefix);
}

/**
 * mock_service_dup_requests:
 * @self: a service
 *
 * Returns: (transfer full): the requests that were answered, oldest first, each as a line of JSON
 * as in #MockRequestFunc
 */
char **
mock_service_dup_requests (MockService *self)
{
  MockState *state = mock_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return mock_request_log_dup_lines (state->log);
}

void
mock_service_clear_requests (MockService *self)
{
  MockState *state = mock_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  mock_request_log_clear (state->log);
}

void
mock_service_set_clock_offset (MockService *self, gint64 offset_s)
{
  MockState *state = mock_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  state->options.clock_offset_s = offset_s;
}

void
mock_service_set_invite_needs_put (MockService *self, gboolean needs_put)
{
  MockState *state = mock_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  state->options.invite_needs_put = needs_put;
}

void
mock_service_set_page_delay (MockService *self, guint delay_ms)
{
  MockState *state = mock_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  state->options.page_delay_ms = delay_ms;
}

void
mock_service_set_request_func (MockService *self, MockRequestFunc func, gpointer user_data)
{
  MockState *state = mock_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  state->request_func = func;
  state->request_data = user_data;
}
