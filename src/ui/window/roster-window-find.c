/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a RosterWindow does with people who are looked for in all organizations. */

#include "ui/window/roster-window-private.h"

#include "ui/find/roster-find-window.h"

static void
on_chosen (RosterWindow *self, RosterOrganization *organization, const char *id)
{
  if (!roster_window_tabs_select (self, organization))
    return;
  roster_member_list_show_member (roster_organization_page_get_list (roster_window_get_page (self)),
                                  id);
}

/**
 * roster_window_find_everywhere:
 * @self: a window
 *
 * Opens the search through all organizations, or brings it to the front.
 */
void
roster_window_find_everywhere (RosterWindow *self)
{
  if (self->find == NULL)
    {
      g_set_weak_pointer (&self->find, roster_find_window_new (GTK_WINDOW (self), self->directory,
                                                               self->refresher));
      g_signal_connect_object (self->find, "chosen", G_CALLBACK (on_chosen), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_window_present (self->find);
}
