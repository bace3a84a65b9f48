/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/focus-walk.h"

#include "support/focus-keys.h"
#include "support/focus-sight.h"

#define STOPS_AT_MOST 150

typedef struct
{
  GtkWindow *window;
  const char *way;  /* for messages */
  GPtrArray *stops; /* GtkWidget: what had the focus, one after another */
  GBytes *picture;  /* (nullable) of the last stop, while it had the focus */
} Walk;

G_GNUC_PRINTF (3, 4)
static void
complain (Walk *self, GtkWidget *stop, const char *format, ...)
{
  g_autofree char *name = stop != NULL ? focus_sight_describe (stop) : g_strdup ("nothing");
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_test_message ("%s: %s %s", self->way, name, what);
  g_test_fail ();
}

static void
check_order (Walk *self, GtkWidget *from, GtkWidget *to, guint *n_back)
{
  if (focus_sight_comes_before (to, from) && (*n_back)++ > 0)
    {
      g_autofree char *name = focus_sight_describe (from);

      complain (self, to, "has the focus after %s, which the eye meets later", name);
    }
}

/* What looks the same without the focus does not show it. */
static void
check_ring (Walk *self, GtkWidget *last)
{
  g_autoptr (GBytes) picture = focus_sight_take_picture (last);

  if (self->picture != NULL && picture != NULL && g_bytes_equal (self->picture, picture))
    complain (self, last, "looks the same with the focus and without");
}

/* It shows the focus however that came. */
static gboolean
is_text (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget);
}

static void
check_stop (Walk *self, GtkWidget *stop)
{
  g_autofree char *hidden = focus_sight_find_hidden (stop);

  if (!gtk_widget_get_mapped (stop) || gtk_widget_get_width (stop) == 0 ||
      gtk_widget_get_height (stop) == 0)
    complain (self, stop, "has the focus and is not on the screen");
  else if (hidden != NULL)
    complain (self, stop, "has the focus and is not in sight: %s", hidden);
  if (!gtk_window_get_focus_visible (self->window) && !is_text (stop))
    complain (self, stop, "has the focus, and the window does not show it");
}

/* Presses the key once; the stop, or NULL where the focus has nowhere to be. */
static GtkWidget *
take_step (Walk *self, const char *key)
{
  GtkWidget *last =
      self->stops->len > 0 ? g_ptr_array_index (self->stops, self->stops->len - 1) : NULL;
  GtkWidget *stop = NULL;

  focus_keys_press (self->window, key);
  stop = gtk_window_get_focus (self->window);
  if (stop == NULL)
    {
      complain (self, last, "had the focus, and after it nothing has it");
      return NULL;
    }
  if (last != NULL && last != stop)
    check_ring (self, last);
  check_stop (self, stop);
  g_clear_pointer (&self->picture, g_bytes_unref);
  self->picture = focus_sight_take_picture (stop);
  return stop;
}

/* Goes on until the first stop comes again. */
static void
go_round (Walk *self, const char *key)
{
  guint n_back = 0;

  for (GtkWidget *stop = take_step (self, key); stop != NULL; stop = take_step (self, key))
    {
      guint position = 0;

      if (self->stops->len > 0 && g_str_equal (key, "Tab"))
        check_order (self, g_ptr_array_index (self->stops, self->stops->len - 1), stop, &n_back);
      if (g_ptr_array_find (self->stops, stop, &position))
        {
          if (position > 0)
            complain (self, stop, "has the focus again, before the first stop of the round");
          break;
        }
      g_ptr_array_add (self->stops, g_object_ref (stop));
      if (self->stops->len > STOPS_AT_MOST)
        {
          complain (self, stop, "is not the last stop of a round without an end");
          break;
        }
    }
  g_clear_pointer (&self->picture, g_bytes_unref);
}

static GPtrArray *
walk (GtkWindow *window, const char *key, const char *way)
{
  Walk self = { .window = window, .way = way };

  self.stops = g_ptr_array_new_with_free_func (g_object_unref);
  go_round (&self, key);
  return self.stops;
}

static gboolean
is_reached (GtkWidget *widget, GPtrArray *stops)
{
  for (guint i = 0; i < stops->len; i++)
    if (stops->pdata[i] == widget || gtk_widget_is_ancestor (stops->pdata[i], widget))
      return TRUE;
  return FALSE;
}

/* What turns the tabs with the mouse, or scrolls with it: the keyboard has the arrow keys for
 * that. */
static gboolean
is_for_mouse (GtkWidget *widget)
{
  return g_strcmp0 (gtk_widget_get_css_name (widget), "arrow") == 0 ||
         GTK_IS_SCROLLED_WINDOW (widget);
}

static gboolean
is_empty_list (GtkWidget *widget)
{
  return GTK_IS_LIST_BASE (widget) && gtk_widget_get_first_child (widget) == NULL;
}

