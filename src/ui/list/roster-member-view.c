/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterMemberView: what the list on screen shows of a table: sorted, filtered, selected. */

#include "ui/list/roster-member-view.h"

#include <string.h>

#include "ui/list/roster-member-list-item.h"
#include "ui/list/roster-query-runner.h"

#define MARK_SECONDS 120

struct _RosterMemberView
{
  RosterStagedList parent_instance;

  /* Owned */
  RosterQueryRunner *runner;  /* what is asked for; the rest is what is shown */
  RosterMemberSorter *sorter; /* (nullable) */
  RosterMemberRows *rows;     /* (nullable) */
  RosterMemberSelection *selection;
  RosterMemberChanges *changes; /* (nullable) between the last table and this one */
  guint mark_id;                /* takes their marks away */
  guint counts[ROSTER_N_FILTERS];
  guint n_selected; /* of those shown, as it was notified */

  gboolean applying; /* an answer is being shown */
};

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

static void roster_member_view_selection_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterMemberView,
                               roster_member_view,
                               ROSTER_TYPE_STAGED_LIST,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                      roster_member_view_selection_init))

static void
update_n_selected (RosterMemberView *self)
{
  guint n = roster_member_selection_count_shown (self->selection);

  if (self->n_selected == n)
    return;
  self->n_selected = n;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

/* Marks */

static gboolean
on_marks_over (gpointer user_data)
{
  RosterMemberView *self = user_data;

  self->mark_id = 0;
  roster_member_view_forget_marks (self);
  return G_SOURCE_REMOVE;
}

/* changes: (transfer full) (nullable) */
static void
set_changes (RosterMemberView *self, RosterMemberChanges *changes)
{
  g_clear_handle_id (&self->mark_id, g_source_remove);
  g_clear_pointer (&self->changes, roster_member_changes_free);
  self->changes = changes;
  if (changes != NULL && !roster_member_changes_is_empty (changes))
    self->mark_id = g_timeout_add_seconds (MARK_SECONDS, on_marks_over, self);
}

/* Arranging */

/* The first in sight who is in the next table too: their row there, or G_MAXUINT; and where they
 * are seen. They are to stay there; whoever sees the top of the list goes on seeing its top. */
static guint
find_anchor (RosterMemberView *self, RosterMemberTable *next, double *offset)
{
  RosterStagedList *list = ROSTER_STAGED_LIST (self);
  guint position, end;

  if (!roster_staged_list_get_in_sight (list, &position, &end))
    return G_MAXUINT;
  for (; position < end; position++)
    {
      const RosterMember *member = roster_member_view_get_member (self, position);
      guint row = roster_member_table_find_id (next, member->id);

      *offset = roster_staged_list_get_offset (list, position);
      if (row != G_MAXUINT)
        return row;
    }
  return G_MAXUINT;
}

/* Takes over what the job has found out about another table. */
static void
apply_table (RosterMemberView *self, RosterSortJob *job)
{
  const RosterRowSet *selected = roster_member_selection_get_rows (self->selection);

  /* Somebody selected while the thread was at it: find the members again. */
  if (selected != NULL && !roster_row_set_equal (selected, job->old_selected))
    {
      roster_sort_job_carry_selection (job, roster_member_view_get_table (self), selected);
      roster_sort_job_find_selected (job);
    }
  memcpy (self->counts, job->counts, sizeof self->counts);
  if (job->old_table != roster_member_sorter_get_table (job->sorter))
    set_changes (self, g_steal_pointer (&job->changes));
}

static void
show_answer (RosterMemberView *self, RosterSortJob *job)
{
  RosterStagedList *list = ROSTER_STAGED_LIST (self);
  guint anchor = G_MAXUINT;
  double offset = 0;

  if (job->new_table)
    {
      anchor = find_anchor (self, roster_member_sorter_get_table (job->sorter), &offset);
      apply_table (self, job);
    }
  roster_member_selection_show (self->selection, roster_member_sorter_get_table (job->sorter),
                                job->rows, g_steal_pointer (&job->selected));
  g_clear_pointer (&self->sorter, roster_member_sorter_unref);
  self->sorter = roster_member_sorter_ref (job->sorter);
  g_clear_pointer (&self->rows, roster_member_rows_free);
  self->rows = g_steal_pointer (&job->rows);

  self->applying = TRUE;
  roster_staged_list_set_n_rows (list, self->rows->n_rows);
  roster_staged_list_scroll_to (list, roster_member_rows_find (self->rows, anchor), offset);
  self->applying = FALSE;
}

static void
show_nothing (RosterMemberView *self)
{
  roster_member_selection_show (self->selection, NULL, NULL, NULL);
  g_clear_pointer (&self->sorter, roster_member_sorter_unref);
  g_clear_pointer (&self->rows, roster_member_rows_free);
  set_changes (self, NULL);
  memset (self->counts, 0, sizeof self->counts);
  roster_staged_list_set_n_rows (ROSTER_STAGED_LIST (self), 0);
}

/* For RosterQueryRunner */
static void
prepare (gpointer owner, RosterSortJob *job)
{
  RosterMemberView *self = owner;

  if (self->sorter != NULL)
    roster_sort_job_carry_selection (job, roster_member_view_get_table (self),
                                     roster_member_selection_get_rows (self->selection));
}

/* For RosterQueryRunner */
static void
apply (gpointer owner, RosterSortJob *job)
{
  RosterMemberView *self = owner;

  if (job != NULL)
    show_answer (self, job);
  else
    show_nothing (self);
  update_n_selected (self);
  g_signal_emit (self, signals[ARRANGED], 0);
}

/* RosterStagedList */

static gpointer
roster_member_view_create_item (RosterStagedList *list, guint position)
{
  return roster_member_list_item_new (position);
}

static void
roster_member_view_update_item (RosterStagedList *list, guint position, gpointer item)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (list);
  guint row;

  if (position >= roster_member_view_get_n_shown (self))
    {
      roster_member_list_item_point (item, NULL, 0, ROSTER_MEMBER_MARK_NONE);
      return;
    }
  row = self->rows->rows[position];
  roster_member_list_item_point (item, roster_member_view_get_table (self), row,
                                 roster_member_changes_get_mark (self->changes, row));
}

