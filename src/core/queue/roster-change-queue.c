/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every change goes through here. There is a lane for each organization: one change at a time in
 * each, as they were submitted, and the lanes do not wait for each other.
 * What was submitted is carried out even where whoever submitted it goes away: each step that is
 * under way holds the queue.
 */

#include "core/queue/roster-change-queue.h"

#include "core/queue/roster-change-confirmation.h"
#include "core/queue/roster-change-execution.h"

struct _RosterChangeQueue
{
  GObject parent_instance;

  RosterJournal *journal;
  GHashTable *lanes; /* (element-type utf8 Lane) one for each organization seen so far */
  gboolean busy;
  guint n_failed;
  guint n_sent; /* changes that were begun; it may go round */
};

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  RUN_FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterChangeQueue, roster_change_queue, G_TYPE_OBJECT)

/* A run that is under way: how much of it is left. */
typedef struct
{
  RosterChangeQueue *queue; /* weak: the run goes on without it */
  RosterChangeRun *run;
  guint n_left; /* changes that are still in a lane */
  guint n_sent; /* of the queue, when they began to be read */
} Batch;

typedef struct
{
  RosterChange *change;
  Batch *batch;
} Entry;

typedef struct
{
  char *key;
  GQueue entries; /* (element-type Entry) */
  Entry *sent;    /* (nullable) the one under way */
  gboolean waits; /* until its run, which was stopped, has skipped what is next */
} Lane;

/* What is under way. */
typedef struct
{
  RosterChangeQueue *queue;
  Lane *lane;
} Delivery;

static void
entry_free (Entry *entry)
{
  g_object_unref (entry->change);
  g_free (entry);
}

static void
lane_free (Lane *lane)
{
  g_queue_clear_full (&lane->entries, (GDestroyNotify)entry_free);
  g_free (lane->key);
  g_free (lane);
}

/* Two accounts in the same organization share a lane. */
static char *
dup_lane_key (RosterOrganization *organization)
{
  RosterAccount *account = roster_organization_get_account (organization);

  return g_strconcat (roster_account_get_endpoint (account), "\n",
                      roster_organization_get_id (organization), NULL);
}

static Lane *
ensure_lane (RosterChangeQueue *self, RosterOrganization *organization)
{
  g_autofree char *key = dup_lane_key (organization);
  Lane *lane = g_hash_table_lookup (self->lanes, key);

  if (lane == NULL)
    {
      lane = g_new0 (Lane, 1);
      lane->key = g_steal_pointer (&key);
      g_queue_init (&lane->entries);
      g_hash_table_insert (self->lanes, lane->key, lane);
    }

  return lane;
}

