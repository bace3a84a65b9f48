/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterStagedList: what GTK is told of a long list, and when: what can be seen at once, the rest a
 * little a frame. */

#include "ui/list/roster-staged-list.h"

#include <math.h>

#define STEP_MS 16
/* GTK 4.8 keeps about 205 rows; with more in the list, it makes none for those that come. */
#define ROWS_KEPT 260
#define ROWS_AT_ONCE 12
#define ROWS_UNKNOWN 40 /* as many as a window shows, before it has been measured */
#define ROWS_PER_STEP 6
#define LATE_PER_STEP 12
#define GONE_PER_STEP 40

typedef struct
{
  guint n_rows;
  guint n_announced; /* how many items GTK knows of */
  GHashTable *items; /* owned: position → item, not owned */
  GArray *late;      /* owned, (element-type guint): positions whose items are out of date, the
                        nearest last */

  GtkAdjustment *vertical; /* owned, (nullable): NULL: nothing is staged */
  double row_height;       /* px; 0: not known yet */
  guint step_id;
} RosterStagedListPrivate;

/* Where an item is to be taken out of the items at its end. */
typedef struct
{
  GHashTable *items; /* owned */
  guint position;
} Place;

static void roster_staged_list_model_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (RosterStagedList,
                                  roster_staged_list,
                                  G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (RosterStagedList)
                                      G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                             roster_staged_list_model_init))

static RosterStagedListPrivate *
get_private (RosterStagedList *self)
{
  return roster_staged_list_get_instance_private (self);
}

/* What can be seen, and one row more at each end; everything, where nothing is staged. */
static void
get_visible (RosterStagedListPrivate *priv, guint *first, guint *end)
{
  double value;

  if (priv->vertical == NULL || priv->row_height <= 0)
    {
      *first = 0;
      *end = priv->vertical == NULL ? G_MAXUINT : ROWS_UNKNOWN;
      return;
    }

  value = gtk_adjustment_get_value (priv->vertical);
  *first = (guint)MAX (value / priv->row_height - 1, 0);
  *end = (guint)((value + gtk_adjustment_get_page_size (priv->vertical)) / priv->row_height) + 2;
}

static gboolean
is_visible (RosterStagedListPrivate *priv, guint position)
{
  guint first, end;

  get_visible (priv, &first, &end);
  return position >= first && position < end;
}

/* FALSE where GTK holds no item of that position. */
static gboolean
update_item (RosterStagedList *self, guint position)
{
  gpointer found = g_hash_table_lookup (get_private (self)->items, GUINT_TO_POINTER (position));
  g_autoptr (GObject) item = found != NULL ? g_object_ref (found) : NULL;

  if (item != NULL)
    ROSTER_STAGED_LIST_GET_CLASS (self)->update_item (self, position, item);
  return item != NULL;
}

/* Positions that are gone get another item when they come back. */
static void
forget_items (RosterStagedListPrivate *priv, guint first)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, priv->items);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (GPOINTER_TO_UINT (key) >= first)
      g_hash_table_iter_remove (&iter);
}

static void
set_n_announced (RosterStagedList *self, guint n)
{
  RosterStagedListPrivate *priv = get_private (self);
  guint before = priv->n_announced;
  guint common = MIN (before, n);

  if (before == n)
    return;
  priv->n_announced = n;
  if (n < before)
    forget_items (priv, n);
  g_list_model_items_changed (G_LIST_MODEL (self), common, before - common, n - common);
}

/* The next rows of a list that is growing: a few, until GTK has all it keeps. */
static void
grow (RosterStagedList *self, guint n_more)
{
  RosterStagedListPrivate *priv = get_private (self);
  guint n = priv->n_announced + n_more;

  set_n_announced (self, n < priv->n_rows && n < ROWS_KEPT ? n : priv->n_rows);
}

/* GTK takes its time to take rows down too, and takes the last ones while the list begins at its
 * top. Elsewhere the list would have to be built anew at each step. */
static void
shrink (RosterStagedList *self)
{
  RosterStagedListPrivate *priv = get_private (self);
  guint n = MIN (priv->n_announced, ROWS_KEPT);

  if (priv->vertical != NULL && is_visible (priv, 0) && n > priv->n_rows)
    set_n_announced (self, n - priv->n_rows > GONE_PER_STEP ? n - GONE_PER_STEP : priv->n_rows);
  else
    set_n_announced (self, priv->n_rows);
}

/* Where everything in sight is about to vanish, GTK 4.8 shows nothing until somebody scrolls; and
 * who has just searched wants to see the top of what was found. */
static void
keep_in_sight (RosterStagedListPrivate *priv)
{
  guint first, end;

  if (priv->vertical == NULL)
    return;
  get_visible (priv, &first, &end);
  if (first >= priv->n_rows)
    gtk_adjustment_set_value (priv->vertical, 0);
}

