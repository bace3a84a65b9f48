/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes wrong at the demo service: set, cleared and told while it runs. */

#include "demo/service/roster-demo-service.h"

/**
 * roster_demo_service_add_fault:
 * @self: a service
 * @spec: see roster_demo_fault_parse()
 * @error: return location for a #GOptionError
 *
 * Sets one more fault. Where the service listens already, a refusal of all calls begins before
 * this returns.
 *
 * Returns: whether @spec is a fault
 */
gboolean
roster_demo_service_add_fault (RosterDemoService *self, const char *spec, GError **error)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  RosterDemoFault *fault = roster_demo_fault_parse (spec, error);
  gboolean refuses;
  guint seconds;

  if (fault == NULL)
    return FALSE;
  refuses = roster_demo_fault_is_refusal (fault);
  seconds = (guint)MAX (fault->number, 0);

  g_mutex_lock (&state->lock);
  roster_demo_faults_add (state->faults, fault);
  g_mutex_unlock (&state->lock);
  if (refuses)
    roster_demo_service_set_refusing (self, TRUE, seconds);
  return TRUE;
}

/**
 * roster_demo_service_clear_faults:
 * @self: a service
 *
 * From now on nothing goes wrong.
 */
void
roster_demo_service_clear_faults (RosterDemoService *self)
{
  RosterDemoState *state = roster_demo_service_get_state (self);

  g_mutex_lock (&state->lock);
  roster_demo_faults_clear (state->faults);
  g_mutex_unlock (&state->lock);
  roster_demo_service_set_refusing (self, FALSE, 0);
}

/**
 * roster_demo_service_describe_faults:
 * @self: a service
 *
 * Returns: (transfer full): see roster_demo_faults_describe()
 */
char *
roster_demo_service_describe_faults (RosterDemoService *self)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return roster_demo_faults_describe (state->faults);
}

/* Needs the lock. */
static void
append_requests (RosterDemoState *self, GString *json)
{
  for (guint call = ROSTER_DEMO_CALL_LIST; call <= ROSTER_DEMO_CALL_SELF_TEST; call <<= 1)
    g_string_append_printf (json, "%s\"%s\":%u", call == ROSTER_DEMO_CALL_LIST ? "" : ",",
                            roster_demo_call_kind_get_name ((RosterDemoCallKind)call),
                            roster_demo_request_log_count_calls (self->log, call));
}

/**
 * roster_demo_service_describe_state:
 * @self: a service
 *
 * Returns: (transfer full): a JSON object: organizations (id, name, members as a number,
 *   invitations as objects with email and role), requests (how many of each call), faults
 */
char *
roster_demo_service_describe_state (RosterDemoService *self)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);
  g_autofree char *organizations = roster_demo_world_describe_state (state->world);
  g_autofree char *faults = roster_demo_faults_describe (state->faults);
  GString *json = g_string_new (NULL);

  g_string_printf (json, "{\"organizations\":%s,\"requests\":{", organizations);
  append_requests (state, json);
  g_string_append_printf (json, "},\"faults\":%s}", faults);
  return g_string_free (json, FALSE);
}

/**
 * roster_demo_service_describe_members:
 * @self: a service
 * @organization_id: of any organization
 *
 * Returns: (transfer full): a JSON array of objects with id and role, in the order of the list;
 *   empty where there is no such organization
 */
char *
roster_demo_service_describe_members (RosterDemoService *self, const char *organization_id)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return roster_demo_world_describe_members (state->world, organization_id);
}

/**
 * roster_demo_service_count_calls:
 * @self: a service
 * @calls: flags of #RosterDemoCallKind
 *
 * Returns: how many such calls arrived, answered or not
 */
guint
roster_demo_service_count_calls (RosterDemoService *self, guint calls)
{
  RosterDemoState *state = roster_demo_service_get_state (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&state->lock);

  return roster_demo_request_log_count_calls (state->log, calls);
}
