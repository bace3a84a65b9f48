/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes wrong at the demo service: set, cleared and told while it runs. */

#include "demo/service/roster-demo-service-private.h"

typedef struct
{
  RosterDemoService *service;
  gboolean refuses;
  guint seconds;
  gboolean done; /* guarded by the service's lock */
} Refusal;

static gboolean
apply_refusal (gpointer user_data)
{
  Refusal *refusal = user_data;
  RosterDemoService *self = refusal->service;

  if (refusal->refuses)
    roster_demo_listener_refuse (self->listener, refusal->seconds, NULL);
  else
    roster_demo_listener_resume (self->listener);

  g_mutex_lock (&self->lock);
  refusal->done = TRUE;
  g_cond_broadcast (&self->ready);
  g_mutex_unlock (&self->lock);
  return G_SOURCE_REMOVE;
}

/* The listener belongs to the service's thread; what it does is done at the return. */
static void
set_refusing (RosterDemoService *self, gboolean refuses, guint seconds)
{
  Refusal refusal = { .service = self, .refuses = refuses, .seconds = seconds };

  if (self->listener == NULL)
    return;
  if (self->thread == NULL || g_main_context_is_owner (self->context))
    {
      apply_refusal (&refusal);
      return;
    }
  g_main_context_invoke (self->context, apply_refusal, &refusal);
  g_mutex_lock (&self->lock);
  while (!refusal.done)
    g_cond_wait (&self->ready, &self->lock);
  g_mutex_unlock (&self->lock);
}

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
  RosterDemoFault *fault = roster_demo_fault_parse (spec, error);
  gboolean refuses;
  guint seconds;

  if (fault == NULL)
    return FALSE;
  refuses = roster_demo_fault_is_refusal (fault);
  seconds = (guint)MAX (fault->number, 0);

  g_mutex_lock (&self->lock);
  roster_demo_faults_add (self->faults, fault);
  g_mutex_unlock (&self->lock);
  if (refuses)
    set_refusing (self, TRUE, seconds);
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
  g_mutex_lock (&self->lock);
  roster_demo_faults_clear (self->faults);
  g_mutex_unlock (&self->lock);
  set_refusing (self, FALSE, 0);
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
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return roster_demo_faults_describe (self->faults);
}

/* Needs the lock. */
static void
append_requests (RosterDemoService *self, GString *json)
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
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *organizations = roster_demo_world_describe_state (self->world);
  g_autofree char *faults = roster_demo_faults_describe (self->faults);
  GString *json = g_string_new (NULL);

  g_string_printf (json, "{\"organizations\":%s,\"requests\":{", organizations);
  append_requests (self, json);
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
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return roster_demo_world_describe_members (self->world, organization_id);
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
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return roster_demo_request_log_count_calls (self->log, calls);
}
