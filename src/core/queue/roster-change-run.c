/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The changes that one press of a button (or one command) asked for, with their progress. */

#include "core/queue/roster-change-run.h"

/* How many changes are skipped before the main loop has its turn: a frame has room for them. */
#define SKIPPED_AT_A_TIME 500

struct _RosterChangeRun
{
  GObject parent_instance;

  GPtrArray *changes; /* (element-type RosterChange) */
  GPtrArray
      *sending; /* (element-type RosterChange): those under way, one an organization; borrowed */
  guint n_finished;
  guint n_skipped; /* of a run that was stopped: up to which change it was seen to */
  gboolean stopped;
  gboolean waiting;
  gboolean finished;
};

enum
{
  PROP_0,
  PROP_N_FINISHED,
  PROP_WAITING,
  PROP_FINISHED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void roster_change_run_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterChangeRun,
                               roster_change_run,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      roster_change_run_list_model_init))

static void
update_waiting (RosterChangeRun *self)
{
  gboolean waiting = FALSE;

  /* Only what is under way can wait. */
  for (guint i = 0; !waiting && i < self->sending->len; i++)
    waiting = roster_change_can_stop_waiting (self->sending->pdata[i]);
  if (self->waiting == waiting)
    return;

  self->waiting = waiting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
}

/* Each change is counted once: where all are finished, only the list says otherwise of one. */
static void
on_state_changed (RosterChangeRun *self, GParamSpec *pspec, RosterChange *change)
{
  if (roster_change_get_state (change) == ROSTER_CHANGE_SENDING)
    {
      g_ptr_array_add (self->sending, change);
      g_signal_connect_object (roster_change_get_progress (change), "notify::wait-until",
                               G_CALLBACK (update_waiting), self, G_CONNECT_SWAPPED);
    }
  if (!roster_change_is_finished (change) || self->n_finished == self->changes->len)
    return;

  if (g_ptr_array_remove_fast (self->sending, change))
    {
      g_signal_handlers_disconnect_by_func (roster_change_get_progress (change), update_waiting,
                                            self);
      update_waiting (self);
    }
  self->n_finished++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FINISHED]);
}

static GType
roster_change_run_get_item_type (GListModel *model)
{
  return ROSTER_TYPE_CHANGE;
}

static guint
roster_change_run_get_n_items (GListModel *model)
{
  return ROSTER_CHANGE_RUN (model)->changes->len;
}

static gpointer
roster_change_run_get_item (GListModel *model, guint position)
{
  RosterChangeRun *self = ROSTER_CHANGE_RUN (model);

  return position < self->changes->len ? g_object_ref (self->changes->pdata[position]) : NULL;
}

static void
roster_change_run_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = roster_change_run_get_item_type;
  iface->get_n_items = roster_change_run_get_n_items;
  iface->get_item = roster_change_run_get_item;
}

static void
roster_change_run_finalize (GObject *object)
{
  RosterChangeRun *self = ROSTER_CHANGE_RUN (object);

  g_clear_pointer (&self->sending, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);

  G_OBJECT_CLASS (roster_change_run_parent_class)->finalize (object);
}

static void
roster_change_run_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RosterChangeRun *self = ROSTER_CHANGE_RUN (object);

  switch (prop_id)
    {
    case PROP_N_FINISHED:
      g_value_set_uint (value, self->n_finished);
      break;
    case PROP_WAITING:
      g_value_set_boolean (value, self->waiting);
      break;
    case PROP_FINISHED:
      g_value_set_boolean (value, self->finished);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_change_run_class_init (RosterChangeRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = roster_change_run_finalize;
  object_class->get_property = roster_change_run_get_property;

  properties[PROP_N_FINISHED] =
      g_param_spec_uint ("n-finished", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_WAITING] = g_param_spec_boolean ("waiting", NULL, NULL, FALSE, flags);
  properties[PROP_FINISHED] = g_param_spec_boolean ("finished", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
roster_change_run_init (RosterChangeRun *self)
{
  self->changes = g_ptr_array_new_with_free_func (g_object_unref);
  self->sending = g_ptr_array_new ();
}

/**
 * roster_change_run_new:
 * @changes: (element-type RosterChange) (transfer none): each pending; the array is copied
 *
 * For the queue alone.
 *
 * Returns: (transfer full): a run of which nothing is finished
 */
RosterChangeRun *
roster_change_run_new (GPtrArray *changes)
{
  RosterChangeRun *self;

  g_return_val_if_fail (changes != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_CHANGE_RUN, NULL);
  for (guint i = 0; i < changes->len; i++)
    {
      g_ptr_array_add (self->changes, g_object_ref (changes->pdata[i]));
      g_signal_connect_object (changes->pdata[i], "notify::state", G_CALLBACK (on_state_changed),
                               self, G_CONNECT_SWAPPED);
    }

  return self;
}

/** roster_change_run_get_n_changes: how many there are. */
guint
roster_change_run_get_n_changes (RosterChangeRun *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_RUN (self), 0);

  return self->changes->len;
}

/** roster_change_run_get_change: the one at @position, as they were submitted; borrowed. */
RosterChange *
roster_change_run_get_change (RosterChangeRun *self, guint position)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_RUN (self), NULL);
  g_return_val_if_fail (position < self->changes->len, NULL);

  return self->changes->pdata[position];
}

