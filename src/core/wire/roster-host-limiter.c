/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may use a connection next. libsoup has a queue of its own, but who waits there cannot be
 * cancelled (3.2). */

#include "core/wire/roster-host-limiter.h"

struct _RosterHostLimiter
{
  gatomicrefcount ref_count;
  guint n_places;

  GMutex lock;
  GHashTable *n_inside; /* host → number, owned */
  GQueue waiting;       /* element-type Waiter, borrowed from the stacks of those who wait */
};

typedef struct
{
  const char *host;
  GMainContext *context;
} Waiter;

/**
 * roster_host_limiter_new:
 * @n_places: how many may be inside for each host
 *
 * Returns: (transfer full): a limiter that nobody waits for
 */
RosterHostLimiter *
roster_host_limiter_new (guint n_places)
{
  RosterHostLimiter *self = g_new0 (RosterHostLimiter, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  g_queue_init (&self->waiting);
  self->n_places = n_places;
  self->n_inside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

RosterHostLimiter *
roster_host_limiter_ref (RosterHostLimiter *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
roster_host_limiter_unref (RosterHostLimiter *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->n_inside);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static guint
count_inside (RosterHostLimiter *self, const char *host)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->n_inside, host));
}

static void
set_inside (RosterHostLimiter *self, const char *host, guint n_inside)
{
  if (n_inside > 0)
    g_hash_table_replace (self->n_inside, g_strdup (host), GUINT_TO_POINTER (n_inside));
  else
    g_hash_table_remove (self->n_inside, host);
}

/* Whether there is a place, and nobody else is before. */
static gboolean
is_next (RosterHostLimiter *self, const Waiter *waiter)
{
  if (count_inside (self, waiter->host) >= self->n_places)
    return FALSE;

  for (GList *link = self->waiting.head; link != NULL && link->data != waiter; link = link->next)
    if (g_str_equal (((const Waiter *)link->data)->host, waiter->host))
      return FALSE;
  return TRUE;
}

/* With the lock held. */
static void
wake_all (RosterHostLimiter *self)
{
  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    g_main_context_wakeup (((Waiter *)link->data)->context);
}

static void
on_cancelled (GCancellable *cancellable, gpointer context)
{
  g_main_context_wakeup (context);
}

/* With the lock held, but not while it waits. */
static void
wait_in_line (RosterHostLimiter *self, Waiter *waiter, GCancellable *cancellable)
{
  while (!g_cancellable_is_cancelled (cancellable) && !is_next (self, waiter))
    {
      g_mutex_unlock (&self->lock);
      g_main_context_iteration (waiter->context, TRUE);
      g_mutex_lock (&self->lock);
    }
}

/**
 * roster_host_limiter_enter:
 * @self: a limiter
 * @host: that was entered
 * @in_a_hurry: whether to go before all who wait
 * @context: the thread's own main context, iterated while it waits
 * @cancellable: (nullable): ends the wait at once
 * @error: G_IO_ERROR_CANCELLED
 *
 * Waits for a place.
 *
 * Returns: whether it is inside, and has to leave
 */
gboolean
roster_host_limiter_enter (RosterHostLimiter *self,
                           const char *host,
                           gboolean in_a_hurry,
                           GMainContext *context,
                           GCancellable *cancellable,
                           GError **error)
{
  Waiter waiter = { host, context };
  gulong handler = 0;
  gboolean cancelled;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), context, NULL);

  g_mutex_lock (&self->lock);
  if (in_a_hurry)
    g_queue_push_head (&self->waiting, &waiter);
  else
    g_queue_push_tail (&self->waiting, &waiter);
  wait_in_line (self, &waiter, cancellable);
  g_queue_remove (&self->waiting, &waiter);

  cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
  if (!cancelled)
    set_inside (self, host, count_inside (self, host) + 1);
  wake_all (self);
  g_mutex_unlock (&self->lock);

  g_cancellable_disconnect (cancellable, handler);
  return !cancelled;
}

/**
 * roster_host_limiter_leave:
 * @self: a limiter
 * @host: as it was entered
 *
 * Gives the place back.
 */
void
roster_host_limiter_leave (RosterHostLimiter *self, const char *host)
{
  g_mutex_lock (&self->lock);
  set_inside (self, host, count_inside (self, host) - 1);
  wake_all (self);
  g_mutex_unlock (&self->lock);
}
