/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterMemberView: what the list on screen shows of a table: sorted, filtered, selected. */

#include "roster-member-view.h"

#include <string.h>

#include "roster-arrange-job.h"
#include "roster-member-proxy.h"
#include "roster-member-view-private.h"

/* Up to this many members everything is done at once; it takes less than a millisecond. */
#define MAX_ROWS_AT_ONCE 2000

enum
{
  PROP_0,
  PROP_N_SELECTED,
  N_PROPS
};

enum
{
  ARRANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void roster_member_view_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterMemberView,
                               roster_member_view,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      roster_member_view_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          roster_member_view_selection_init))

void
roster_member_view_update_n_selected (RosterMemberView *self)
{
  guint n = self->arrangement != NULL
                ? roster_bits_count_common (self->selected, self->arrangement->shown)
                : 0;

  if (self->n_selected == n)
    return;
  self->n_selected = n;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

/* Arranging */

static void
apply (RosterMemberView *self, RosterArrangeJob *job)
{
  RosterMemberAnchor anchor = { NULL, 0 };

  if (job->new_table)
    {
      self->is_new = FALSE;
      roster_member_view_hold_anchor (self, roster_member_arranger_get_table (job->arranger),
                                      &anchor);
      /* Somebody selected while the thread was at it: find the members again. */
      if (self->selection_stamp != self->selection_stamp_job && self->arranger != NULL)
        {
          roster_arrange_job_carry_selection (job, roster_member_view_get_table (self),
                                              self->selected);
          roster_arrange_job_find_selected (job);
        }

      g_clear_pointer (&self->selected, roster_bits_free);
      self->selected = g_steal_pointer (&job->selected);
      memcpy (self->counts, job->counts, sizeof self->counts);
      if (job->old_table != roster_member_arranger_get_table (job->arranger))
        roster_member_view_set_changes (self, g_steal_pointer (&job->changes));
    }
  g_clear_pointer (&self->arranger, roster_member_arranger_unref);
  self->arranger = roster_member_arranger_ref (job->arranger);
  g_clear_pointer (&self->arrangement, roster_member_arrangement_free);
  self->arrangement = g_steal_pointer (&job->arrangement);

  self->applying = TRUE;
  roster_member_view_staging_announce (self);
  roster_member_view_restore_anchor (self, &anchor);
  self->applying = FALSE;
  roster_member_view_update_n_selected (self);
  g_signal_emit (self, signals[ARRANGED], 0);
}

static void
clear (RosterMemberView *self)
{
  g_clear_pointer (&self->arranger, roster_member_arranger_unref);
  g_clear_pointer (&self->arrangement, roster_member_arrangement_free);
  g_clear_pointer (&self->selected, roster_bits_free);
  roster_member_view_set_changes (self, NULL);
  memset (self->counts, 0, sizeof self->counts);
  roster_member_view_staging_announce (self);
  roster_member_view_update_n_selected (self);
  g_signal_emit (self, signals[ARRANGED], 0);
}

static void
run_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  roster_arrange_job_run (task_data);
  g_task_return_boolean (task, TRUE);
}

static void arrange_now (RosterMemberView *self);

static void
on_job_done (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterMemberView) self = user_data;
  RosterArrangeJob *job = g_task_get_task_data (G_TASK (result));

  self->running = FALSE;
  /* Only the answer to what is asked for now is shown, or the list would flicker. */
  if (self->dirty)
    arrange_now (self);
  else
    apply (self, job);
}

static RosterArrangeJob *
make_job (RosterMemberView *self)
{
  const RosterMemberQuery query = { .field = self->field,
                                    .descending = self->descending,
                                    .filter = self->filter,
                                    .inactive_before = self->inactive_before,
                                    .words = self->words };
  RosterArrangeJob *job = roster_arrange_job_new (self->wanted, &query);

  job->new_table = self->is_new;
  if (job->new_table && self->arranger != NULL)
    roster_arrange_job_carry_selection (job, roster_member_view_get_table (self), self->selected);
  self->selection_stamp_job = self->selection_stamp;
  return job;
}

static gboolean
takes_time (RosterMemberView *self)
{
  return self->wanted != NULL &&
         roster_member_table_get_n_members (roster_member_arranger_get_table (self->wanted)) >
             MAX_ROWS_AT_ONCE;
}

