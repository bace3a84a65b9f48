/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting again while the last run ends: who has the program's name on the bus is asked to open
 * the window, and whoever takes a window apart cannot answer. */

#include "ui/window/roster-application-name.h"

#define WAIT_TIME 100 /* ms */
#define MAX_WAITS 100

/* Whether whoever has the name ended before it answered. */
static gboolean
is_ending (const GError *error)
{
  if (error->domain != G_DBUS_ERROR)
    return FALSE;
  switch (error->code)
    {
    case G_DBUS_ERROR_DISCONNECTED:
    case G_DBUS_ERROR_NAME_HAS_NO_OWNER:
    case G_DBUS_ERROR_NO_REPLY:
    case G_DBUS_ERROR_SERVICE_UNKNOWN:
    case G_DBUS_ERROR_UNKNOWN_INTERFACE:
    case G_DBUS_ERROR_UNKNOWN_METHOD:
    case G_DBUS_ERROR_UNKNOWN_OBJECT:
      return TRUE;
    default:
      return FALSE;
    }
}

void
roster_application_register_patiently (GApplication *application)
{
  for (guint i = 0; i < MAX_WAITS; i++)
    {
      g_autoptr (GError) error = NULL;

      if (g_application_register (application, NULL, &error) || !is_ending (error))
        return;
      g_usleep (WAIT_TIME * 1000);
    }
}

void
roster_application_give_up_name (GApplication *application)
{
  GDBusConnection *bus = g_application_get_dbus_connection (application);

  if (bus == NULL)
    return;
  g_dbus_connection_call (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                          "org.freedesktop.DBus", "ReleaseName",
                          g_variant_new ("(s)", g_application_get_application_id (application)),
                          NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
}
