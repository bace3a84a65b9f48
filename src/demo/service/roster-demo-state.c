/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the demo service knows and how it behaves, without the network. */

#include "demo/service/roster-demo-state.h"

#include "demo/people/roster-demo-person.h"
#include "demo/service/roster-demo-secret.h"

void
roster_demo_state_init (RosterDemoState *self)
{
  g_mutex_init (&self->lock);
  self->key = roster_demo_secret_new ();
  self->guard = roster_demo_guard_new (ROSTER_DEMO_CALLER_ID, self->key);
  self->log = roster_demo_request_log_new ();
  self->faults = roster_demo_faults_new ();
}

/**
 * roster_demo_state_set_options:
 * @self: a state that was initialized, once
 * @options: (nullable): how the service is to be
 *
 * Makes the world.
 */
void
roster_demo_state_set_options (RosterDemoState *self, const RosterDemoOptions *options)
{
  guint n_members = ROSTER_DEMO_DEFAULT_MEMBERS;
  gint64 now_ms = g_get_real_time () / 1000;

  if (options != NULL)
    self->options = *options;
  if (self->options.page_size == 0)
    self->options.page_size = ROSTER_DEMO_DEFAULT_PAGE_SIZE;
  if (self->options.n_members > 0)
    n_members = self->options.n_members;
  if (self->options.now_ms != 0)
    now_ms = self->options.now_ms;
  self->world = roster_demo_world_new (n_members, now_ms);
}

void
roster_demo_state_clear (RosterDemoState *self)
{
  roster_demo_world_free (self->world);
  roster_demo_guard_free (self->guard);
  roster_demo_request_log_free (self->log);
  roster_demo_faults_free (self->faults);
  g_free (self->key);
  g_mutex_clear (&self->lock);
}
