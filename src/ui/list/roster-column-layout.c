/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterColumnLayout: which columns are shown, in which order, and which one sorts. */

#include "ui/list/roster-column-layout.h"

#include <glib/gi18n-lib.h>

#include "ui/list/roster-column.h"
#include "ui/list/roster-member-cell.h"

#define SETTING "columns"

struct _RosterColumnLayout
{
  GObject parent_instance;

  /* Borrowed */
  GtkColumnView *list; /* (nullable) weak */

  /* Owned */
  GSettings *settings; /* (nullable) */
  GtkColumnViewColumn *columns[ROSTER_N_FIELDS];
  GSimpleActionGroup *actions;
  GMenu *menu;

  gboolean applying; /* the columns follow the setting just now, not the other way round */
  guint save_id;     /* idle source, or 0 */
};

enum
{
  SORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterColumnLayout, roster_column_layout, G_TYPE_OBJECT)

/* GTK 4.8 does not say which column sorts. But its sorter asks the sorter of that column first: one
 * that marks the object it is asked about and answers "smaller" gives away column and direction. */
#define PROBE "roster-sort-column"

static int
mark_probe (gconstpointer probe, gconstpointer other, gpointer field)
{
  g_object_set_data ((gpointer)probe, PROBE, GUINT_TO_POINTER (GPOINTER_TO_UINT (field) + 1));
  return GTK_ORDERING_SMALLER;
}

static GAction *
get_action (RosterColumnLayout *self, RosterMemberField field)
{
  return g_action_map_lookup_action (G_ACTION_MAP (self->actions), roster_member_fields[field].id);
}

/* The menus show what is shown; the last column cannot be hidden. */
static void
update_actions (RosterColumnLayout *self)
{
  guint n_shown = 0;

  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    n_shown += (guint)gtk_column_view_column_get_visible (self->columns[i]);

  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    {
      GSimpleAction *action = G_SIMPLE_ACTION (get_action (self, (RosterMemberField)i));
      gboolean shown = gtk_column_view_column_get_visible (self->columns[i]);

      g_simple_action_set_state (action, g_variant_new_boolean (shown));
      g_simple_action_set_enabled (action, !shown || n_shown > 1);
    }
}

static gboolean
find_field (RosterColumnLayout *self, GtkColumnViewColumn *column, RosterMemberField *field)
{
  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    if (self->columns[i] == column)
      {
        *field = (RosterMemberField)i;
        return TRUE;
      }
  return FALSE;
}

static GStrv
dup_shown (RosterColumnLayout *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GListModel *columns = gtk_column_view_get_columns (self->list);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      RosterMemberField field;

      if (gtk_column_view_column_get_visible (column) && find_field (self, column, &field))
        g_strv_builder_add (builder, roster_member_fields[field].id);
    }
  return g_strv_builder_end (builder);
}

static gboolean
save (gpointer user_data)
{
  RosterColumnLayout *self = user_data;
  g_auto (GStrv) shown = NULL;
  g_auto (GStrv) before = NULL;

  self->save_id = 0;
  if (self->settings == NULL || self->list == NULL)
    return G_SOURCE_REMOVE;

  shown = dup_shown (self);
  before = g_settings_get_strv (self->settings, SETTING);
  if (!g_strv_equal ((const char *const *)shown, (const char *const *)before))
    g_settings_set_strv (self->settings, SETTING, (const char *const *)shown);
  return G_SOURCE_REMOVE;
}

/* A column that is dragged leaves the list and comes back: look when all that is over. */
static void
on_columns_changed (RosterColumnLayout *self)
{
  if (self->applying)
    return;
  update_actions (self);
  if (self->save_id == 0)
    self->save_id = g_idle_add (save, self);
}

static void
place_column (RosterColumnLayout *self, guint position, GtkColumnViewColumn *column)
{
  g_autoptr (GtkColumnViewColumn) there =
      g_list_model_get_item (gtk_column_view_get_columns (self->list), position);

  if (there != column)
    gtk_column_view_insert_column (self->list, position, column);
}