static void
catch_up_with (RosterStagedList *self, guint position)
{
  if (update_item (self, position))
    ROSTER_STAGED_LIST_GET_CLASS (self)->rows_changed (self, position, 1);
}

static void
catch_up (RosterStagedList *self)
{
  GArray *late = get_private (self)->late;

  for (guint i = 0; i < LATE_PER_STEP && late->len > 0; i++)
    {
      guint position = g_array_index (late, guint, late->len - 1);

      g_array_set_size (late, late->len - 1);
      catch_up_with (self, position);
    }
}

/* What has come into sight cannot wait. */
static void
on_scrolled (RosterStagedList *self)
{
  RosterStagedListPrivate *priv = get_private (self);
  g_autoptr (GArray) late = g_steal_pointer (&priv->late);

  priv->late = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < late->len; i++)
    {
      guint position = g_array_index (late, guint, i);

      if (is_visible (priv, position))
        catch_up_with (self, position);
      else
        g_array_append_val (priv->late, position);
    }
}

static void
on_measured (RosterStagedList *self)
{
  RosterStagedListPrivate *priv = get_private (self);

  if (priv->n_announced > 0)
    priv->row_height = gtk_adjustment_get_upper (priv->vertical) / priv->n_announced;
  on_scrolled (self);
}

static gboolean
on_step (gpointer user_data)
{
  RosterStagedList *self = user_data;
  RosterStagedListPrivate *priv = get_private (self);

  if (priv->n_announced < priv->n_rows)
    grow (self, ROWS_PER_STEP);
  else if (priv->n_announced > priv->n_rows)
    shrink (self);
  else
    catch_up (self);

  if (!roster_staged_list_is_settled (self))
    return G_SOURCE_CONTINUE;
  priv->step_id = 0;
  return G_SOURCE_REMOVE;
}

/* After redrawing, so that each step is seen before the next one. */
static void
start_steps (RosterStagedList *self)
{
  RosterStagedListPrivate *priv = get_private (self);

  if (priv->step_id == 0 && !roster_staged_list_is_settled (self))
    priv->step_id = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, STEP_MS, on_step, self, NULL);
}

/* The farthest first: they are taken from the end. */
static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *)a;
  guint y = *(const guint *)b;

  return (x < y) - (x > y);
}

/* Leaves the items out of sight for later. */
static void
collect_late (RosterStagedListPrivate *priv)
{
  GHashTableIter iter;
  gpointer key;

  g_array_set_size (priv->late, 0);
  g_hash_table_iter_init (&iter, priv->items);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint position = GPOINTER_TO_UINT (key);

      if (!is_visible (priv, position))
        g_array_append_val (priv->late, position);
    }
  g_array_sort (priv->late, compare_positions);
}

/* GListModel */

static GType
roster_staged_list_get_item_type (GListModel *model)
{
  return ROSTER_STAGED_LIST_GET_CLASS (model)->item_type;
}

static guint
roster_staged_list_get_n_items (GListModel *model)
{
  return get_private (ROSTER_STAGED_LIST (model))->n_announced;
}

static void
on_item_gone (gpointer data, GObject *item)
{
  Place *place = data;

  if (g_hash_table_lookup (place->items, GUINT_TO_POINTER (place->position)) == item)
    g_hash_table_remove (place->items, GUINT_TO_POINTER (place->position));
  g_hash_table_unref (place->items);
  g_free (place);
}

/* GTK asks for two hundred rows wherever the list jumps to. */
static gpointer
roster_staged_list_get_item (GListModel *model, guint position)
{
  RosterStagedList *self = ROSTER_STAGED_LIST (model);
  RosterStagedListPrivate *priv = get_private (self);
  gpointer item;
  Place *place;

  if (position >= priv->n_announced)
    return NULL;

  item = g_hash_table_lookup (priv->items, GUINT_TO_POINTER (position));
  if (item != NULL)
    return g_object_ref (item);

  item = ROSTER_STAGED_LIST_GET_CLASS (self)->create_item (self, position);
  place = g_new (Place, 1);
  *place = (Place){ g_hash_table_ref (priv->items), position };
  g_hash_table_insert (priv->items, GUINT_TO_POINTER (position), item);
  g_object_weak_ref (item, on_item_gone, place);

  if (is_visible (priv, position))
    {
      ROSTER_STAGED_LIST_GET_CLASS (self)->update_item (self, position, item);
    }
  else
    {
      g_array_append_val (priv->late, position);
      start_steps (self);
    }
  return item;
}

static void
roster_staged_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = roster_staged_list_get_item_type;
  iface->get_n_items = roster_staged_list_get_n_items;
  iface->get_item = roster_staged_list_get_item;
}

/* The object */

