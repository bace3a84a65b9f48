/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What RosterMemberView tells GTK, and when: what can be seen at once, the rest a little a frame.
 */

#include "roster-member-proxy.h"
#include "roster-member-view-private.h"

#define STEP_MS 16
/* GTK 4.8 keeps about 205 rows; with more in the list, it makes none for those that come. */
#define ROWS_KEPT 260
#define ROWS_AT_ONCE 12
#define ROWS_UNKNOWN 40 /* as many as a window shows, before it has been measured */
#define ROWS_PER_STEP 6
#define LATE_PER_STEP 12
#define GONE_PER_STEP 40

/* What can be seen, and one place more at each end. */
static void
get_visible (RosterMemberView *self, guint *first, guint *end)
{
  double value;

  if (self->row_height <= 0)
    {
      *first = 0;
      *end = ROWS_UNKNOWN;
      return;
    }

  value = gtk_adjustment_get_value (self->vertical);
  *first = (guint)MAX (value / self->row_height - 1, 0);
  *end = (guint)((value + gtk_adjustment_get_page_size (self->vertical)) / self->row_height) + 2;
}

static gboolean
is_visible (RosterMemberView *self, guint position)
{
  guint first, end;

  if (self->vertical == NULL)
    return TRUE;
  get_visible (self, &first, &end);
  return position >= first && position < end;
}

/* A place that is about to vanish shows nobody. */
static void
point (RosterMemberView *self, RosterMemberProxy *proxy)
{
  guint position = roster_member_proxy_get_position (proxy);

  if (position < roster_member_view_get_n_shown (self))
    {
      guint row = roster_member_view_get_row (self, position);

      roster_member_proxy_point (proxy, roster_member_view_get_table (self), row,
                                 roster_member_view_get_mark (self, row));
    }
  else
    {
      roster_member_proxy_point (proxy, NULL, 0, ROSTER_MEMBER_MARK_NONE);
    }
}

/* The proxies that are alive, held. */
static GPtrArray *
collect_proxies (RosterMemberView *self)
{
  GPtrArray *proxies = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (proxies, g_object_ref (value));
  return proxies;
}

/* Places that are gone get another proxy when they come back. */
static void
forget_places (RosterMemberView *self, guint first)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (GPOINTER_TO_UINT (key) >= first)
      g_hash_table_iter_remove (&iter);
}

static void
set_n_announced (RosterMemberView *self, guint n)
{
  guint before = self->n_announced;
  guint common = MIN (before, n);

  if (before == n)
    return;
  self->n_announced = n;
  if (n < before)
    forget_places (self, n);
  g_list_model_items_changed (G_LIST_MODEL (self), common, before - common, n - common);
}

/* The next rows of a list that is growing: a few, until GTK has all it keeps. */
static void
grow (RosterMemberView *self, guint n_rows)
{
  guint n_shown = roster_member_view_get_n_shown (self);
  guint n = self->n_announced + n_rows;

  set_n_announced (self, n < n_shown && n < ROWS_KEPT ? n : n_shown);
}

/* GTK takes its time to take rows down too, and takes the last ones while the list begins at its
 * top. Elsewhere the list would have to be built anew at each step. */
static void
shrink (RosterMemberView *self)
{
  guint n_shown = roster_member_view_get_n_shown (self);
  guint n = MIN (self->n_announced, ROWS_KEPT);

  if (self->vertical != NULL && is_visible (self, 0) && n > n_shown)
    set_n_announced (self, n - n_shown > GONE_PER_STEP ? n - GONE_PER_STEP : n_shown);
  else
    set_n_announced (self, n_shown);
}

/* Where everything in sight is about to vanish, GTK 4.8 shows nothing until somebody scrolls; and
 * who has just searched wants to see the top of what was found. */
static void
keep_in_sight (RosterMemberView *self)
{
  guint first, end;

  if (self->vertical == NULL)
    return;
  get_visible (self, &first, &end);
  if (first >= roster_member_view_get_n_shown (self))
    gtk_adjustment_set_value (self->vertical, 0);
}

static void
refresh_place (RosterMemberView *self, guint position)
{
  RosterMemberProxy *proxy = g_hash_table_lookup (self->places, GUINT_TO_POINTER (position));

  if (proxy == NULL)
    return;
  g_object_ref (proxy);
  point (self, proxy);
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, 1);
  g_object_unref (proxy);
}

static void
catch_up (RosterMemberView *self)
{
  for (guint i = 0; i < LATE_PER_STEP && self->late->len > 0; i++)
    {
      guint position = g_array_index (self->late, guint, self->late->len - 1);

      g_array_set_size (self->late, self->late->len - 1);
      refresh_place (self, position);
    }
}

/* What has come into sight cannot wait. */
static void
on_scrolled (RosterMemberView *self)
{
  g_autoptr (GArray) late = g_steal_pointer (&self->late);

  self->late = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < late->len; i++)
    {
      guint position = g_array_index (late, guint, i);

      if (is_visible (self, position))
        refresh_place (self, position);
      else
        g_array_append_val (self->late, position);
    }
}

