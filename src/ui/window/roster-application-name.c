/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting again while the last run ends: who has the program's name on the bus is asked to open
 * the window, and whoever takes a window apart cannot answer. */

#include "ui/window/roster-application-name.h"

#define WAIT_TIME 100 /* ms */
#define MAX_WAITS 100

/* Set where another process is asked; GApplication forgets it at the end of its run. */
#define REMOTE_KEY "roster-remote"

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

      if (g_application_register (application, NULL, &error))
        {
          if (g_application_get_is_remote (application))
            g_object_set_data (G_OBJECT (application), REMOTE_KEY, application);
          return;
        }
      if (!is_ending (error))
        return;
      g_usleep (WAIT_TIME * 1000);
    }
}

gboolean
roster_application_has_lost_its_answer (GApplication *application)
{
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) answer = NULL;
  gboolean has_owner = TRUE;

  if (g_object_get_data (G_OBJECT (application), REMOTE_KEY) == NULL)
    return FALSE;
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (bus == NULL)
    return FALSE;
  answer = g_dbus_connection_call_sync (
      bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
      g_variant_new ("(s)", g_application_get_application_id (application)), G_VARIANT_TYPE ("(b)"),
      G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL);
  if (answer != NULL)
    g_variant_get (answer, "(b)", &has_owner);
  return !has_owner;
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
