/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterMemberFocus: keeps the keyboard’s focus on a person, wherever they go in the list. */

#include "ui/list/roster-member-focus.h"

#include "ui/list/roster-member-cell.h"

struct _RosterMemberFocus
{
  GObject parent_instance;

  /* Borrowed */
  GtkColumnView *column_view; /* (nullable) weak */
  GtkRoot *root;              /* (nullable) weak: its window */

  /* Owned */
  RosterMemberView *view;
  char *id; /* (nullable): who has the focus, or had it last */

  guint position;  /* where they were when they got it */
  gboolean inside; /* the focus is in the list */
  gboolean late;   /* it will go to them once GTK knows their row */
  guint n_frames;  /* until their row has its height, and is looked for */
};

G_DEFINE_FINAL_TYPE (RosterMemberFocus, roster_member_focus, G_TYPE_OBJECT)

static GtkWidget *
get_focus (RosterMemberFocus *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->column_view));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

static gboolean
is_inside (RosterMemberFocus *self, GtkWidget *focus)
{
  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->column_view));
}

static gboolean
is_chosen (RosterMemberFocus *self, guint position)
{
  GtkAdjustment *vertical = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->column_view));

  return position > 0 || gtk_adjustment_get_value (vertical) > 0 ||
         gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->view), position);
}

static void
remember (RosterMemberFocus *self, guint position)
{
  const RosterMember *member = roster_member_view_get_member (self->view, position);

  /* A row that is about to vanish shows nobody. */
  if (member == NULL)
    return;
  self->late = FALSE;
  self->position = position;
  g_free (self->id);
  self->id = is_chosen (self, position) ? g_strdup (member->id) : NULL;
}

static void
on_focus_moved (RosterMemberFocus *self)
{
  GtkWidget *focus = self->column_view != NULL ? get_focus (self) : NULL;
  guint position;

  /* What moves now moves with the rows; and nobody takes the focus away without giving it to
   * somebody else. */
  if (focus == NULL || roster_member_view_is_applying (self->view))
    return;
  self->inside = is_inside (self, focus);
  if (self->inside && roster_member_cell_get_position (focus, &position))
    remember (self, position);
}

/* Somebody may be selected after they got the focus: with the mouse both come at once. */
static void
on_selected (RosterMemberFocus *self)
{
  if (self->inside && self->id == NULL)
    on_focus_moved (self);
}

static void
on_root_changed (RosterMemberFocus *self)
{
  if (self->root != NULL)
    g_signal_handlers_disconnect_by_func (self->root, on_focus_moved, self);
  g_set_weak_pointer (&self->root, gtk_widget_get_root (GTK_WIDGET (self->column_view)));
  if (GTK_IS_WINDOW (self->root))
    g_signal_connect_object (self->root, "notify::focus-widget", G_CALLBACK (on_focus_moved), self,
                             G_CONNECT_SWAPPED);
}

/* The rows are in a list of their own, below the headers. */
static GtkWidget *
get_rows (RosterMemberFocus *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->column_view));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      return child;
  return NULL;
}

static GtkWidget *
find_row (GtkWidget *rows, guint position)
{
  guint found;

  for (GtkWidget *row = gtk_widget_get_first_child (rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (roster_member_cell_get_position (row, &found) && found == position)
      return row;
  return NULL;
}

static void
scroll_to (GtkWidget *rows, guint position)
{
  gtk_widget_activate_action (rows, "list.scroll-to-item", "u", position);
}

static gboolean
is_in_sight (GtkWidget *row, GtkWidget *rows)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (row, rows, &bounds) && bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= (float)gtk_widget_get_height (rows);
}

static gboolean
on_frame (GtkWidget *column_view, GdkFrameClock *frame_clock, gpointer user_data)
{
  RosterMemberFocus *self = user_data;
  GtkWidget *rows = get_rows (self);
  GtkWidget *focus = get_focus (self);
  guint position;

  if (--self->n_frames > 0)
    return G_SOURCE_CONTINUE;
  if (rows != NULL && is_inside (self, focus) &&
      roster_member_cell_get_position (focus, &position) && !is_in_sight (focus, rows))
    scroll_to (rows, position);
  return G_SOURCE_REMOVE;
}

/* GTK 4.18 scrolls to a row that has no height yet, and leaves it below the end of the list: it is
 * looked for again when it has been given its place, which is in the first frame. */
static void
keep_in_sight (RosterMemberFocus *self)
{
  if (self->n_frames == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->column_view), on_frame, g_object_ref (self),
                                  g_object_unref);
  self->n_frames = 2;
}

