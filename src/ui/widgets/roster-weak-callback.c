/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window that a callback holds outlives its own destruction, and the window that it belongs to:
 * such a callback holds a weak reference only. */

#include "ui/widgets/roster-weak-callback.h"

/**
 * roster_weak_callback_new:
 * @object: what the callback is for
 *
 * Returns: (transfer full): data for one callback, which gives it to roster_weak_callback_take()
 */
gpointer
roster_weak_callback_new (gpointer object)
{
  GWeakRef *weak_ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak_ref, object);
  return weak_ref;
}

/**
 * roster_weak_callback_take:
 * @weak_ref: (transfer full): of roster_weak_callback_new()
 *
 * Returns: (transfer full) (nullable): the object, where it is still there
 */
gpointer
roster_weak_callback_take (gpointer weak_ref)
{
  g_autofree GWeakRef *ref = weak_ref;
  gpointer object = g_weak_ref_get (ref);

  g_weak_ref_clear (ref);
  return object;
}
