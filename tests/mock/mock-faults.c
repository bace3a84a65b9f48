/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that goes wrong at the demo service. */

#include "demo/service/roster-demo-faults.h"

#include "demo/people/roster-demo-person.h"

struct _RosterDemoFaults
{
  GPtrArray *faults; /* RosterDemoFault */
};

RosterDemoFaults *
roster_demo_faults_new (void)
{
  RosterDemoFaults *self = g_new0 (RosterDemoFaults, 1);

  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify)roster_demo_fault_free);
  return self;
}

void
roster_demo_faults_free (RosterDemoFaults *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->faults);
  g_free (self);
}

/**
 * roster_demo_faults_add:
 * @self: some faults
 * @fault: (transfer full): one more
 */
void
roster_demo_faults_add (RosterDemoFaults *self, RosterDemoFault *fault)
{
  g_ptr_array_add (self->faults, fault);
}

void
roster_demo_faults_clear (RosterDemoFaults *self)
{
  g_ptr_array_set_size (self->faults, 0);
}

/**
 * roster_demo_faults_take:
 * @self: some faults
 * @call: a call that has arrived
 * @organization_id: (nullable): which organization it is for
 *
 * Returns: (transfer none) (nullable): the first fault that happens to this call; only one does
 */
const RosterDemoFault *
roster_demo_faults_take (RosterDemoFaults *self,
                         RosterDemoCallKind call,
                         const char *organization_id)
{
  for (guint i = 0; i < self->faults->len; i++)
    if (roster_demo_fault_strikes (self->faults->pdata[i], call, organization_id))
      return self->faults->pdata[i];
  return NULL;
}

/**
 * roster_demo_faults_find_refusal:
 * @self: some faults
 *
 * Returns: (transfer none) (nullable): the fault by which nobody listens, whatever the call
 */
const RosterDemoFault *
roster_demo_faults_find_refusal (RosterDemoFaults *self)
{
  for (guint i = 0; i < self->faults->len; i++)
    if (roster_demo_fault_is_refusal (self->faults->pdata[i]))
      return self->faults->pdata[i];
  return NULL;
}

/**
 * roster_demo_faults_describe:
 * @self: some faults
 *
 * Returns: (transfer full): a JSON array of objects with spec, seen (calls it may happen to) and
 * hit (calls it happened to)
 */
char *
roster_demo_faults_describe (RosterDemoFaults *self)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < self->faults->len; i++)
    {
      const RosterDemoFault *fault = self->faults->pdata[i];

      g_string_append (json, i > 0 ? ",{\"spec\":" : "{\"spec\":");
      roster_demo_append_json_string (json, fault->spec);
      g_string_append_printf (json, ",\"seen\":%u,\"hit\":%u}", fault->n_seen, fault->n_hit);
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}