/* Everything below widget that takes the focus is a stop, or holds one. */
static void
check_reached (Walk *self, GtkWidget *widget, GPtrArray *stops)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_sensitive (widget) ||
      !gtk_widget_get_can_focus (widget))
    return;
  if (gtk_widget_get_focusable (widget) && !is_for_mouse (widget) && !is_empty_list (widget) &&
      !is_reached (widget, stops))
    complain (self, widget, "takes the focus and never gets it");
  if (focus_sight_is_one_stop (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      check_reached (self, child, stops);
}

/* The way back meets the same stops, in the opposite order. */
static void
check_back (Walk *self, GPtrArray *forward, GPtrArray *back)
{
  guint start = 0;

  for (guint i = 0; i < back->len; i++)
    if (!g_ptr_array_find (forward, back->pdata[i], NULL))
      complain (self, back->pdata[i], "is met with Shift+Tab alone");
  for (guint i = 0; i < forward->len; i++)
    if (!g_ptr_array_find (back, forward->pdata[i], NULL))
      complain (self, forward->pdata[i], "is met with Tab alone");
  if (forward->len != back->len || !g_ptr_array_find (back, forward->pdata[0], &start))
    return;
  for (guint i = 0; i < forward->len; i++)
    if (back->pdata[(start + forward->len - i) % back->len] != forward->pdata[i])
      complain (self, forward->pdata[i], "has another place on the way back");
}

static void
list_stops (const char *way, GPtrArray *stops)
{
  for (guint i = 0; i < stops->len; i++)
    {
      g_autofree char *name = focus_sight_describe (stops->pdata[i]);

      g_test_message ("%s %u: %s", way, i, name);
    }
}

/* The arrow keys of whoever tries them do not lead to where nothing is seen: GTK 4.8 lets the frame
 * around a list take the focus, and does not show it. */
static void
check_arrow (Walk *self, GtkWidget *stop)
{
  GtkWidget *focus = NULL;

  if (is_text (stop) || !gtk_widget_grab_focus (stop))
    return;
  focus_keys_settle (self->window);
  focus_keys_press (self->window, "Down");
  focus = gtk_window_get_focus (self->window);
  if (focus == NULL || is_for_mouse (focus))
    complain (self, stop, "leads to where nothing is seen");
  else if (focus != stop)
    check_stop (self, focus);
  if (focus != NULL && focus != stop &&
      gtk_widget_get_parent (focus) == gtk_widget_get_parent (stop))
    focus_keys_press (self->window, "Up"); /* in a list: where Tab left it */
}

/* Tab through window at that size (or, where it is 0, its own) until the focus is where it began,
 * and Shift+Tab back: at each step the focus is on something that can be seen and shows it, in the
 * order in which the eye goes; and all that takes the focus gets it. */
void
focus_walk (GtkWindow *window, int width, int height)
{
  g_autoptr (GPtrArray) forward = NULL;
  g_autoptr (GPtrArray) back = NULL;
  Walk self = { .window = window };

  if (width > 0)
    gtk_window_set_default_size (window, width, height);
  ui_test_spin (100);
  focus_keys_begin (window);
  g_test_message ("%s, %d x %d", G_OBJECT_TYPE_NAME (window),
                  gtk_widget_get_width (GTK_WIDGET (window)),
                  gtk_widget_get_height (GTK_WIDGET (window)));

  forward = walk (window, "Tab", "Tab");
  list_stops ("Tab", forward);
  self.way = "Tab";
  check_reached (&self, GTK_WIDGET (window), forward);

  back = walk (window, "shift+Tab", "Shift+Tab");
  self.way = "Shift+Tab";
  if (forward->len > 0)
    check_back (&self, forward, back);
  self.way = "Down";
  for (guint i = 0; i < forward->len; i++)
    check_arrow (&self, forward->pdata[i]);
  focus_keys_end (window);
}

/* In a list of at least two rows the arrow keys go on where Tab has left it. */
void
focus_walk_list (GtkWindow *window, GtkWidget *list)
{
  Walk self = { .window = window, .way = "Down" };
  GtkWidget *first = NULL;
  GtkWidget *second = NULL;

  focus_keys_begin (window);
  for (guint i = 0; i < STOPS_AT_MOST && first == NULL; i++)
    {
      focus_keys_press (window, "Tab");
      if (gtk_widget_is_ancestor (gtk_window_get_focus (window), list))
        first = gtk_window_get_focus (window);
    }
  g_assert_nonnull (first);
  focus_keys_press (window, "Down");
  if (gtk_window_get_focus (window) == first) /* GTK 4.18 selects it first, where no row is */
    focus_keys_press (window, "Down");
  second = gtk_window_get_focus (window);
  g_assert_true (second != first);
  g_assert_true (gtk_widget_is_ancestor (second, list));
  check_stop (&self, second);
  focus_keys_press (window, "Up");
  g_assert_true (gtk_window_get_focus (window) == first);
  focus_keys_end (window);
}