/* GTK has a widget only for what is near: it is scrolled there where there is none. */
static gboolean
focus_position (RosterMemberFocus *self, guint position)
{
  GtkWidget *rows = get_rows (self);
  GtkWidget *row;

  if (rows == NULL || position >= g_list_model_get_n_items (G_LIST_MODEL (self->view)))
    return FALSE;
  row = find_row (rows, position);
  if (row == NULL)
    {
      scroll_to (rows, position);
      row = find_row (rows, position);
    }
  keep_in_sight (self);
  return row != NULL && gtk_widget_grab_focus (row);
}

static void
follow (RosterMemberFocus *self)
{
  guint n_shown = roster_member_view_get_n_shown (self->view);
  guint position = roster_member_view_find (self->view, self->id);

  if (n_shown == 0)
    return;
  /* Who is gone leaves the focus to whoever is there now. */
  if (position == G_MAXUINT)
    position = MIN (self->position, n_shown - 1);
  self->late = !focus_position (self, position);
}

static void
on_arranged (RosterMemberFocus *self)
{
  if (self->column_view != NULL && self->inside && self->id != NULL)
    follow (self);
}

static void
on_items_changed (RosterMemberFocus *self)
{
  if (self->late && self->column_view != NULL && self->inside &&
      !roster_member_view_is_applying (self->view))
    follow (self);
}

static void
roster_member_focus_dispose (GObject *object)
{
  RosterMemberFocus *self = ROSTER_MEMBER_FOCUS (object);

  g_clear_weak_pointer (&self->column_view);
  g_clear_weak_pointer (&self->root);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (roster_member_focus_parent_class)->dispose (object);
}

static void
roster_member_focus_finalize (GObject *object)
{
  g_free (ROSTER_MEMBER_FOCUS (object)->id);

  G_OBJECT_CLASS (roster_member_focus_parent_class)->finalize (object);
}

static void
roster_member_focus_class_init (RosterMemberFocusClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_member_focus_dispose;
  G_OBJECT_CLASS (klass)->finalize = roster_member_focus_finalize;
}

static void
roster_member_focus_init (RosterMemberFocus *self)
{
}

/**
 * roster_member_focus_new:
 * @column_view: the list
 * @view: its model, which it has already
 *
 * Returns: (transfer full): whoever takes care of the focus in @column_view
 */
RosterMemberFocus *
roster_member_focus_new (GtkColumnView *column_view, RosterMemberView *view)
{
  RosterMemberFocus *self = g_object_new (ROSTER_TYPE_MEMBER_FOCUS, NULL);

  g_set_weak_pointer (&self->column_view, column_view);
  self->view = g_object_ref (view);
  g_signal_connect_object (column_view, "notify::root", G_CALLBACK (on_root_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "arranged", G_CALLBACK (on_arranged), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::n-selected", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  on_root_changed (self);
  return self;
}

/**
 * roster_member_focus_grab:
 * @self: who takes care of the focus
 *
 * Gives the focus back to who had it last.
 *
 * Returns: whether they are shown; if not, GTK decides
 */
gboolean
roster_member_focus_grab (RosterMemberFocus *self)
{
  guint position;

  if (self->id == NULL || self->column_view == NULL)
    return FALSE;
  position = roster_member_view_find (self->view, self->id);
  return position != G_MAXUINT && focus_position (self, position);
}

/**
 * roster_member_focus_move_to:
 * @self: who takes care of the focus
 * @id: a member’s id
 *
 * Scrolls to that member and gives them the focus; where they are not shown yet, as soon as the
 * list is arranged with them.
 *
 * Returns: whether they are shown
 */
gboolean
roster_member_focus_move_to (RosterMemberFocus *self, const char *id)
{
  g_autofree char *previous = g_steal_pointer (&self->id);

  self->id = g_strdup (id);
  self->inside = TRUE;
  return roster_member_focus_grab (self);
}
