/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/list/roster-member-cell.h"

#include <glib/gi18n-lib.h>

#include "ui/list/roster-column.h"
#include "ui/list/roster-member-list-item.h"
#include "ui/widgets/roster-inscription.h"

#define SYMBOL_NEW "✚"
#define SYMBOL_CHANGED "✎"

/* What a cell knows, kept with its inscription. */
typedef struct
{
  RosterMemberField field;
  GtkListItem *item;           /* borrowed: it outlives its child */
  RosterMemberListItem *proxy; /* owned, (nullable) */
  gulong changed_id;
  const char *style; /* static, (nullable) */
  gboolean bold;
} Cell;

static GQuark
get_cell_quark (void)
{
  return g_quark_from_static_string ("roster-member-cell");
}

static Cell *
get_cell (gpointer inscription)
{
  return g_object_get_qdata (inscription, get_cell_quark ());
}

static void
set_style (GtkWidget *inscription, Cell *cell, const char *style)
{
  if (g_strcmp0 (cell->style, style) == 0)
    return;
  if (cell->style != NULL)
    gtk_widget_remove_css_class (inscription, cell->style);
  if (style != NULL)
    gtk_widget_add_css_class (inscription, style);
  cell->style = style;
}

/* One for all cells, kept until the process ends: a GtkInscription of GTK 4.8 never gives back the
 * one that it has when it goes. */
static PangoAttrList *
get_bold (void)
{
  static PangoAttrList *attributes;

  if (attributes == NULL)
    {
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
    }

  return attributes;
}

/* By an attribute and not by a style class, which would have the row measured again. */
static void
set_bold (GtkInscription *inscription, Cell *cell, gboolean bold)
{
  if (cell->bold == bold)
    return;
  gtk_inscription_set_attributes (inscription, bold ? get_bold () : NULL);
  cell->bold = bold;
}

/* Beside the name: a symbol, so that nobody has to tell colours apart. */
static char *
mark_text (RosterMemberMark mark, const char *text)
{
  return g_strdup_printf ("%s %s", mark == ROSTER_MEMBER_MARK_NEW ? SYMBOL_NEW : SYMBOL_CHANGED,
                          text);
}

static char *
mark_spoken (RosterMemberMark mark, const char *text)
{
  if (mark == ROSTER_MEMBER_MARK_NEW)
    /* Translators: the name of a member who was not there when the list was read before, as a
     * screen reader says it: “Ada Lovelace, new”. */
    return g_strdup_printf (_ ("%s, new"), text);
  /* Translators: the name of a member whose access or name has changed since the list was read
   * before, as a screen reader says it. */
  return g_strdup_printf (_ ("%s, changed"), text);
}

static const char *
get_mark_tip (RosterMemberMark mark)
{
  return mark == ROSTER_MEMBER_MARK_NEW ? _ ("New since the list was read before")
                                        : _ ("Changed since the list was read before");
}

/* What the last refresh said of the member; it stands beside the name alone. */
static RosterMemberMark
get_mark (Cell *cell)
{
  return cell->field == ROSTER_FIELD_NAME ? roster_member_list_item_get_mark (cell->proxy)
                                          : ROSTER_MEMBER_MARK_NONE;
}

