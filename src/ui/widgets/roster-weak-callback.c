/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window that a callback holds outlives its own destruction, and the window that it belongs to:
 * such a callback watches it only. */

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
  GWeakRef *watch = g_new0 (GWeakRef, 1);

  g_weak_ref_init (watch, object);
  return watch;
}

/**
 * roster_weak_callback_take:
 * @watch: (transfer full): of roster_weak_callback_new()
 *
 * Returns: (transfer full) (nullable): the object, where it is still there
 */
gpointer
roster_weak_callback_take (gpointer watch)
{
  g_autofree GWeakRef *watched = watch;
  gpointer object = g_weak_ref_get (watched);

  g_weak_ref_clear (watched);
  return object;
}