static void
roster_staged_list_finalize (GObject *object)
{
  RosterStagedListPrivate *priv = get_private (ROSTER_STAGED_LIST (object));

  g_clear_handle_id (&priv->step_id, g_source_remove);
  g_clear_object (&priv->vertical);
  g_clear_pointer (&priv->items, g_hash_table_unref);
  g_clear_pointer (&priv->late, g_array_unref);

  G_OBJECT_CLASS (roster_staged_list_parent_class)->finalize (object);
}

static void
roster_staged_list_class_init (RosterStagedListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_staged_list_finalize;
}

static void
roster_staged_list_init (RosterStagedList *self)
{
  RosterStagedListPrivate *priv = get_private (self);

  priv->items = g_hash_table_new (NULL, NULL);
  priv->late = g_array_new (FALSE, FALSE, sizeof (guint));
}

/* Public functions */

void
roster_staged_list_set_n_rows (RosterStagedList *self, guint n_rows)
{
  RosterStagedListPrivate *priv = get_private (self);
  guint n_common = MIN (priv->n_announced, n_rows);

  priv->n_rows = n_rows;
  roster_staged_list_update_items (self);
  keep_in_sight (priv);
  if (n_rows < priv->n_announced)
    shrink (self);
  else if (priv->vertical != NULL)
    grow (self, ROWS_AT_ONCE);
  else
    set_n_announced (self, n_rows);
  roster_staged_list_change_rows (self, 0, n_common);
}

void
roster_staged_list_update_items (RosterStagedList *self)
{
  RosterStagedListPrivate *priv = get_private (self);
  guint first, end;

  collect_late (priv);
  get_visible (priv, &first, &end);
  for (guint position = first; position < MIN (end, priv->n_announced); position++)
    update_item (self, position);
  start_steps (self);
}

void
roster_staged_list_change_rows (RosterStagedList *self, guint position, guint n_rows)
{
  RosterStagedListPrivate *priv = get_private (self);
  guint n_known = MIN (priv->n_rows, priv->n_announced);
  guint end = n_rows < n_known - MIN (position, n_known) ? position + n_rows : n_known;
  guint first_visible, end_visible;

  collect_late (priv);
  get_visible (priv, &first_visible, &end_visible);
  position = MAX (position, first_visible);
  end = MIN (end, end_visible);
  if (position < end)
    ROSTER_STAGED_LIST_GET_CLASS (self)->rows_changed (self, position, end - position);
  start_steps (self);
}

GPtrArray *
roster_staged_list_dup_items (RosterStagedList *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, get_private (self)->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_ptr_array_add (items, g_object_ref (item));
  return items;
}

gboolean
roster_staged_list_get_in_sight (RosterStagedList *self, guint *first, guint *end)
{
  RosterStagedListPrivate *priv = get_private (self);
  double value;

  if (priv->vertical == NULL || priv->row_height <= 0)
    return FALSE;
  value = gtk_adjustment_get_value (priv->vertical);
  if (value < 1)
    return FALSE;

  *first = (guint)(value / priv->row_height);
  *end = (guint)ceil ((value + gtk_adjustment_get_page_size (priv->vertical)) / priv->row_height);
  *end = MIN (*end, priv->n_rows);
  return TRUE;
}

double
roster_staged_list_get_offset (RosterStagedList *self, guint position)
{
  RosterStagedListPrivate *priv = get_private (self);

  return position * priv->row_height - gtk_adjustment_get_value (priv->vertical);
}

void
roster_staged_list_scroll_to (RosterStagedList *self, guint position, double offset)
{
  RosterStagedListPrivate *priv = get_private (self);

  if (priv->vertical == NULL || position >= priv->n_announced)
    return;
  /* GTK will find the same, but only when it draws. */
  gtk_adjustment_set_upper (priv->vertical, MAX (priv->n_announced * priv->row_height,
                                                 gtk_adjustment_get_page_size (priv->vertical)));
  gtk_adjustment_set_value (priv->vertical, position * priv->row_height - offset);
}

void
roster_staged_list_set_adjustment (RosterStagedList *self, GtkAdjustment *vertical)
{
  RosterStagedListPrivate *priv = get_private (self);

  if (priv->vertical != NULL)
    g_signal_handlers_disconnect_by_data (priv->vertical, self);
  g_set_object (&priv->vertical, vertical);
  if (vertical == NULL)
    return;

  g_signal_connect_object (vertical, "value-changed", G_CALLBACK (on_scrolled), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vertical, "changed", G_CALLBACK (on_measured), self, G_CONNECT_SWAPPED);
}

gboolean
roster_staged_list_is_settled (RosterStagedList *self)
{
  RosterStagedListPrivate *priv = get_private (self);

  return priv->late->len == 0 && priv->n_announced == priv->n_rows;
}