static void
on_measured (RosterMemberView *self)
{
  if (self->n_announced > 0)
    self->row_height = gtk_adjustment_get_upper (self->vertical) / self->n_announced;
  on_scrolled (self);
}

static gboolean
on_step (gpointer user_data)
{
  RosterMemberView *self = user_data;
  guint n_shown = roster_member_view_get_n_shown (self);

  if (self->n_announced < n_shown)
    grow (self, ROWS_PER_STEP);
  else if (self->n_announced > n_shown)
    shrink (self);
  else
    catch_up (self);

  if (!roster_member_view_is_settled (self))
    return G_SOURCE_CONTINUE;
  self->step_id = 0;
  return G_SOURCE_REMOVE;
}

/* After redrawing, so that each step is seen before the next one. */
static void
start_steps (RosterMemberView *self)
{
  if (self->step_id == 0 && !roster_member_view_is_settled (self))
    self->step_id = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, STEP_MS, on_step, self, NULL);
}

/* A new place: GTK makes them for two hundred rows wherever the list jumps to. */
void
roster_member_view_staging_place (RosterMemberView *self, RosterMemberProxy *proxy)
{
  guint position = roster_member_proxy_get_position (proxy);

  if (is_visible (self, position))
    {
      point (self, proxy);
      return;
    }
  g_array_append_val (self->late, position);
  start_steps (self);
}

/* The farthest first: they are taken from the end. */
static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *)a;
  guint y = *(const guint *)b;

  return (x < y) - (x > y);
}

/* Has all places look again who is there: those in sight at once. */
static void
point_all (RosterMemberView *self)
{
  g_autoptr (GPtrArray) proxies = collect_proxies (self);

  g_array_set_size (self->late, 0);
  for (guint i = 0; i < proxies->len; i++)
    {
      RosterMemberProxy *proxy = g_ptr_array_index (proxies, i);
      guint position = roster_member_proxy_get_position (proxy);

      if (is_visible (self, position))
        point (self, proxy);
      else
        g_array_append_val (self->late, position);
    }
  g_array_sort (self->late, compare_positions);
}

/* The places stay and show other members; only the end of the list appears or vanishes. */
void
roster_member_view_staging_announce (RosterMemberView *self)
{
  guint n_shown = roster_member_view_get_n_shown (self);
  guint n_common = MIN (self->n_announced, n_shown);

  point_all (self);
  keep_in_sight (self);
  if (n_shown < self->n_announced)
    shrink (self);
  else if (self->vertical != NULL)
    grow (self, ROWS_AT_ONCE);
  else
    set_n_announced (self, n_shown);

  if (n_common > 0)
    roster_member_view_staging_select (self, 0, n_common);
  start_steps (self);
}

/* The same members in the same places, of whom something else is to be said. */
void
roster_member_view_staging_refresh (RosterMemberView *self)
{
  point_all (self);
  start_steps (self);
}

/* Tells GTK that rows have been selected or unselected. */
void
roster_member_view_staging_select (RosterMemberView *self, guint position, guint n_items)
{
  guint end = MIN (position + n_items, self->n_announced);
  guint first_visible, end_visible;
  GHashTableIter iter;
  gpointer key;

  if (self->vertical != NULL)
    {
      g_array_set_size (self->late, 0);
      g_hash_table_iter_init (&iter, self->places);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        {
          guint late = GPOINTER_TO_UINT (key);

          if (!is_visible (self, late))
            g_array_append_val (self->late, late);
        }
      g_array_sort (self->late, compare_positions);
      get_visible (self, &first_visible, &end_visible);
      position = MAX (position, first_visible);
      end = MIN (end, end_visible);
    }
  if (position < end)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, end - position);
  start_steps (self);
}

/**
 * roster_member_view_set_adjustment:
 * @self: a view
 * @vertical: (nullable): where the list that shows it is scrolled to
 *
 * Stages the view: what can be seen of the list changes at once, the rest follows in steps.
 */
void
roster_member_view_set_adjustment (RosterMemberView *self, GtkAdjustment *vertical)
{
  g_return_if_fail (ROSTER_IS_MEMBER_VIEW (self));

  if (self->vertical != NULL)
    g_signal_handlers_disconnect_by_data (self->vertical, self);
  g_set_object (&self->vertical, vertical);
  if (vertical == NULL)
    return;

  g_signal_connect_object (vertical, "value-changed", G_CALLBACK (on_scrolled), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vertical, "changed", G_CALLBACK (on_measured), self, G_CONNECT_SWAPPED);
}

/**
 * roster_member_view_is_settled:
 * @self: a view
 *
 * Returns: whether GTK knows all there is to know
 */
gboolean
roster_member_view_is_settled (RosterMemberView *self)
{
  return self->late->len == 0 && self->n_announced == roster_member_view_get_n_shown (self);
}

/**
 * roster_member_view_touch:
 * @self: a view
 *
 * Has the places on screen look at their members again: time has passed.
 */
void
roster_member_view_touch (RosterMemberView *self)
{
  g_autoptr (GList) proxies = g_hash_table_get_values (self->places);

  for (GList *l = proxies; l != NULL; l = l->next)
    roster_member_proxy_changed (l->data);
}
