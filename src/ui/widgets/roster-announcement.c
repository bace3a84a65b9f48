/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/widgets/roster-announcement.h"

#if GTK_CHECK_VERSION(4, 14, 0)
/* Whether somebody can be told: only the context that speaks over the bus can announce. Without a
 * bus, or where GTK_A11Y says so, GTK 4.18 has one for its own tests, and calls NULL. */
static gboolean
can_announce (GtkAccessible *accessible)
{
  g_autoptr (GtkATContext) context = NULL;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  context = gtk_accessible_get_at_context (accessible);
  G_GNUC_END_IGNORE_DEPRECATIONS
  return context != NULL && g_str_equal (G_OBJECT_TYPE_NAME (context), "GtkAtSpiContext");
}
#endif

/**
 * roster_announcement_make:
 * @widget: what it is about
 * @text: what has happened, translated
 *
 * Has a screen reader say @text. Does nothing before GTK 4.14: there an alert or a status is to be
 * called something else, and has to be on the screen before. Nor where no screen reader can listen.
 */
void
roster_announcement_make (GtkWidget *widget, const char *text)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  GtkRoot *root = gtk_widget_get_root (widget);

  /* By the window: what has not been looked at yet is not heard. */
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  if (root != NULL && gtk_widget_get_mapped (widget) && *text != '\0' &&
      can_announce (GTK_ACCESSIBLE (root)))
    gtk_accessible_announce (GTK_ACCESSIBLE (root), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
}
