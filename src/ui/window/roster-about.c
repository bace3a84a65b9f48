/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program is, and who has written it. */

#include "ui/window/roster-about.h"

#include <glib/gi18n-lib.h>

#include "roster-config.h"

void
roster_about_show (GtkWindow *parent)
{
  /* Translators: who has written this program. */
  const char *authors[] = { _ ("The Roster authors"), NULL };

  gtk_show_about_dialog (parent, "program-name", "Roster", "logo-icon-name", ROSTER_APPLICATION_ID,
                         "version", ROSTER_VERSION, "comments",
                         _ ("See and decide who has access to your Threat Stack organizations."),
                         "license-type", GTK_LICENSE_GPL_3_0, "copyright",
                         _ ("© 2026 The Roster authors"), "authors", authors,
                         /* Translators: put your names here, one a line. */
                         "translator-credits", _ ("translator-credits"), NULL);
}