/** roster_change_run_get_n_finished: how many are in a final state. */
guint
roster_change_run_get_n_finished (RosterChangeRun *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_RUN (self), 0);

  return self->n_finished;
}

/** roster_change_run_count: how many are in @state now. */
guint
roster_change_run_count (RosterChangeRun *self, RosterChangeState state)
{
  guint n = 0;

  g_return_val_if_fail (ROSTER_IS_CHANGE_RUN (self), 0);

  for (guint i = 0; i < self->changes->len; i++)
    n += roster_change_get_state (self->changes->pdata[i]) == state;

  return n;
}

/**
 * roster_change_run_list_left:
 * @self: a run
 *
 * Returns: (transfer full) (element-type RosterChange): what did not happen, or perhaps not, in the
 *   order in which it was submitted
 */
GPtrArray *
roster_change_run_list_left (RosterChangeRun *self)
{
  GPtrArray *left = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (ROSTER_IS_CHANGE_RUN (self), left);

  for (guint i = 0; i < self->changes->len; i++)
    if (roster_change_get_state (self->changes->pdata[i]) != ROSTER_CHANGE_DONE)
      g_ptr_array_add (left, g_object_ref (self->changes->pdata[i]));
  return left;
}

/**
 * roster_change_run_is_finished:
 * @self: a run
 *
 * Returns: whether every change is in a final state and recorded, and the organizations that they
 *   touched have been read again
 */
gboolean
roster_change_run_is_finished (RosterChangeRun *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_RUN (self), FALSE);

  return self->finished;
}

/** roster_change_run_set_finished: says that nothing more happens; for the queue alone. */
void
roster_change_run_set_finished (RosterChangeRun *self)
{
  g_return_if_fail (ROSTER_IS_CHANGE_RUN (self));

  if (self->finished)
    return;

  self->finished = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINISHED]);
}

/** roster_change_run_is_waiting: whether a change waits before it is sent, which stopping ends. */
gboolean
roster_change_run_is_waiting (RosterChangeRun *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_RUN (self), FALSE);

  return self->waiting;
}

/** roster_change_run_is_stopped: whether roster_change_run_stop() was called. */
gboolean
roster_change_run_is_stopped (RosterChangeRun *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_RUN (self), FALSE);

  return self->stopped;
}

static gboolean
skip_some (gpointer user_data)
{
  RosterChangeRun *self = ROSTER_CHANGE_RUN (user_data);
  guint end = MIN (self->changes->len, self->n_skipped + SKIPPED_AT_A_TIME);

  while (self->n_skipped < end)
    {
      RosterChange *change = self->changes->pdata[self->n_skipped++];

      if (roster_change_get_state (change) == ROSTER_CHANGE_PENDING)
        roster_change_set_state (change, ROSTER_CHANGE_SKIPPED, NULL, NULL);
    }
  return end < self->changes->len ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/**
 * roster_change_run_stop:
 * @self: a run
 *
 * Skips what was not begun yet, and what waits to be sent again, on which the service certainly did
 * not act. The changes in flight are let finish: a change that has left may have happened. Of many
 * thousands, most become skipped in the next turns of the main loop; none of them is begun.
 */
void
roster_change_run_stop (RosterChangeRun *self)
{
  g_autoptr (GPtrArray) sending = NULL;

  g_return_if_fail (ROSTER_IS_CHANGE_RUN (self));

  /* Whoever is told may stop again. */
  sending = g_ptr_array_copy (self->sending, (GCopyFunc)(GCallback)g_object_ref, NULL);
  g_ptr_array_set_free_func (sending, g_object_unref);
  for (guint i = 0; i < sending->len; i++)
    if (!roster_change_is_finished (sending->pdata[i]))
      roster_call_progress_stop (roster_change_get_progress (sending->pdata[i]));
  if (self->stopped)
    return;

  self->stopped = TRUE;
  if (skip_some (self))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, skip_some, g_object_ref (self), g_object_unref);
}
