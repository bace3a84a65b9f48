/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterHistoryList: the changes that are to be shown: positions in the history, and no object for
 * a row that nobody looks at. */

#include "ui/history/roster-history-list.h"

/* GTK 4.8 keeps about 205 rows, and makes them all at once where they come all at once. */
#define FIRST_ROWS 24
#define MORE_ROWS 10
#define ALL_ROWS 260
#define FRAME_MS 16

struct _RosterHistoryList
{
  GObject parent_instance;

  RosterHistoryIndex *index; /* owned, (nullable) */
  GArray *positions;         /* (element-type guint): of what is shown */
  guint n_rows;              /* how many of them there are for the view by now */
  guint grow_id;
};

static void roster_history_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterHistoryList,
                               roster_history_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      roster_history_list_model_init))

static GType
roster_history_list_get_item_type (GListModel *model)
{
  return ROSTER_TYPE_HISTORY_ITEM;
}

static guint
roster_history_list_get_n_items (GListModel *model)
{
  return ROSTER_HISTORY_LIST (model)->n_rows;
}

static gpointer
roster_history_list_get_item (GListModel *model, guint position)
{
  RosterHistoryList *self = ROSTER_HISTORY_LIST (model);

  if (position >= self->n_rows)
    return NULL;
  return roster_history_item_new (roster_history_index_get_history (self->index),
                                  g_array_index (self->positions, guint, position));
}

static void
roster_history_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = roster_history_list_get_item_type;
  iface->get_n_items = roster_history_list_get_n_items;
  iface->get_item = roster_history_list_get_item;
}

static gboolean
on_grow (gpointer user_data)
{
  RosterHistoryList *self = user_data;
  guint before = self->n_rows;

  self->n_rows = before + MORE_ROWS < ALL_ROWS ? MIN (before + MORE_ROWS, self->positions->len)
                                               : self->positions->len;
  if (self->n_rows == self->positions->len)
    self->grow_id = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->n_rows - before);
  return self->grow_id != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
roster_history_list_finalize (GObject *object)
{
  RosterHistoryList *self = ROSTER_HISTORY_LIST (object);

  g_clear_handle_id (&self->grow_id, g_source_remove);
  g_clear_pointer (&self->index, roster_history_index_unref);
  g_array_unref (self->positions);

  G_OBJECT_CLASS (roster_history_list_parent_class)->finalize (object);
}

static void
roster_history_list_class_init (RosterHistoryListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_history_list_finalize;
}

static void
roster_history_list_init (RosterHistoryList *self)
{
  self->positions = g_array_new (FALSE, FALSE, sizeof (guint));
}

/** roster_history_list_new: an empty list. */
RosterHistoryList *
roster_history_list_new (void)
{
  return g_object_new (ROSTER_TYPE_HISTORY_LIST, NULL);
}

/**
 * roster_history_list_show:
 * @self: a list
 * @index: (nullable): what there is
 * @filter: what of it is shown
 */
void
roster_history_list_show (RosterHistoryList *self,
                          RosterHistoryIndex *index,
                          const RosterHistoryFilter *filter)
{
  g_autoptr (GArray) old = self->positions;
  guint n_old_rows = self->n_rows;
  RosterHistoryIndex *old_index = self->index;

  self->index = index != NULL ? roster_history_index_ref (index) : NULL;
  self->positions = index != NULL ? roster_history_index_search (index, filter)
                                  : g_array_new (FALSE, FALSE, sizeof (guint));
  g_clear_pointer (&old_index, roster_history_index_unref);
  self->n_rows = MIN (self->positions->len, FIRST_ROWS);
  g_clear_handle_id (&self->grow_id, g_source_remove);
  if (self->n_rows < self->positions->len)
    self->grow_id = g_timeout_add (FRAME_MS, on_grow, self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_old_rows, self->n_rows);
}

/** roster_history_list_get_index: (nullable) what there is; borrowed. */
RosterHistoryIndex *
roster_history_list_get_index (RosterHistoryList *self)
{
  g_return_val_if_fail (ROSTER_IS_HISTORY_LIST (self), NULL);

  return self->index;
}

/** roster_history_list_get_n_shown: how many changes are shown, once all of them are. */
guint
roster_history_list_get_n_shown (RosterHistoryList *self)
{
  g_return_val_if_fail (ROSTER_IS_HISTORY_LIST (self), 0);

  return self->positions->len;
}

/** roster_history_list_dup_positions: (element-type guint) where in the history the rows are. */
GArray *
roster_history_list_dup_positions (RosterHistoryList *self)
{
  g_return_val_if_fail (ROSTER_IS_HISTORY_LIST (self), NULL);

  return g_array_copy (self->positions);
}
