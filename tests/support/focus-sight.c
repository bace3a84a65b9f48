/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/focus-sight.h"

#define ROUNDING 1.0f /* px */

static const char *
find_label (GtkWidget *widget)
{
  const char *text = NULL;

  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL)
    return gtk_button_get_icon_name (GTK_BUTTON (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && text == NULL;
       child = gtk_widget_get_next_sibling (child))
    text = find_label (child);
  return text;
}

/* The id of the widget, or of the next one above that has one. */
static const char *
find_id (GtkWidget *widget)
{
  const char *id = NULL;

  for (; widget != NULL && id == NULL; widget = gtk_widget_get_parent (widget))
    {
      id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
      if (id != NULL && g_str_has_prefix (id, "___"))
        id = NULL;
    }
  return id;
}

/* GtkButton search_box "Owners": type, id and text. */
char *
focus_sight_describe (GtkWidget *widget)
{
  const char *id = find_id (widget);
  const char *label =
      GTK_IS_NOTEBOOK (widget) || GTK_IS_WINDOW (widget) ? NULL : find_label (widget);

  return g_strdup_printf ("%s %s \"%.40s\"", G_OBJECT_TYPE_NAME (widget), id != NULL ? id : "-",
                          label != NULL ? label : "");
}

/* Whether Tab goes past what is inside of it: the arrow keys move there. */
gboolean
focus_sight_is_one_stop (GtkWidget *widget)
{
  return GTK_IS_LIST_BASE (widget) || GTK_IS_COLUMN_VIEW (widget) || GTK_IS_LIST_BOX (widget) ||
         GTK_IS_DROP_DOWN (widget);
}

/* What shows the focus of widget: a text is in an entry or a frame, and a notebook’s focus is in
 * its tabs. */
static GtkWidget *
get_shown (GtkWidget *widget)
{
  if (GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget))
    return gtk_widget_get_parent (widget);
  if (GTK_IS_NOTEBOOK (widget))
    {
      GtkNotebook *notebook = GTK_NOTEBOOK (widget);
      GtkWidget *page =
          gtk_notebook_get_nth_page (notebook, gtk_notebook_get_current_page (notebook));

      return gtk_widget_get_parent (gtk_notebook_get_tab_label (notebook, page));
    }
  return widget;
}

static void
get_bounds (GtkWidget *widget, GtkWidget *in, graphene_rect_t *bounds)
{
  g_assert_true (gtk_widget_compute_bounds (get_shown (widget), in, bounds));
}

/* Whether somebody who reads the window meets widget before other: in a line above, or earlier in
 * the same line. */
gboolean
focus_sight_comes_before (GtkWidget *widget, GtkWidget *other)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (other));
  graphene_rect_t here;
  graphene_rect_t there;

  get_bounds (widget, root, &here);
  get_bounds (other, root, &there);
  if (here.origin.y + here.size.height <= there.origin.y + ROUNDING)
    return TRUE;
  if (there.origin.y + there.size.height <= here.origin.y + ROUNDING)
    return FALSE;
  if (gtk_widget_get_direction (root) == GTK_TEXT_DIR_RTL)
    return here.origin.x >= there.origin.x + there.size.width - ROUNDING;
  return here.origin.x + here.size.width <= there.origin.x + ROUNDING;
}

/* Whether start..end lies in 0..room, or fills it. */
static gboolean
fits (float start, float size, float room)
{
  float end = start + size;

  if (size <= room)
    return start >= -ROUNDING && end <= room + ROUNDING;
  return start <= ROUNDING && end >= room - ROUNDING;
}

static gboolean
clips (GtkWidget *widget)
{
  return GTK_IS_WINDOW (widget) || gtk_widget_get_overflow (widget) == GTK_OVERFLOW_HIDDEN;
}

/* (nullable): what hides a part of widget. */
char *
focus_sight_find_hidden (GtkWidget *widget)
{
  GtkWidget *shown = get_shown (widget);

  for (GtkWidget *above = gtk_widget_get_parent (shown); above != NULL;
       above = gtk_widget_get_parent (above))
    {
      graphene_rect_t bounds;

      if (!clips (above))
        continue;
      get_bounds (widget, above, &bounds);
      if (!fits (bounds.origin.x, bounds.size.width, (float)gtk_widget_get_width (above)) ||
          !fits (bounds.origin.y, bounds.size.height, (float)gtk_widget_get_height (above)))
        return g_strdup_printf ("%.0f x %.0f at %.0f, %.0f in %s of %d x %d", bounds.size.width,
                                bounds.size.height, bounds.origin.x, bounds.origin.y,
                                G_OBJECT_TYPE_NAME (above), gtk_widget_get_width (above),
                                gtk_widget_get_height (above));
    }
  return NULL;
}

/* (nullable): the pixels of widget as it was last drawn; NULL where nothing was. */
GBytes *
focus_sight_take_picture (GtkWidget *widget)
{
  GtkWidget *shown = get_shown (widget);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (shown);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (shown));
  const int width = gtk_widget_get_width (shown);
  const int height = gtk_widget_get_height (shown);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  guchar *pixels = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL || width == 0 || height == 0)
    return NULL;
  texture = gsk_renderer_render_texture (renderer, node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  pixels = g_malloc ((gsize)width * 4 * (gsize)height);
  gdk_texture_download (texture, pixels, (gsize)width * 4);
  return g_bytes_new_take (pixels, (gsize)width * 4 * (gsize)height);
}