static void
start_job (RosterMemberView *self)
{
  /* Not as the task’s source object: that might be let go, and so be finalized, in the thread. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_job_done, g_object_ref (self));

  self->running = TRUE;
  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, make_job (self), (GDestroyNotify)roster_arrange_job_free);
  g_task_run_in_thread (task, run_job);
}

static void
arrange_now (RosterMemberView *self)
{
  g_clear_handle_id (&self->start_id, g_source_remove);
  self->dirty = FALSE;
  if (self->wanted == NULL)
    {
      clear (self);
    }
  else if (takes_time (self))
    {
      start_job (self);
    }
  else
    {
      g_autoptr (RosterArrangeJob) job = make_job (self);

      roster_arrange_job_run (job);
      apply (self, job);
    }
}

static gboolean
on_start (gpointer user_data)
{
  RosterMemberView *self = user_data;

  self->start_id = 0;
  arrange_now (self);
  return G_SOURCE_REMOVE;
}

/* Whatever else is asked for in this turn of the main loop goes into the same job: who pastes over
 * a search asks for nothing first, and for what is pasted next. */
static void
arrange (RosterMemberView *self)
{
  self->dirty = TRUE;
  if (self->running)
    return;

  if (!takes_time (self))
    arrange_now (self);
  else if (self->start_id == 0)
    self->start_id = g_idle_add_full (G_PRIORITY_HIGH, on_start, self, NULL);
}

/* GListModel */

static GType
roster_member_view_get_item_type (GListModel *model)
{
  return ROSTER_TYPE_MEMBER_PROXY;
}

static guint
roster_member_view_get_n_items (GListModel *model)
{
  return ROSTER_MEMBER_VIEW (model)->n_announced;
}

static gpointer
roster_member_view_get_item (GListModel *model, guint position)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (model);
  RosterMemberProxy *proxy;

  if (position >= self->n_announced)
    return NULL;

  proxy = g_hash_table_lookup (self->places, GUINT_TO_POINTER (position));
  if (proxy != NULL)
    return g_object_ref (proxy);

  proxy = roster_member_proxy_new (self->places, position);
  roster_member_view_staging_place (self, proxy);
  return proxy;
}

static void
roster_member_view_model_init (GListModelInterface *iface)
{
  iface->get_item_type = roster_member_view_get_item_type;
  iface->get_n_items = roster_member_view_get_n_items;
  iface->get_item = roster_member_view_get_item;
}

/* The object */

static void
roster_member_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (object);

  switch (id)
    {
    case PROP_N_SELECTED:
      g_value_set_uint (value, self->n_selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
roster_member_view_dispose (GObject *object)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (object);

  g_clear_handle_id (&self->start_id, g_source_remove);
  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_handle_id (&self->mark_id, g_source_remove);
  g_clear_object (&self->vertical);

  G_OBJECT_CLASS (roster_member_view_parent_class)->dispose (object);
}

static void
roster_member_view_finalize (GObject *object)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (object);

  g_clear_pointer (&self->wanted, roster_member_arranger_unref);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->arranger, roster_member_arranger_unref);
  g_clear_pointer (&self->arrangement, roster_member_arrangement_free);
  g_clear_pointer (&self->selected, roster_bits_free);
  g_clear_pointer (&self->changes, roster_member_changes_free);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->late, g_array_unref);

  G_OBJECT_CLASS (roster_member_view_parent_class)->finalize (object);
}

