/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterChangeList: the people of a dialog. However many there are, only the rows near the view
 * exist. */

#include "ui/changes/roster-change-list.h"

#include "ui/changes/roster-change-row.h"
#include "ui/widgets/roster-single-tab-stop.h"
#include "ui/widgets/roster-widget-children.h"

struct _RosterChangeList
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkListView *list;
  GtkLabel *placeholder;

  /* Owned */
  GListModel *items; /* (nullable) */
};

enum
{
  PROP_0,
  PROP_PLACEHOLDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RosterChangeList, roster_change_list, GTK_TYPE_WIDGET)

static void
roster_change_list_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PLACEHOLDER:
      roster_change_list_set_placeholder (ROSTER_CHANGE_LIST (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_change_list_dispose (GObject *object)
{
  RosterChangeList *self = ROSTER_CHANGE_LIST (object);

  g_clear_object (&self->items);
  roster_widget_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (roster_change_list_parent_class)->dispose (object);
}

static void
roster_change_list_class_init (RosterChangeListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_change_list_dispose;
  object_class->set_property = roster_change_list_set_property;

  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL,
                                                      G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ROSTER_TYPE_CHANGE_ROW);
  g_type_ensure (ROSTER_TYPE_SINGLE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-change-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterChangeList, list);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeList, placeholder);
}

static void
roster_change_list_init (RosterChangeList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_change_list_set_items:
 * @self: a list
 * @items: (element-type RosterChangeItem): the people, a model that does not change its length
 */
void
roster_change_list_set_items (RosterChangeList *self, GListModel *items)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_if_fail (ROSTER_IS_CHANGE_LIST (self));
  g_return_if_fail (G_IS_LIST_MODEL (items));

  g_set_object (&self->items, items);
  selection = gtk_no_selection_new (g_object_ref (items));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), g_list_model_get_n_items (items) == 0);
}

static gpointer
item_of_change (gpointer change, gpointer user_data)
{
  g_autoptr (RosterChange) owned = change;

  return roster_change_item_new_for_change (owned);
}

/**
 * roster_change_list_set_run:
 * @self: a list
 * @run: whose changes it follows from now on
 */
void
roster_change_list_set_run (RosterChangeList *self, RosterChangeRun *run)
{
  g_autoptr (GtkMapListModel) items = NULL;

  g_return_if_fail (ROSTER_IS_CHANGE_LIST (self));
  g_return_if_fail (ROSTER_IS_CHANGE_RUN (run));

  items = gtk_map_list_model_new (G_LIST_MODEL (g_object_ref (run)), item_of_change, NULL, NULL);
  roster_change_list_set_items (self, G_LIST_MODEL (items));
}

/**
 * roster_change_list_get_items:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the people that are shown
 */
GListModel *
roster_change_list_get_items (RosterChangeList *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_LIST (self), NULL);

  return self->items;
}

/**
 * roster_change_list_scroll_to:
 * @self: a list
 * @position: the row to show; nothing happens past the end
 */
void
roster_change_list_scroll_to (RosterChangeList *self, guint position)
{
  g_return_if_fail (ROSTER_IS_CHANGE_LIST (self));

  if (self->items != NULL && position < g_list_model_get_n_items (self->items))
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

/* What somebody has to act on, before what they need not. */
static int
compare_trouble (gconstpointer a, gconstpointer b, gpointer user_data)
{
  static const RosterMark order[] = { ROSTER_MARK_FAILED, ROSTER_MARK_UNKNOWN,
                                      ROSTER_MARK_SKIPPED };
  RosterMark first = roster_change_item_get_mark ((RosterChangeItem *)a);
  RosterMark second = roster_change_item_get_mark ((RosterChangeItem *)b);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if ((first == order[i]) != (second == order[i]))
      return first == order[i] ? -1 : 1;
  return 0;
}

/**
 * roster_change_list_sort_by_trouble:
 * @self: a list whose people do not change any more
 *
 * Puts whoever failed first, then those of whom it is not known, then those who were not sent; the
 * order among them stays.
 */
void
roster_change_list_sort_by_trouble (RosterChangeList *self)
{
  g_autoptr (GtkSortListModel) sorted = NULL;
  GtkSorter *sorter;

  g_return_if_fail (ROSTER_IS_CHANGE_LIST (self));
  g_return_if_fail (self->items != NULL);

  sorter = GTK_SORTER (gtk_custom_sorter_new ((GCompareDataFunc)compare_trouble, NULL, NULL));
  sorted = gtk_sort_list_model_new (g_object_ref (self->items), sorter);
  roster_change_list_set_items (self, G_LIST_MODEL (sorted));
}

/**
 * roster_change_list_set_placeholder:
 * @self: a list
 * @text: what is shown where there is nobody
 */
void
roster_change_list_set_placeholder (RosterChangeList *self, const char *text)
{
  g_return_if_fail (ROSTER_IS_CHANGE_LIST (self));

  gtk_label_set_text (self->placeholder, text);
}
