/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/history/roster-history-columns.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/roster-inscription.h"
#include "ui/widgets/roster-scroll-start.h"

static const struct
{
  const char *title;
  guint min_chars;
  guint nat_chars;
  gboolean expands;
  gboolean in_narrow;
} columns[] = {
  [ROSTER_HISTORY_COLUMN_TIME] = { N_ ("When"), 13, 16, FALSE, TRUE },
  [ROSTER_HISTORY_COLUMN_ACTION] = { N_ ("What"), 10, 22, FALSE, TRUE },
  [ROSTER_HISTORY_COLUMN_PERSON] = { N_ ("Whom"), 12, 26, TRUE, TRUE },
  [ROSTER_HISTORY_COLUMN_ORGANIZATION] = { N_ ("Where"), 10, 18, TRUE, FALSE },
  [ROSTER_HISTORY_COLUMN_ACCOUNT] = { N_ ("Account"), 9, 12, FALSE, FALSE },
  [ROSTER_HISTORY_COLUMN_RESULT] = { N_ ("Result"), 10, 12, FALSE, TRUE },
};

static GQuark
get_column_quark (void)
{
  return g_quark_from_static_string ("roster-history-column");
}

static RosterHistoryColumn
get_column (gpointer inscription)
{
  return (RosterHistoryColumn)GPOINTER_TO_UINT (
      g_object_get_qdata (inscription, get_column_quark ()));
}

static gboolean
on_query_tooltip (GtkWidget *inscription, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  RosterHistoryItem *item = g_object_get_data (G_OBJECT (inscription), "roster-history-item");
  g_autofree char *text = NULL;

  if (item == NULL)
    return FALSE;
  text = roster_history_item_dup_tooltip (item, get_column (inscription));
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RosterHistoryColumn column = (RosterHistoryColumn)GPOINTER_TO_UINT (user_data);
  GtkWidget *inscription = gtk_inscription_new (NULL);

  g_object_set_qdata (G_OBJECT (inscription), get_column_quark (), user_data);
  g_object_set (inscription, "min-chars", columns[column].min_chars, "nat-chars",
                columns[column].nat_chars, "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                "has-tooltip", TRUE, NULL);
  g_signal_connect (inscription, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  gtk_list_item_set_child (item, inscription);
}

static void
set_style (GtkWidget *inscription, const char *style)
{
  static const char *const styles[] = { "history-failed", "history-unknown", "dim-label" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (style, styles[i]) == 0)
      gtk_widget_add_css_class (inscription, styles[i]);
    else
      gtk_widget_remove_css_class (inscription, styles[i]);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  RosterHistoryItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *inscription = gtk_list_item_get_child (list_item);
  RosterHistoryColumn column = get_column (inscription);
  g_autofree char *text = roster_history_item_dup_text (item, column);

  roster_inscription_set_text (GTK_INSCRIPTION (inscription), text);
  roster_inscription_set_spoken (GTK_INSCRIPTION (inscription), text);
  if (column == ROSTER_HISTORY_COLUMN_RESULT)
    set_style (inscription, roster_history_item_get_style (item));
  g_object_set_data_full (G_OBJECT (inscription), "roster-history-item", g_object_ref (item),
                          g_object_unref);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (list_item)), "roster-history-item", NULL);
}

static GtkListItemFactory *
new_factory (RosterHistoryColumn column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  return factory;
}

/** roster_history_columns_append: gives @view, which is in its scrolled window, its columns. */
void
roster_history_columns_append (GtkColumnView *view)
{
  for (guint i = 0; i < ROSTER_HISTORY_N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column =
          gtk_column_view_column_new (_ (columns[i].title), new_factory ((RosterHistoryColumn)i));

      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, columns[i].expands);
      gtk_column_view_append_column (view, column);
    }
  roster_scroll_start_keep (view);
}

/**
 * roster_history_columns_set_narrow:
 * @view: a view with these columns
 * @narrow: whether there is room for the most important ones only
 */
void
roster_history_columns_set_narrow (GtkColumnView *view, gboolean narrow)
{
  GListModel *model = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

      gtk_column_view_column_set_visible (column, !narrow || columns[i].in_narrow);
    }
}