static void
roster_member_view_rows_changed (RosterStagedList *list, guint position, guint n_rows)
{
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (list), position, n_rows);
}

/* GtkSelectionModel */

static gboolean
selection_changed (RosterMemberView *self, guint position, guint n_items)
{
  roster_staged_list_change_rows (ROSTER_STAGED_LIST (self), position, n_items);
  update_n_selected (self);
  return TRUE;
}

static gboolean
roster_member_view_is_selected (GtkSelectionModel *model, guint position)
{
  return roster_member_selection_is_selected (ROSTER_MEMBER_VIEW (model)->selection, position);
}

static gboolean
roster_member_view_select_all (GtkSelectionModel *model)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (model);

  return roster_member_selection_select_all (self->selection) &&
         selection_changed (self, 0, G_MAXUINT);
}

static gboolean
roster_member_view_unselect_all (GtkSelectionModel *model)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (model);

  return roster_member_selection_unselect_all (self->selection) &&
         selection_changed (self, 0, G_MAXUINT);
}

static gboolean
roster_member_view_select_range (GtkSelectionModel *model,
                                 guint position,
                                 guint n_items,
                                 gboolean unselect_rest)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (model);

  if (!roster_member_selection_select_range (self->selection, position, n_items, unselect_rest))
    return FALSE;
  return unselect_rest ? selection_changed (self, 0, G_MAXUINT)
                       : selection_changed (self, position, n_items);
}

static gboolean
roster_member_view_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return roster_member_view_select_range (model, position, 1, unselect_rest);
}

static gboolean
roster_member_view_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (model);

  roster_member_selection_set (self->selection, selected, mask);
  return selection_changed (self, 0, G_MAXUINT);
}

static void
roster_member_view_selection_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = roster_member_view_is_selected;
  iface->select_item = roster_member_view_select_item;
  iface->select_range = roster_member_view_select_range;
  iface->select_all = roster_member_view_select_all;
  iface->unselect_all = roster_member_view_unselect_all;
  iface->set_selection = roster_member_view_set_selection;
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
roster_member_view_finalize (GObject *object)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (object);

  g_clear_handle_id (&self->mark_id, g_source_remove);
  g_clear_pointer (&self->runner, roster_query_runner_free);
  g_clear_pointer (&self->sorter, roster_member_sorter_unref);
  g_clear_pointer (&self->rows, roster_member_rows_free);
  g_clear_pointer (&self->selection, roster_member_selection_free);
  g_clear_pointer (&self->changes, roster_member_changes_free);

  G_OBJECT_CLASS (roster_member_view_parent_class)->finalize (object);
}

