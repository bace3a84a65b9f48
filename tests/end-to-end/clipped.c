/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into a program of GTK’s: at SIGUSR2, writes to the file that CLIPPED_REPORT names each
 * text on the screen that has no room, one a line, and “end” at the end. */

#include <glib-unix.h>
#include <gtk/gtk.h>

/* One pixel is lost to rounding. */
#define TOLERANCE 1

static gboolean
has_tooltip (GtkWidget *widget)
{
  for (; widget != NULL && !GTK_IS_WINDOW (widget); widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_tooltip_text (widget) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_clipped (GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  int width;
  int height;

  if (pango_layout_is_ellipsized (layout))
    return !has_tooltip (GTK_WIDGET (label));
  pango_layout_get_pixel_size (layout, &width, &height);
  return width > gtk_widget_get_width (GTK_WIDGET (label)) + TOLERANCE ||
         height > gtk_widget_get_height (GTK_WIDGET (label)) + TOLERANCE;
}

static void
report (GtkWidget *widget, const char *where, GString *lines)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;
  if (GTK_IS_LABEL (widget) && is_clipped (GTK_LABEL (widget)))
    g_string_append_printf (lines, "%s: %s in a %s\n", where,
                            gtk_label_get_text (GTK_LABEL (widget)),
                            G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    report (child, where, lines);
}

static gboolean
asked (gpointer user_data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      const char *title = gtk_window_get_title (window);

      report (GTK_WIDGET (window), title != NULL ? title : "", lines);
    }
  g_string_append (lines, "end\n");
  g_file_set_contents (g_getenv ("CLIPPED_REPORT"), lines->str, -1, NULL);
  return G_SOURCE_CONTINUE;
}

__attribute__ ((constructor)) static void
start (void)
{
  if (g_getenv ("CLIPPED_REPORT") != NULL)
    g_unix_signal_add (SIGUSR2, asked, NULL);
}
