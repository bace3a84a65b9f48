/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/find/roster-refresher.h"

struct _RosterRefresher
{
  GObject parent_instance;

  /* Owned */
  GQueue waiting; /* (element-type RosterOrganization) */

  guint at_most;
  guint n_running;
};

G_DEFINE_FINAL_TYPE (RosterRefresher, roster_refresher, G_TYPE_OBJECT)

static void start_next (RosterRefresher *self);

static void
refresh_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterRefresher) self = ROSTER_REFRESHER (user_data);

  /* The organization keeps its error, and its page shows it. */
  roster_organization_refresh_finish (ROSTER_ORGANIZATION (source), result, NULL);
  self->n_running--;
  start_next (self);
}

static void
start_next (RosterRefresher *self)
{
  while (self->n_running < self->at_most && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr (RosterOrganization) organization = g_queue_pop_head (&self->waiting);

      self->n_running++;
      roster_organization_refresh_async (organization, FALSE, refresh_ended, g_object_ref (self));
    }
}

static void
roster_refresher_dispose (GObject *object)
{
  RosterRefresher *self = ROSTER_REFRESHER (object);

  g_queue_clear_full (&self->waiting, g_object_unref);

  G_OBJECT_CLASS (roster_refresher_parent_class)->dispose (object);
}

static void
roster_refresher_class_init (RosterRefresherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_refresher_dispose;
}

static void
roster_refresher_init (RosterRefresher *self)
{
  g_queue_init (&self->waiting);
}

/**
 * roster_refresher_new:
 * @at_most: how many organizations may be read at the same time
 *
 * Returns: (transfer full): a refresher with nothing to do
 */
RosterRefresher *
roster_refresher_new (guint at_most)
{
  RosterRefresher *self = g_object_new (ROSTER_TYPE_REFRESHER, NULL);

  self->at_most = MAX (at_most, 1);
  return self;
}

/**
 * roster_refresher_push:
 * @self: a refresher
 * @organization: what to read
 *
 * Reads @organization once those that wait already have been read; nothing where it waits itself.
 */
void
roster_refresher_push (RosterRefresher *self, RosterOrganization *organization)
{
  g_return_if_fail (ROSTER_IS_REFRESHER (self));
  g_return_if_fail (ROSTER_IS_ORGANIZATION (organization));

  if (g_queue_find (&self->waiting, organization) == NULL)
    g_queue_push_tail (&self->waiting, g_object_ref (organization));
  start_next (self);
}

/**
 * roster_refresher_push_first:
 * @self: a refresher
 * @organization: what to read
 *
 * Reads @organization before those that wait already.
 */
void
roster_refresher_push_first (RosterRefresher *self, RosterOrganization *organization)
{
  g_return_if_fail (ROSTER_IS_REFRESHER (self));
  g_return_if_fail (ROSTER_IS_ORGANIZATION (organization));

  if (!roster_refresher_hurry (self, organization))
    g_queue_push_head (&self->waiting, g_object_ref (organization));
  start_next (self);
}

/**
 * roster_refresher_hurry:
 * @self: a refresher
 * @organization: the one that somebody looks at now
 *
 * Returns: whether @organization was waiting; it is the next to be read then
 */
gboolean
roster_refresher_hurry (RosterRefresher *self, RosterOrganization *organization)
{
  GList *link = NULL;

  g_return_val_if_fail (ROSTER_IS_REFRESHER (self), FALSE);

  link = g_queue_find (&self->waiting, organization);
  if (link == NULL)
    return FALSE;
  g_queue_unlink (&self->waiting, link);
  g_queue_push_head_link (&self->waiting, link);
  return TRUE;
}

/**
 * roster_refresher_forget:
 * @self: a refresher
 * @organization: (nullable): what need not be read any more; %NULL for all that waits
 *
 * Reads that are running are left alone.
 */
void
roster_refresher_forget (RosterRefresher *self, RosterOrganization *organization)
{
  g_return_if_fail (ROSTER_IS_REFRESHER (self));

  if (organization == NULL)
    g_queue_clear_full (&self->waiting, g_object_unref);
  else if (g_queue_remove (&self->waiting, organization))
    g_object_unref (organization);
}

guint
roster_refresher_get_n_waiting (RosterRefresher *self)
{
  g_return_val_if_fail (ROSTER_IS_REFRESHER (self), 0);
  return g_queue_get_length (&self->waiting);
}

guint
roster_refresher_get_n_running (RosterRefresher *self)
{
  g_return_val_if_fail (ROSTER_IS_REFRESHER (self), 0);
  return self->n_running;
}