static void
roster_member_view_class_init (RosterMemberViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  RosterStagedListClass *list_class = ROSTER_STAGED_LIST_CLASS (klass);

  object_class->get_property = roster_member_view_get_property;
  object_class->finalize = roster_member_view_finalize;

  list_class->item_type = ROSTER_TYPE_MEMBER_LIST_ITEM;
  list_class->create_item = roster_member_view_create_item;
  list_class->update_item = roster_member_view_update_item;
  list_class->rows_changed = roster_member_view_rows_changed;

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
  self->runner = roster_query_runner_new (G_OBJECT (self), prepare, apply);
  self->selection = roster_member_selection_new ();
}

RosterMemberView *
roster_member_view_new (void)
{
  return g_object_new (ROSTER_TYPE_MEMBER_VIEW, NULL);
}

void
roster_member_view_set_table (RosterMemberView *self,
                              RosterMemberTable *table,
                              gint64 inactive_before)
{
  roster_query_runner_set_table (self->runner, table, inactive_before);
}

void
roster_member_view_set_sort (RosterMemberView *self, RosterMemberField field, gboolean descending)
{
  roster_query_runner_set_sort (self->runner, field, descending);
}

void
roster_member_view_set_filter (RosterMemberView *self, RosterFilter filter)
{
  roster_query_runner_set_filter (self->runner, filter);
}

void
roster_member_view_set_words (RosterMemberView *self, const char *words)
{
  g_return_if_fail (words != NULL);

  roster_query_runner_set_words (self->runner, words);
}

const RosterMemberQuery *
roster_member_view_get_query (RosterMemberView *self)
{
  return roster_query_runner_get_query (self->runner);
}

RosterMemberTable *
roster_member_view_get_table (RosterMemberView *self)
{
  return self->sorter != NULL ? roster_member_sorter_get_table (self->sorter) : NULL;
}

gboolean
roster_member_view_is_busy (RosterMemberView *self)
{
  return roster_query_runner_is_busy (self->runner);
}

guint
roster_member_view_get_n_shown (RosterMemberView *self)
{
  return self->rows != NULL ? self->rows->n_rows : 0;
}

guint
roster_member_view_get_count (RosterMemberView *self, RosterFilter filter)
{
  g_return_val_if_fail ((guint)filter < ROSTER_N_FILTERS, 0);

  return self->counts[filter];
}

const RosterMember *
roster_member_view_get_member (RosterMemberView *self, guint position)
{
  if (position >= roster_member_view_get_n_shown (self))
    return NULL;
  return roster_member_table_get (roster_member_view_get_table (self), self->rows->rows[position]);
}

GArray *
roster_member_view_dup_shown_rows (RosterMemberView *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (self->rows != NULL)
    g_array_append_vals (rows, self->rows->rows, self->rows->n_rows);
  return rows;
}

guint
roster_member_view_find (RosterMemberView *self, const char *id)
{
  if (self->rows == NULL)
    return G_MAXUINT;
  return roster_member_rows_find (
      self->rows, roster_member_table_find_id (roster_member_view_get_table (self), id));
}

gboolean
roster_member_view_is_applying (RosterMemberView *self)
{
  return self->applying;
}

void
roster_member_view_touch (RosterMemberView *self)
{
  g_autoptr (GPtrArray) proxies = roster_staged_list_dup_items (ROSTER_STAGED_LIST (self));

  for (guint i = 0; i < proxies->len; i++)
    roster_member_list_item_changed (g_ptr_array_index (proxies, i));
}

const RosterMemberChanges *
roster_member_view_get_changes (RosterMemberView *self)
{
  return self->changes;
}

void
roster_member_view_forget_marks (RosterMemberView *self)
{
  if (self->changes == NULL)
    return;
  set_changes (self, NULL);
  roster_staged_list_update_items (ROSTER_STAGED_LIST (self));
  g_signal_emit (self, signals[ARRANGED], 0);
}

void
roster_member_view_select_id (RosterMemberView *self, const char *id)
{
  if (roster_member_selection_select_id (self->selection, id))
    selection_changed (self, 0, G_MAXUINT);
}

RosterMemberSelection *
roster_member_view_get_selection (RosterMemberView *self)
{
  return self->selection;
}
