/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What RosterMemberView tells GTK, and when: what can be seen at once, the rest a little a frame.
 */

#include "roster-member-proxy.h"
#include "roster-member-view-private.h"

#define STEP_MS 16
/* GTK 4.8 keeps about 205 rows; with more in the list, it makes none for those that come. */
#define ROWS_KEPT 260
#define ROWS_AT_ONCE 12
#define ROWS_PER_STEP 6
#define LATE_PER_STEP 12
#define GONE_PER_STEP 40

static gboolean
is_visible (RosterMemberView *self, guint position)
{
  return !self->staged ||
         (position >= self->first_visible && position - self->first_visible < self->n_visible);
}

/* A place that is about to vanish shows nobody. */
void
roster_member_view_staging_point (RosterMemberView *self, RosterMemberProxy *proxy)
{
  guint position = roster_member_proxy_get_position (proxy);

  if (position < roster_member_view_get_n_shown (self))
    roster_member_proxy_point (proxy, roster_member_view_get_table (self),
                               roster_member_view_get_row (self, position));
  else
    roster_member_proxy_point (proxy, NULL, 0);
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

  if (self->staged && self->first_visible + self->n_visible < ROWS_KEPT / 2 && n > n_shown)
    set_n_announced (self, n - n_shown > GONE_PER_STEP ? n - GONE_PER_STEP : n_shown);
  else
    set_n_announced (self, n_shown);
}

static void
catch_up (RosterMemberView *self)
{
  for (guint i = 0; i < LATE_PER_STEP && self->late->len > 0; i++)
    {
      guint position = g_array_index (self->late, guint, self->late->len - 1);
      RosterMemberProxy *proxy = g_hash_table_lookup (self->places, GUINT_TO_POINTER (position));

      g_array_set_size (self->late, self->late->len - 1);
      if (proxy == NULL)
        continue;
      g_object_ref (proxy);
      roster_member_view_staging_point (self, proxy);
      gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, 1);
      g_object_unref (proxy);
    }
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

/* The farthest first: they are taken from the end. */
static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *)a;
  guint y = *(const guint *)b;

  return (x < y) - (x > y);
}

/* The places stay and show other members; only the end of the list appears or vanishes. */
void
roster_member_view_staging_announce (RosterMemberView *self)
{
  g_autoptr (GPtrArray) proxies = collect_proxies (self);
  guint n_shown = roster_member_view_get_n_shown (self);
  guint n_common = MIN (self->n_announced, n_shown);

  g_array_set_size (self->late, 0);
  for (guint i = 0; i < proxies->len; i++)
    {
      RosterMemberProxy *proxy = g_ptr_array_index (proxies, i);
      guint position = roster_member_proxy_get_position (proxy);

      if (is_visible (self, position))
        roster_member_view_staging_point (self, proxy);
      else
        g_array_append_val (self->late, position);
    }
  g_array_sort (self->late, compare_positions);

  if (n_shown < self->n_announced)
    shrink (self);
  else if (self->staged)
    grow (self, ROWS_AT_ONCE);
  else
    set_n_announced (self, n_shown);

  if (n_common > 0)
    roster_member_view_staging_select (self, 0, n_common);
  start_steps (self);
}

/* Tells GTK that rows have been selected or unselected. */
void
roster_member_view_staging_select (RosterMemberView *self, guint position, guint n_items)
{
  guint end = MIN (position + n_items, self->n_announced);
  GHashTableIter iter;
  gpointer key;

  if (self->staged)
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
      position = MAX (position, self->first_visible);
      end = MIN (end, self->first_visible + self->n_visible);
    }
  if (position < end)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, end - position);
  start_steps (self);
}

/**
 * roster_member_view_set_staged:
 * @self: a view
 * @staged: whether what is out of sight follows in steps
 */
void
roster_member_view_set_staged (RosterMemberView *self, gboolean staged)
{
  g_return_if_fail (ROSTER_IS_MEMBER_VIEW (self));

  self->staged = staged;
}

/**
 * roster_member_view_set_visible:
 * @self: a view
 * @first: the first position that can be seen
 * @n_visible: how many can be seen
 *
 * For a staged view: what has to change at once.
 */
void
roster_member_view_set_visible (RosterMemberView *self, guint first, guint n_visible)
{
  g_return_if_fail (ROSTER_IS_MEMBER_VIEW (self));

  self->first_visible = first;
  self->n_visible = n_visible;
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
