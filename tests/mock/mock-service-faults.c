/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes wrong at the demo service: set, cleared and told while it runs. */

#include "mock/mock-service.h"

#include "mock/mock-world.h"

/**
 * mock_service_add_fault:
 * @self: a service
 * @spec: see mock_fault_parse()
 * @error: return location for a #GOptionError
 *
 * Sets one more fault. Where the service listens already, a refusal of all calls begins before
 * this returns.
 *
 * Returns: whether @spec is a fault
 */
gboolean
mock_service_add_fault (MockService *self, const char *spec, GError **error)
{
  MockState *state = mock_service_get_state (self);
  MockFault *fault = mock_fault_parse (spec, error);
  gboolean refuses;
  guint seconds;

  if (fault == NULL)
    return FALSE;
  refuses = mock_fault_is_refusal (fault);
  seconds = (guint)MAX (fault->number, 0);

  g_mutex_lock (&state->lock);
  mock_faults_add (state->faults, fault);
  g_mutex_unlock (&state->lock);
  if (refuses)
    mock_service_set_refusing (self, TRUE, seconds);
  return TRUE;
}

/**
 * mock_service_clear_faults:
 * @self: a service
 *
 * From now on nothing goes wrong.
 */
void
mock_service_clear_faults (MockService *self)
{
  MockState *state = mock_service_get_state (self);

  g_mutex_lock (&state->lock);
  mock_faults_clear (state->faults);
  g_mutex_unlock (&state->lock);
  mock_service_set_refusing (self, FALSE, 0);
}

/**
 * mock_service_describe_faults:
 * @self: a service
 *
 * Returns: (transfer full): see mock_faults_describe()
 */
char *
mock_service_describe_faults (MockService *self)
{
  MockState *state = mock_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return mock_faults_describe (state->faults);
}

/* Needs the lock. */
static void
append_requests (MockState *self, GString *json)
{
  for (guint call = MOCK_CALL_LIST; call <= MOCK_CALL_SELF_TEST; call <<= 1)
    g_string_append_printf (json, "%s\"%s\":%u", call == MOCK_CALL_LIST ? "" : ",",
                            mock_call_kind_get_name ((MockCallKind)call),
                            mock_request_log_count_calls (self->log, call));
}

/**
 * mock_service_describe_state:
 * @self: a service
 *
 * Returns: (transfer full): a JSON object: organizations (id, name, members as a number,
 *   invitations as objects with email and role), requests (how many of each call), faults
 */
char *
mock_service_describe_state (MockService *self)
{
  MockState *state = mock_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);
  g_autofree char *organizations = mock_world_describe (state->world);
  g_autofree char *faults = mock_faults_describe (state->faults);
  GString *json = g_string_new (NULL);

  g_string_printf (json, "{\"organizations\":%s,\"requests\":{", organizations);
  append_requests (state, json);
  g_string_append_printf (json, "},\"faults\":%s}", faults);
  return g_string_free (json, FALSE);
}

/**
 * mock_service_describe_members:
 * @self: a service
 * @organization_id: of any organization
 *
 * Returns: (transfer full): a JSON array of objects with id and role, in the order of the list;
 *   empty where there is no such organization
 */
char *
mock_service_describe_members (MockService *self, const char *organization_id)
{
  MockState *state = mock_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return mock_world_describe_members (state->world, organization_id);
}

/**
 * mock_service_count_calls:
 * @self: a service
 * @calls: flags of #MockCallKind
 *
 * Returns: how many such calls arrived, answered or not
 */
guint
mock_service_count_calls (MockService *self, guint calls)
{
  MockState *state = mock_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return mock_request_log_count_calls (state->log, calls);
}
