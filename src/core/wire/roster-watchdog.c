/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deadlines of bodies. */

#include "core/wire/roster-watchdog.h"

#include <glib/gi18n-lib.h>

struct _RosterWatchdog
{
  RosterWireLimits limits;
  GThread *thread; /* owned (nullable): from the first body on */

  /* of the reader alone */
  gboolean is_list;
  gsize n_bytes; /* since the window began */

  GMutex lock; /* of what follows */
  GCond changed;
  GCancellable *watched; /* owned (nullable) */
  gint64 deadline;       /* monotonic, µs */
  gboolean is_late;
  gboolean is_ending;
};

static gpointer
watch (gpointer data)
{
  RosterWatchdog *self = data;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  while (!self->is_ending)
    {
      if (self->watched == NULL)
        g_cond_wait (&self->changed, &self->lock);
      else if (g_get_monotonic_time () < self->deadline)
        g_cond_wait_until (&self->changed, &self->lock, self->deadline);
      else
        {
          self->is_late = TRUE;
          g_cancellable_cancel (self->watched);
          g_clear_object (&self->watched);
        }
    }
  return NULL;
}

/**
 * roster_watchdog_new:
 * @limits: how long it may take
 *
 * Returns: (transfer full): a watchdog that watches nothing yet
 */
RosterWatchdog *
roster_watchdog_new (const RosterWireLimits *limits)
{
  RosterWatchdog *self = g_new0 (RosterWatchdog, 1);

  self->limits = *limits;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  return self;
}

void
roster_watchdog_free (RosterWatchdog *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->is_ending = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_object (&self->watched);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * roster_watchdog_get_limits:
 * @self: a watchdog
 *
 * Returns: (transfer none): what it was made with
 */
const RosterWireLimits *
roster_watchdog_get_limits (RosterWatchdog *self)
{
  return &self->limits;
}

/**
 * roster_watchdog_make_error:
 *
 * Returns: (transfer full): G_IO_ERROR_TIMED_OUT, for an answer that took too long
 */
GError *
roster_watchdog_make_error (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _ ("It took too long."));
}

/**
 * roster_watchdog_watch:
 * @self: a watchdog that watches nothing
 * @cancellable: of the reads of this body alone; nobody may be connected to it who needs a lock
 * @is_list: whether the body only has to keep up a pace, and may be long
 */
void
roster_watchdog_watch (RosterWatchdog *self, GCancellable *cancellable, gboolean is_list)
{
  const guint milliseconds = is_list ? self->limits.pace_window : self->limits.small_body;

  self->is_list = is_list;
  self->n_bytes = 0;
  g_mutex_lock (&self->lock);
  self->watched = g_object_ref (cancellable);
  self->deadline = g_get_monotonic_time () + (gint64)milliseconds * 1000;
  self->is_late = FALSE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  if (self->thread == NULL)
    self->thread = g_thread_new ("roster-watchdog", watch, self);
}

/**
 * roster_watchdog_count:
 * @self: a watchdog
 * @n_bytes: how many bytes of the body have come now
 */
void
roster_watchdog_count (RosterWatchdog *self, gsize n_bytes)
{
  self->n_bytes += n_bytes;
  if (!self->is_list || self->n_bytes < self->limits.pace_bytes)
    return;

  self->n_bytes = 0;
  /* Later only: the thread need not be woken for it. */
  g_mutex_lock (&self->lock);
  self->deadline = g_get_monotonic_time () + (gint64)self->limits.pace_window * 1000;
  g_mutex_unlock (&self->lock);
}

/**
 * roster_watchdog_stop:
 * @self: a watchdog
 *
 * Watches no more: the cancellable is not cancelled after this.
 *
 * Returns: whether it was, because the body took too long
 */
gboolean
roster_watchdog_stop (RosterWatchdog *self)
{
  gboolean is_late;

  g_mutex_lock (&self->lock);
  g_clear_object (&self->watched);
  is_late = self->is_late;
  g_mutex_unlock (&self->lock);
  return is_late;
}