static void
roster_member_view_class_init (RosterMemberViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_member_view_get_property;
  object_class->dispose = roster_member_view_dispose;
  object_class->finalize = roster_member_view_finalize;

  properties[PROP_N_SELECTED] =
      g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ARRANGED] = g_signal_new ("arranged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
roster_member_view_init (RosterMemberView *self)
{
  self->words = g_strdup ("");
  self->places = g_hash_table_new (NULL, NULL);
  self->late = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * roster_member_view_new:
 *
 * Returns: (transfer full): a view that shows nothing, sorted by name
 */
RosterMemberView *
roster_member_view_new (void)
{
  return g_object_new (ROSTER_TYPE_MEMBER_VIEW, NULL);
}

/**
 * roster_member_view_set_table:
 * @self: a view
 * @table: (nullable): what to show
 * @inactive_before: milliseconds since the epoch: who signed in last before this time is inactive
 */
void
roster_member_view_set_table (RosterMemberView *self,
                              RosterMemberTable *table,
                              gint64 inactive_before)
{
  g_return_if_fail (ROSTER_IS_MEMBER_VIEW (self));

  self->inactive_before = inactive_before;
  self->is_new = TRUE;
  g_clear_pointer (&self->wanted, roster_member_arranger_unref);
  if (table != NULL)
    self->wanted = roster_member_arranger_get (table);
  arrange (self);
}

/**
 * roster_member_view_set_sort:
 * @self: a view
 * @field: what to sort by
 * @descending: from the end
 */
void
roster_member_view_set_sort (RosterMemberView *self, RosterMemberField field, gboolean descending)
{
  g_return_if_fail (ROSTER_IS_MEMBER_VIEW (self));

  if (self->field == field && self->descending == descending)
    return;
  self->field = field;
  self->descending = descending;
  arrange (self);
}

/**
 * roster_member_view_set_filter:
 * @self: a view
 * @filter: a quick filter
 */
void
roster_member_view_set_filter (RosterMemberView *self, RosterFilter filter)
{
  g_return_if_fail (ROSTER_IS_MEMBER_VIEW (self));

  if (self->filter == filter)
    return;
  self->filter = filter;
  arrange (self);
}

/**
 * roster_member_view_set_words:
 * @self: a view
 * @words: what to look for (roster_member_search_find()), or ""
 */
void
roster_member_view_set_words (RosterMemberView *self, const char *words)
{
  g_return_if_fail (ROSTER_IS_MEMBER_VIEW (self));
  g_return_if_fail (words != NULL);

  if (strcmp (self->words, words) == 0)
    return;
  g_free (self->words);
  self->words = g_strdup (words);
  arrange (self);
}

/**
 * roster_member_view_get_table:
 * @self: a view
 *
 * Returns: (nullable) (transfer none): the table that is shown; for a moment that may not be the
 *   one that was set last
 */
RosterMemberTable *
roster_member_view_get_table (RosterMemberView *self)
{
  return self->arranger != NULL ? roster_member_arranger_get_table (self->arranger) : NULL;
}

/**
 * roster_member_view_is_busy:
 * @self: a view
 *
 * Returns: whether what is asked for is still being arranged
 */
gboolean
roster_member_view_is_busy (RosterMemberView *self)
{
  return self->running || self->start_id != 0;
}

/**
 * roster_member_view_is_narrowed:
 * @self: a view
 *
 * Returns: whether a search or a quick filter is on
 */
gboolean
roster_member_view_is_narrowed (RosterMemberView *self)
{
  return self->filter != ROSTER_FILTER_ALL || *self->words != '\0';
}

guint
roster_member_view_get_n_shown (RosterMemberView *self)
{
  return self->arrangement != NULL ? self->arrangement->n_rows : 0;
}

/**
 * roster_member_view_get_count:
 * @self: a view
 * @filter: a quick filter
 *
 * Returns: how many of the table’s members it shows
 */
guint
roster_member_view_get_count (RosterMemberView *self, RosterFilter filter)
{
  g_return_val_if_fail ((guint)filter < ROSTER_N_FILTERS, 0);

  return self->counts[filter];
}

/**
 * roster_member_view_get_member:
 * @self: a view
 * @position: a position in the list
 *
 * Returns: (nullable) (transfer none): who is there, until the view changes
 */
const RosterMember *
roster_member_view_get_member (RosterMemberView *self, guint position)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_VIEW (self), NULL);

  if (position >= roster_member_view_get_n_shown (self))
    return NULL;
  return roster_member_table_get (roster_member_view_get_table (self),
                                  roster_member_view_get_row (self, position));
}

/**
 * roster_member_view_dup_shown_rows:
 * @self: a view
 *
 * Returns: (transfer full) (element-type guint32): the rows shown, in the order of the list
 */
GArray *
roster_member_view_dup_shown_rows (RosterMemberView *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (self->arrangement != NULL)
    g_array_append_vals (rows, self->arrangement->rows, self->arrangement->n_rows);
  return rows;
}