static void
show_marked (GtkInscription *inscription, Cell *cell, RosterMemberMark mark, const char *text)
{
  g_autofree char *marked = mark_text (mark, text);
  g_autofree char *spoken = mark_spoken (mark, text);

  roster_inscription_set_text (inscription, marked);
  set_style (GTK_WIDGET (inscription), cell, "member-marked");
  set_bold (inscription, cell, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inscription), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

static void
update (GtkInscription *inscription)
{
  Cell *cell = get_cell (inscription);
  const RosterMember *member = roster_member_list_item_get_member (cell->proxy);
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  if (member == NULL)
    {
      gtk_inscription_set_text (inscription, NULL);
      roster_inscription_set_spoken (inscription, NULL);
      set_style (GTK_WIDGET (inscription), cell, NULL);
      set_bold (inscription, cell, FALSE);
      return;
    }

  text = roster_column_dup_text (cell->field, member, g_get_real_time () / 1000);
  if (get_mark (cell) != ROSTER_MEMBER_MARK_NONE)
    {
      show_marked (inscription, cell, get_mark (cell), text);
      return;
    }
  roster_inscription_set_text (inscription, text);
  set_style (GTK_WIDGET (inscription), cell, roster_column_get_style (cell->field, member));
  set_bold (inscription, cell, roster_column_is_bold (cell->field, member));
  spoken = roster_column_dup_spoken (cell->field, member);
  roster_inscription_set_spoken (inscription, spoken != NULL ? spoken : text);
}

/* A name needs a tooltip only where it does not fit. */
static gboolean
is_cut (GtkWidget *inscription, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (inscription, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width > gtk_widget_get_width (inscription);
}

static gboolean
on_query_tooltip (GtkWidget *inscription, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  Cell *cell = get_cell (inscription);
  const RosterMember *member =
      cell->proxy != NULL ? roster_member_list_item_get_member (cell->proxy) : NULL;
  g_autofree char *text = NULL;

  if (member == NULL)
    return FALSE;

  text = roster_column_dup_tooltip (cell->field, member);
  if (get_mark (cell) != ROSTER_MEMBER_MARK_NONE)
    {
      g_autofree char *tip = g_strconcat (text, "\n", get_mark_tip (get_mark (cell)), NULL);

      gtk_tooltip_set_text (tooltip, tip);
      return TRUE;
    }
  if (g_str_has_suffix (gtk_inscription_get_text (GTK_INSCRIPTION (inscription)), text) &&
      !is_cut (inscription, text))
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RosterMemberField field = (RosterMemberField)GPOINTER_TO_UINT (user_data);
  guint min_width = roster_column_get_min_width (field);
  GtkWidget *inscription = gtk_inscription_new (NULL);
  Cell *cell = g_new0 (Cell, 1);

  cell->field = field;
  cell->item = item;
  g_object_set_qdata_full (G_OBJECT (inscription), get_cell_quark (), cell, g_free);
  g_object_set (inscription, "min-chars", min_width, "nat-chars",
                MAX (min_width, roster_column_get (field)->width), "text-overflow",
                GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END, "has-tooltip", TRUE, NULL);
  g_signal_connect (inscription, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  gtk_list_item_set_child (item, inscription);
  /* In GTK 4.8 a click goes to the cell and to its row, so that Ctrl and click would select and
   * unselect at once: the row alone takes it. */
  gtk_list_item_set_selectable (item, FALSE);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *inscription = gtk_list_item_get_child (item);
  Cell *cell = get_cell (inscription);

  g_set_object (&cell->proxy, gtk_list_item_get_item (item));
  /* Ends with the binding, so that the inscription is there whenever it is called. */
  cell->changed_id =
      g_signal_connect_swapped (cell->proxy, "changed", G_CALLBACK (update), inscription);
  update (GTK_INSCRIPTION (inscription));
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  Cell *cell = get_cell (gtk_list_item_get_child (item));

  g_clear_signal_handler (&cell->changed_id, cell->proxy);
  g_clear_object (&cell->proxy);
}

static void
on_teardown (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, NULL);
}

/**
 * roster_member_cell_factory_new:
 * @field: what the column shows
 *
 * Returns: (transfer full): makes the cells of that column
 */
GtkListItemFactory *
roster_member_cell_factory_new (RosterMemberField field)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GUINT_TO_POINTER (field));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  g_signal_connect (factory, "teardown", G_CALLBACK (on_teardown), NULL);
  return factory;
}

/* The first cell at or below the widget. */
static Cell *
find_cell (GtkWidget *widget)
{
  Cell *cell = get_cell (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); cell == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    cell = find_cell (child);
  return cell;
}

/**
 * roster_member_cell_get_position:
 * @widget: (nullable): what is under the pointer or has the focus
 * @position: (out): the position in the list
 *
 * Returns: whether @widget is a row of the list, or a part of one
 */
gboolean
roster_member_cell_get_position (GtkWidget *widget, guint *position)
{
  for (; widget != NULL && !GTK_IS_COLUMN_VIEW (widget); widget = gtk_widget_get_parent (widget))
    {
      const char *name = gtk_widget_get_css_name (widget);
      Cell *cell;

      if (g_strcmp0 (name, "row") != 0)
        continue;
      cell = find_cell (widget);
      if (cell == NULL || cell->proxy == NULL)
        return FALSE;
      *position = roster_member_list_item_get_position (cell->proxy);
      return TRUE;
    }
  return FALSE;
}