static void
apply_setting (RosterColumnLayout *self)
{
  RosterMemberField order[ROSTER_N_FIELDS];
  g_auto (GStrv) ids =
      self->settings != NULL ? g_settings_get_strv (self->settings, SETTING) : NULL;
  guint n_shown = roster_column_read_order ((const char *const *)ids, order);

  if (self->list == NULL)
    return;

  self->applying = TRUE;
  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    {
      place_column (self, i, self->columns[order[i]]);
      gtk_column_view_column_set_visible (self->columns[order[i]], i < n_shown);
    }
  self->applying = FALSE;
  update_actions (self);
}

static void
on_toggled (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RosterColumnLayout *self = user_data;

  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    if (get_action (self, (RosterMemberField)i) == G_ACTION (action))
      gtk_column_view_column_set_visible (self->columns[i],
                                          !gtk_column_view_column_get_visible (self->columns[i]));
}

static void
add_action (RosterColumnLayout *self, RosterMemberField field)
{
  const char *name = roster_member_fields[field].id;
  g_autofree char *detailed = g_strdup_printf ("column.%s", name);
  g_autoptr (GSimpleAction) action =
      g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (TRUE));

  g_signal_connect_object (action, "activate", G_CALLBACK (on_toggled), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_menu_append (self->menu, roster_member_field_get_title (field), detailed);
}

static void
add_column (RosterColumnLayout *self, RosterMemberField field)
{
  g_autoptr (GtkSorter) sorter =
      GTK_SORTER (gtk_custom_sorter_new (mark_probe, GUINT_TO_POINTER (field), NULL));
  GtkColumnViewColumn *column = gtk_column_view_column_new (roster_member_field_get_title (field),
                                                            roster_member_cell_factory_new (field));

  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, roster_column_get (field)->expand);
  gtk_column_view_column_set_header_menu (column, G_MENU_MODEL (self->menu));
  g_signal_connect_object (column, "notify::visible", G_CALLBACK (on_columns_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_append_column (self->list, column);
  self->columns[field] = column;
}

/* The keyboard does not reach the headers of GTK 4.8. Choosing the column that sorts already turns
 * the order around, as a click on its header does. */
static void
on_sort_chosen (GSimpleAction *action, GVariant *id, gpointer user_data)
{
  RosterColumnLayout *self = user_data;
  RosterMemberField field;
  RosterMemberField current;
  gboolean descending = FALSE;

  if (roster_member_field_from_id (g_variant_get_string (id, NULL), &field))
    roster_column_layout_set_sort (self, field,
                                   roster_column_layout_get_sort (self, &current, &descending) &&
                                       current == field && !descending);
}

static void
show_sort (RosterColumnLayout *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "sort");
  RosterMemberField field;
  gboolean descending;

  if (action != NULL && roster_column_layout_get_sort (self, &field, &descending))
    g_simple_action_set_state (G_SIMPLE_ACTION (action),
                               g_variant_new_string (roster_member_fields[field].id));
}

static void
add_sort_menu (RosterColumnLayout *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GSimpleAction) action =
      g_simple_action_new_stateful ("sort", G_VARIANT_TYPE_STRING, g_variant_new_string (""));

  g_signal_connect_object (action, "activate", G_CALLBACK (on_sort_chosen), self, 0);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    {
      g_autofree char *detailed =
          g_strdup_printf ("column.sort::%s", roster_member_fields[(RosterMemberField)i].id);

      g_menu_append (menu, roster_member_field_get_title ((RosterMemberField)i), detailed);
    }
  /* Translators: the columns of the list follow. */
  g_menu_append_section (self->menu, _ ("Sort by"), G_MENU_MODEL (menu));
}

static void
on_sorter_changed (RosterColumnLayout *self)
{
  show_sort (self);
  g_signal_emit (self, signals[SORTED], 0);
}

