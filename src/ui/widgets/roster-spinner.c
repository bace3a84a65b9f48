/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/widgets/roster-spinner.h"

#define SOURCE "roster-spinner"

/* What is over sooner is over before anybody wonders whether something moves. */
#define PATIENCE_MS 300

static void
remove_source (gpointer id)
{
  g_source_remove (GPOINTER_TO_UINT (id));
}

static gboolean
on_timeout (gpointer user_data)
{
  g_object_steal_data (user_data, SOURCE);
  gtk_spinner_start (user_data);
  return G_SOURCE_REMOVE;
}

/**
 * roster_spinner_set_busy:
 * @spinner: a spinner, which this alone starts and stops
 * @busy: whether something is under way
 *
 * Turns @spinner where something is under way for more than 300 milliseconds. Its place is kept
 * from the start, where it is visible.
 */
void
roster_spinner_set_busy (GtkSpinner *spinner, gboolean busy)
{
  if (!busy)
    {
      g_object_set_data (G_OBJECT (spinner), SOURCE, NULL);
      gtk_spinner_stop (spinner);
    }
  else if (!gtk_spinner_get_spinning (spinner) &&
           g_object_get_data (G_OBJECT (spinner), SOURCE) == NULL)
    g_object_set_data_full (G_OBJECT (spinner), SOURCE,
                            GUINT_TO_POINTER (g_timeout_add (PATIENCE_MS, on_timeout, spinner)),
                            remove_source);
}
