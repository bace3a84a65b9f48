/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterMemberList: the members in columns. */

#include "ui/list/roster-member-list.h"

#include <glib/gi18n-lib.h>

#include "ui/list/roster-column-layout.h"
#include "ui/list/roster-member-cell.h"
#include "ui/list/roster-member-focus.h"
#include "ui/widgets/roster-context-menu.h"
#include "ui/widgets/roster-scroll-start.h"
#include "ui/widgets/roster-widget-children.h"

struct _RosterMemberList
{
  GtkWidget parent_instance;

  /* Template */
  GtkStack *stack;
  GtkColumnView *column_view;
  GMenuModel *row_menu_model;

  /* Owned */
  RosterMemberView *view;
  RosterColumnLayout *layout;
  RosterMemberFocus *focus;
  GtkWidget *row_menu; /* a child of column_view, which does not know it */
};

enum
{
  CLEAR,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterMemberList, roster_member_list, GTK_TYPE_WIDGET)

static void
on_sorted (RosterMemberList *self)
{
  RosterMemberField field;
  gboolean descending;

  if (roster_column_layout_get_sort (self->layout, &field, &descending))
    roster_member_view_set_sort (self->view, field, descending);
}

static void
on_arranged (RosterMemberList *self)
{
  gboolean nobody = roster_member_view_get_n_shown (self->view) == 0 &&
                    roster_member_query_is_narrowed (roster_member_view_get_query (self->view));

  gtk_stack_set_visible_child_name (self->stack, nobody ? "nobody" : "list");
}

/* The menu of a row */

static void
pop_up (RosterMemberList *self, guint position, const GdkRectangle *area)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->view);

  if (roster_member_view_get_member (self->view, position) == NULL)
    return;

  /* A click on a row that is not selected means that row alone. */
  if (!gtk_selection_model_is_selected (selection, position))
    gtk_selection_model_select_item (selection, position, TRUE);
  roster_context_menu_pop_up (self->row_menu, area);
}

static gboolean
pop_up_at (RosterMemberList *self, double x, double y)
{
  GtkWidget *there = gtk_widget_pick (GTK_WIDGET (self->column_view), x, y, GTK_PICK_DEFAULT);
  const GdkRectangle area = { (int)x, (int)y, 1, 1 };
  guint position;

  if (!roster_member_cell_get_position (there, &position))
    return FALSE;
  pop_up (self, position, &area);
  return TRUE;
}

static void
on_secondary_pressed (
    RosterMemberList *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  if (pop_up_at (self, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_long_pressed (RosterMemberList *self, double x, double y, GtkGestureLongPress *gesture)
{
  if (pop_up_at (self, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* The key: the row that has the focus. */
static void
pop_up_at_focus (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RosterMemberList *self = ROSTER_MEMBER_LIST (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  graphene_rect_t bounds;
  GdkRectangle area;
  guint position;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->column_view)) ||
      !roster_member_cell_get_position (focus, &position) ||
      !gtk_widget_compute_bounds (focus, GTK_WIDGET (self->column_view), &bounds))
    return;

  area = (GdkRectangle){ (int)(bounds.origin.x + (rtl ? bounds.size.width - 24 : 24)),
                         (int)bounds.origin.y, 1, (int)bounds.size.height };
  pop_up (self, position, &area);
}

static void
copy_ids (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RosterMemberList *self = ROSTER_MEMBER_LIST (widget);
  g_autoptr (GPtrArray) ids =
      roster_member_selection_dup_ids (roster_member_view_get_selection (self->view));
  g_autofree char *text = NULL;

  g_ptr_array_add (ids, NULL);
  text = g_strjoinv ("\n", (GStrv)ids->pdata);
  if (*text != '\0')
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
clear (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLEAR], 0);
}

static gboolean
roster_member_list_grab_focus (GtkWidget *widget)
{
  RosterMemberList *self = ROSTER_MEMBER_LIST (widget);

  return roster_member_focus_grab (self->focus) ||
         gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
}

/* The list is one stop of the Tab key: on GTK 4.8 it otherwise goes through every row. The arrow
 * keys move in it. */
static gboolean
roster_member_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RosterMemberList *self = ROSTER_MEMBER_LIST (widget);
  GtkWidget *list = GTK_WIDGET (self->column_view);

  if ((direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD) ||
      !gtk_widget_get_mapped (list))
    return GTK_WIDGET_CLASS (roster_member_list_parent_class)->focus (widget, direction);
  return !roster_widget_has_focus_within (list) && gtk_widget_grab_focus (list);
}

static void
roster_member_list_dispose (GObject *object)
{
  RosterMemberList *self = ROSTER_MEMBER_LIST (object);

  g_clear_pointer (&self->row_menu, gtk_widget_unparent);
  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->stack)));
  g_clear_object (&self->focus);
  g_clear_object (&self->layout);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (roster_member_list_parent_class)->dispose (object);
}