static void
update_busy (RosterChangeQueue *self)
{
  GHashTableIter iter;
  gpointer value;
  gboolean busy = FALSE;

  g_hash_table_iter_init (&iter, self->lanes);
  while (!busy && g_hash_table_iter_next (&iter, NULL, &value))
    busy = ((Lane *)value)->sent != NULL || !g_queue_is_empty (&((Lane *)value)->entries);

  if (self->busy == busy)
    return;

  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
end_batch (gpointer user_data, guint n_contradicted)
{
  Batch *batch = user_data;

  if (batch->queue != NULL)
    batch->queue->n_failed += n_contradicted;
  roster_change_run_set_finished (batch->run);
  if (batch->queue != NULL)
    g_signal_emit (batch->queue, signals[RUN_FINISHED], 0, batch->run);
  g_clear_weak_pointer (&batch->queue);
  g_object_unref (batch->run);
  g_free (batch);
}

/* Where something was sent since, the list can show that, and says nothing of this run. */
static RosterJournal *
get_journal (gpointer user_data)
{
  Batch *batch = user_data;

  return batch->queue != NULL && batch->queue->n_sent == batch->n_sent ? batch->queue->journal
                                                                       : NULL;
}

/* Every change of the run is finished: what they touched is read again, then the run is over. */
static void
read_touched (Batch *batch)
{
  batch->n_sent = batch->queue != NULL ? batch->queue->n_sent : 0;
  roster_change_confirmation_start (batch->run, get_journal, end_batch, batch);
}

static void
end_entry (Entry *entry)
{
  Batch *batch = entry->batch;

  entry_free (entry);
  if (--batch->n_left == 0)
    read_touched (batch);
}

static void start_next (RosterChangeQueue *self, Lane *lane);

static void
on_delivered (GObject *change, GAsyncResult *result, gpointer user_data)
{
  g_autofree Delivery *delivery = user_data;
  g_autoptr (RosterChangeQueue) self = delivery->queue;
  Lane *lane = delivery->lane;

  roster_change_execution_finish (ROSTER_CHANGE (change), result);
  /* What somebody stopped is no surprise. */
  if (roster_change_get_state (ROSTER_CHANGE (change)) == ROSTER_CHANGE_FAILED ||
      roster_change_get_state (ROSTER_CHANGE (change)) == ROSTER_CHANGE_UNKNOWN)
    self->n_failed++;
  end_entry (g_steal_pointer (&lane->sent));
  start_next (self, lane);
}

static Delivery *
delivery_new (RosterChangeQueue *self, Lane *lane)
{
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->queue = g_object_ref (self);
  delivery->lane = lane;
  return delivery;
}

static gboolean
wait_over (gpointer user_data)
{
  g_autofree Delivery *delivery = user_data;
  g_autoptr (RosterChangeQueue) self = delivery->queue;

  delivery->lane->waits = FALSE;
  start_next (self, delivery->lane);
  return G_SOURCE_REMOVE;
}

/* Begins the next change of the lane, past those that were skipped. */
static void
start_next (RosterChangeQueue *self, Lane *lane)
{
  while (lane->sent == NULL && !lane->waits && !g_queue_is_empty (&lane->entries))
    {
      Entry *entry = g_queue_peek_head (&lane->entries);
      gboolean is_pending = roster_change_get_state (entry->change) == ROSTER_CHANGE_PENDING;

      if (is_pending && roster_change_run_is_stopped (entry->batch->run))
        {
          lane->waits = TRUE;
          g_idle_add (wait_over, delivery_new (self, lane));
          break;
        }
      g_queue_pop_head (&lane->entries);
      if (!is_pending)
        {
          end_entry (entry);
          continue;
        }

      lane->sent = entry;
      self->n_sent++;
      roster_change_execution_async (entry->change, entry->batch->run, self->journal, on_delivered,
                                     delivery_new (self, lane));
    }

  update_busy (self);
}

/* Additions go before removals, and whoever removes themself does it last. */
static guint
get_rank (RosterChange *change)
{
  RosterAccount *account =
      roster_organization_get_account (roster_change_get_organization (change));

  if (roster_change_get_kind (change) != ROSTER_CHANGE_REMOVE)
    return 0;

  return g_strcmp0 (roster_change_get_subject (change), roster_account_get_user_id (account)) != 0
             ? 1
             : 2;
}

static void
enqueue (RosterChangeQueue *self, Batch *batch)
{
  batch->n_left = roster_change_run_get_n_changes (batch->run);

  for (guint rank = 0; rank <= 2; rank++)
    for (guint i = 0; i < roster_change_run_get_n_changes (batch->run); i++)
      {
        RosterChange *change = roster_change_run_get_change (batch->run, i);
        Entry *entry;

        if (get_rank (change) != rank)
          continue;

        entry = g_new0 (Entry, 1);
        entry->change = g_object_ref (change);
        entry->batch = batch;
        g_queue_push_tail (&ensure_lane (self, roster_change_get_organization (change))->entries,
                           entry);
      }
}

/* The lanes are listed first: whoever hears of the first change may submit more. */
static void
start_lanes (RosterChangeQueue *self)
{
  g_autoptr (GList) lanes = g_hash_table_get_values (self->lanes);

  for (GList *l = lanes; l != NULL; l = l->next)
    start_next (self, l->data);
}

static void
roster_change_queue_finalize (GObject *object)
{
  RosterChangeQueue *self = ROSTER_CHANGE_QUEUE (object);

  g_clear_object (&self->journal);
  g_clear_pointer (&self->lanes, g_hash_table_unref);

  G_OBJECT_CLASS (roster_change_queue_parent_class)->finalize (object);
}

static void
roster_change_queue_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_BUSY)
    g_value_set_boolean (value, roster_change_queue_get_busy (ROSTER_CHANGE_QUEUE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
roster_change_queue_class_init (RosterChangeQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = roster_change_queue_finalize;
  object_class->get_property = roster_change_queue_get_property;

  properties[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[RUN_FINISHED] =
      g_signal_new ("run-finished", ROSTER_TYPE_CHANGE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, ROSTER_TYPE_CHANGE_RUN);
}

static void
roster_change_queue_init (RosterChangeQueue *self)
{
  self->lanes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)lane_free);
}

/**
 * roster_change_queue_new:
 * @journal: where intents and outcomes go
 *
 * Returns: (transfer full): an empty queue
 */
RosterChangeQueue *
roster_change_queue_new (RosterJournal *journal)
{
  RosterChangeQueue *self;

  g_return_val_if_fail (ROSTER_IS_JOURNAL (journal), NULL);

  self = g_object_new (ROSTER_TYPE_CHANGE_QUEUE, NULL);
  self->journal = g_object_ref (journal);

  return self;
}

/** roster_change_queue_get_journal: where intents and outcomes go; borrowed. */
RosterJournal *
roster_change_queue_get_journal (RosterChangeQueue *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (self), NULL);

  return self->journal;
}

