/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that goes wrong at the demo service. */

#include "mock/mock-faults.h"

#include "demo/people/roster-demo-person.h"

struct _MockFaults
{
  GPtrArray *faults; /* MockFault */
};

MockFaults *
mock_faults_new (void)
{
  MockFaults *self = g_new0 (MockFaults, 1);

  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify)mock_fault_free);
  return self;
}

void
mock_faults_free (MockFaults *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->faults);
  g_free (self);
}

/**
 * mock_faults_add:
 * @self: some faults
 * @fault: (transfer full): one more
 */
void
mock_faults_add (MockFaults *self, MockFault *fault)
{
  g_ptr_array_add (self->faults, fault);
}

void
mock_faults_clear (MockFaults *self)
{
  g_ptr_array_set_size (self->faults, 0);
}

/**
 * mock_faults_take:
 * @self: some faults
 * @call: a call that has arrived
 * @organization_id: (nullable): which organization it is for
 *
 * Returns: (transfer none) (nullable): the first fault that happens to this call; only one does
 */
const MockFault *
mock_faults_take (MockFaults *self, MockCallKind call, const char *organization_id)
{
  for (guint i = 0; i < self->faults->len; i++)
    if (mock_fault_strikes (self->faults->pdata[i], call, organization_id))
      return self->faults->pdata[i];
  return NULL;
}

/**
 * mock_faults_find_refusal:
 * @self: some faults
 *
 * Returns: (transfer none) (nullable): the fault by which nobody listens, whatever the call
 */
const MockFault *
mock_faults_find_refusal (MockFaults *self)
{
  for (guint i = 0; i < self->faults->len; i++)
    if (mock_fault_is_refusal (self->faults->pdata[i]))
      return self->faults->pdata[i];
  return NULL;
}

/**
 * mock_faults_describe:
 * @self: some faults
 *
 * Returns: (transfer full): a JSON array of objects with spec, seen (calls it may happen to) and
 * hit (calls it happened to)
 */
char *
mock_faults_describe (MockFaults *self)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < self->faults->len; i++)
    {
      const MockFault *fault = self->faults->pdata[i];

      g_string_append (json, i > 0 ? ",{\"spec\":" : "{\"spec\":");
      roster_demo_append_json_string (json, fault->spec);
      g_string_append_printf (json, ",\"seen\":%u,\"hit\":%u}", fault->n_seen, fault->n_hit);
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}
