/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frees what is large in a thread: to give a million members back to the system takes 30 ms, and
 * nobody can say which of those who hold a list lets it go last. */

#include "core/members/roster-late-free.h"

typedef struct
{
  gpointer data;
  GDestroyNotify free_func;
} Item;

static GMutex lock;
static GCond none_left;
static guint n_left;

static void
free_item (gpointer item_data, gpointer user_data)
{
  Item *item = item_data;

  item->free_func (item->data);
  g_free (item);

  g_mutex_lock (&lock);
  if (--n_left == 0)
    g_cond_broadcast (&none_left);
  g_mutex_unlock (&lock);
}

/* One thread, which ends where there is nothing to do for a while. */
static GThreadPool *
get_pool (void)
{
  static gsize once;
  static GThreadPool *pool;

  if (g_once_init_enter (&once))
    {
      pool = g_thread_pool_new (free_item, NULL, 1, FALSE, NULL);
      g_once_init_leave (&once, 1);
    }
  return pool;
}

/**
 * roster_late_free:
 * @data: (transfer full): what nobody knows any more
 * @n_members: of the list that it is of
 * @free_func: frees it, in another thread where there are many
 *
 * May be called from any thread, and does not wait.
 */
void
roster_late_free (gpointer data, guint n_members, GDestroyNotify free_func)
{
  Item *item = NULL;

  if (n_members < ROSTER_LATE_FREE_MEMBERS)
    {
      free_func (data);
      return;
    }
  item = g_new (Item, 1);
  item->data = data;
  item->free_func = free_func;
  g_mutex_lock (&lock);
  n_left++;
  g_mutex_unlock (&lock);
  g_thread_pool_push (get_pool (), item, NULL);
}

/**
 * roster_late_free_wait:
 *
 * Waits until all is freed: for whoever measures memory.
 */
void
roster_late_free_wait (void)
{
  g_mutex_lock (&lock);
  while (n_left > 0)
    g_cond_wait (&none_left, &lock);
  g_mutex_unlock (&lock);
}
