/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/window/roster-inspector.h"

/* In GTK 4.8 the answer alone does not keep the inspector closed. */
static gboolean
refuse (GtkWindow *window, gboolean toggle)
{
  g_signal_stop_emission_by_name (window, "enable-debugging");
  return TRUE;
}

static gboolean
realized (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GObject *widget = g_value_get_object (&values[0]);

  if (GTK_IS_WINDOW (widget) &&
      g_signal_handler_find (widget, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, refuse, NULL) == 0)
    g_signal_connect (widget, "enable-debugging", G_CALLBACK (refuse), NULL);
  return G_SOURCE_CONTINUE;
}

/**
 * roster_inspector_lock:
 *
 * Takes the inspector's keys out of every window of the program, GTK's own dialogs among them, from
 * now on; not where GTK_DEBUG is set, as a developer does. To be called once there is a display;
 * again is harmless.
 */
void
roster_inspector_lock (void)
{
  static gsize locked = 0;

  if (g_getenv ("GTK_DEBUG") != NULL || !g_once_init_enter (&locked))
    return;
  /* The signal comes to be with its class. */
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WINDOW));
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, realized, NULL,
                              NULL);
  g_once_init_leave (&locked, 1);
}