static void
roster_column_layout_dispose (GObject *object)
{
  RosterColumnLayout *self = ROSTER_COLUMN_LAYOUT (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_object (&self->settings);
  g_clear_object (&self->actions);
  g_clear_object (&self->menu);
  g_clear_weak_pointer (&self->list);

  G_OBJECT_CLASS (roster_column_layout_parent_class)->dispose (object);
}

static void
roster_column_layout_class_init (RosterColumnLayoutClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_column_layout_dispose;

  signals[SORTED] = g_signal_new ("sorted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
roster_column_layout_init (RosterColumnLayout *self)
{
  self->actions = g_simple_action_group_new ();
  self->menu = g_menu_new ();
}

/**
 * roster_column_layout_new:
 * @list: a list without columns
 * @settings: (nullable): %NULL keeps nothing
 *
 * Gives @list its columns, sorted by name.
 *
 * Returns: (transfer full): a layout
 */
RosterColumnLayout *
roster_column_layout_new (GtkColumnView *list, GSettings *settings)
{
  RosterColumnLayout *self = g_object_new (ROSTER_TYPE_COLUMN_LAYOUT, NULL);

  g_set_weak_pointer (&self->list, list);
  g_set_object (&self->settings, settings);
  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    {
      add_action (self, (RosterMemberField)i);
      add_column (self, (RosterMemberField)i);
    }
  add_sort_menu (self);
  apply_setting (self);
  gtk_column_view_sort_by_column (list, self->columns[ROSTER_FIELD_NAME], GTK_SORT_ASCENDING);

  g_signal_connect_object (gtk_column_view_get_columns (list), "items-changed",
                           G_CALLBACK (on_columns_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (list), "changed",
                           G_CALLBACK (on_sorter_changed), self, G_CONNECT_SWAPPED);
  show_sort (self);
  if (settings != NULL)
    g_signal_connect_object (settings, "changed::" SETTING, G_CALLBACK (apply_setting), self,
                             G_CONNECT_SWAPPED);
  return self;
}

/**
 * roster_column_layout_get_actions:
 * @self: a layout
 *
 * Returns: (transfer none): the actions of its menu, to be inserted as “column”
 */
GActionGroup *
roster_column_layout_get_actions (RosterColumnLayout *self)
{
  return G_ACTION_GROUP (self->actions);
}

/**
 * roster_column_layout_get_menu:
 * @self: a layout
 *
 * Returns: (transfer none): one item a column
 */
GMenuModel *
roster_column_layout_get_menu (RosterColumnLayout *self)
{
  return G_MENU_MODEL (self->menu);
}

/**
 * roster_column_layout_get_sort:
 * @self: a layout
 * @field: (out): by which column the list is sorted
 * @descending: (out): the other way round
 *
 * Returns: whether the list is sorted
 */
gboolean
roster_column_layout_get_sort (RosterColumnLayout *self,
                               RosterMemberField *field,
                               gboolean *descending)
{
  g_autoptr (GObject) probe = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering;
  guint marked;

  if (self->list == NULL)
    return FALSE;

  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (self->list), probe, other);
  marked = GPOINTER_TO_UINT (g_object_get_data (probe, PROBE));
  if (marked == 0)
    return FALSE;
  *field = (RosterMemberField)(marked - 1);
  *descending = ordering == GTK_ORDERING_LARGER;
  return TRUE;
}

/**
 * roster_column_layout_set_sort:
 * @self: a layout
 * @field: by which column to sort
 * @descending: the other way round
 */
void
roster_column_layout_set_sort (RosterColumnLayout *self,
                               RosterMemberField field,
                               gboolean descending)
{
  if (self->list == NULL)
    return;
  /* Without that, the last column keeps its arrow and sorts what is equal. */
  gtk_column_view_sort_by_column (self->list, NULL, GTK_SORT_ASCENDING);
  gtk_column_view_sort_by_column (self->list, self->columns[field],
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}