/**
 * roster_change_queue_submit:
 * @self: a queue
 * @plan: what is to be done, prepared and agreed to
 * @error: place for %ROSTER_ERROR_STALE, where @plan has to be prepared (again), or
 *   %ROSTER_ERROR_REFUSED, where nobody has agreed to what it asks
 *
 * Begins to carry out what is ready of @plan: in each organization after what was submitted before,
 * additions before removals, and the removal of the account's own user last. One that fails does
 * not stop the rest.
 *
 * Returns: (transfer full) (nullable): the run; it goes on whether or not it is kept
 */
RosterChangeRun *
roster_change_queue_submit (RosterChangeQueue *self, RosterPlan *plan, GError **error)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (RosterChangeRun) run = NULL;
  Batch *batch;

  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (self), NULL);
  g_return_val_if_fail (ROSTER_IS_PLAN (plan), NULL);

  changes = roster_plan_take (plan, error);
  if (changes == NULL)
    return NULL;

  run = roster_change_run_new (changes);
  batch = g_new0 (Batch, 1);
  g_set_weak_pointer (&batch->queue, self);
  batch->run = g_object_ref (run);
  if (changes->len == 0)
    {
      end_batch (batch, 0);
      return g_steal_pointer (&run);
    }

  enqueue (self, batch);
  update_busy (self);
  start_lanes (self);

  return g_steal_pointer (&run);
}

/** roster_change_queue_get_busy: whether a change is pending or in flight, or not recorded yet. */
gboolean
roster_change_queue_get_busy (RosterChangeQueue *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (self), FALSE);

  return self->busy;
}

/** roster_change_queue_get_n_open: how many changes are pending or in flight. */
guint
roster_change_queue_get_n_open (RosterChangeQueue *self)
{
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (self), 0);

  g_hash_table_iter_init (&iter, self->lanes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Lane *lane = value;

      n += lane->sent != NULL && !roster_change_is_finished (lane->sent->change);
      for (GList *l = lane->entries.head; l != NULL; l = l->next)
        n += !roster_change_is_finished (((Entry *)l->data)->change);
    }

  return n;
}

/**
 * roster_change_queue_stop:
 * @self: a queue
 *
 * Stops every run: what has not left, or waits to be sent again, becomes skipped; what has left is
 * let finish, and @self is busy until then.
 */
void
roster_change_queue_stop (RosterChangeQueue *self)
{
  g_autoptr (GHashTable) runs = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (ROSTER_IS_CHANGE_QUEUE (self));

  g_hash_table_iter_init (&iter, self->lanes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Lane *lane = value;

      if (lane->sent != NULL)
        g_hash_table_add (runs, g_object_ref (lane->sent->batch->run));
      for (GList *l = lane->entries.head; l != NULL; l = l->next)
        g_hash_table_add (runs, g_object_ref (((Entry *)l->data)->batch->run));
    }

  g_hash_table_iter_init (&iter, runs);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    roster_change_run_stop (value);
}

/** roster_change_queue_get_n_failed: how many changes failed, or may have, since it was made. */
guint
roster_change_queue_get_n_failed (RosterChangeQueue *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (self), 0);

  return self->n_failed;
}