static void
roster_member_list_class_init (RosterMemberListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_member_list_dispose;
  widget_class->focus = roster_member_list_focus;
  widget_class->grab_focus = roster_member_list_grab_focus;

  signals[CLEAR] = g_signal_new ("clear", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-member-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterMemberList, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterMemberList, column_view);
  gtk_widget_class_bind_template_child (widget_class, RosterMemberList, row_menu_model);
  gtk_widget_class_bind_template_callback (widget_class, on_secondary_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_long_pressed);

  gtk_widget_class_install_action (widget_class, "member.copy-ids", NULL, copy_ids);
  gtk_widget_class_install_action (widget_class, "member.clear", NULL, clear);
  gtk_widget_class_install_action (widget_class, "member.menu", NULL, pop_up_at_focus);
}

static void
roster_member_list_init (RosterMemberList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->row_menu = roster_context_menu_new (GTK_WIDGET (self->column_view), self->row_menu_model);
}

/**
 * roster_member_list_set_up:
 * @self: a list
 * @view: what to show
 * @settings: (nullable): where the columns are kept
 *
 * To be called once.
 */
void
roster_member_list_set_up (RosterMemberList *self, RosterMemberView *view, GSettings *settings)
{
  g_return_if_fail (ROSTER_IS_MEMBER_LIST (self));
  g_return_if_fail (self->view == NULL);

  self->view = g_object_ref (view);
  roster_scroll_start_keep (self->column_view);
  self->layout = roster_column_layout_new (self->column_view, settings);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "column",
                                  roster_column_layout_get_actions (self->layout));
  g_signal_connect_object (self->layout, "sorted", G_CALLBACK (on_sorted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "arranged", G_CALLBACK (on_arranged), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (view));
  roster_staged_list_set_adjustment (
      ROSTER_STAGED_LIST (view),
      gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->column_view)));
  self->focus = roster_member_focus_new (self->column_view, view);
}

/**
 * roster_member_list_show_member:
 * @self: a list that has been set up
 * @id: a member’s id
 *
 * Scrolls to that member, selects them and gives them the keyboard’s focus. Where search or filter
 * hides them, these are taken away; the rest follows once the list is arranged.
 *
 * Returns: whether they are shown
 */
gboolean
roster_member_list_show_member (RosterMemberList *self, const char *id)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_LIST (self), FALSE);

  roster_member_view_select_id (self->view, id);
  if (roster_member_focus_move_to (self->focus, id))
    return TRUE;
  if (roster_member_query_is_narrowed (roster_member_view_get_query (self->view)))
    {
      g_signal_emit (self, signals[CLEAR], 0);
      return roster_member_focus_move_to (self->focus, id);
    }
  return FALSE;
}

/**
 * roster_member_list_get_columns_menu:
 * @self: a list that has been set up
 *
 * Returns: (transfer none): what shows and hides columns
 */
GMenuModel *
roster_member_list_get_columns_menu (RosterMemberList *self)
{
  return roster_column_layout_get_menu (self->layout);
}

/**
 * roster_member_list_get_actions:
 * @self: a list that has been set up
 *
 * Returns: (transfer none): the actions of that menu, to be inserted as “column” where it is used
 */
GActionGroup *
roster_member_list_get_actions (RosterMemberList *self)
{
  return roster_column_layout_get_actions (self->layout);
}

/**
 * roster_member_list_sort:
 * @self: a list that has been set up
 * @field: by which column to sort
 * @descending: the other way round
 *
 * As a press on the header of that column.
 */
void
roster_member_list_sort (RosterMemberList *self, RosterMemberField field, gboolean descending)
{
  g_return_if_fail (ROSTER_IS_MEMBER_LIST (self));

  roster_column_layout_set_sort (self->layout, field, descending);
}
