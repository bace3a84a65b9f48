/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/page/roster-list-notice.h"

#include <glib/gi18n-lib.h>

#include "core/members/roster-member-census.h"
#include "ui/widgets/roster-status-text.h"

/* An old list is on screen: say that it is old, and why. */
static void
show_stale (RosterMessageBar *bar, RosterOrganization *organization, const GError *error)
{
  g_autofree char *note = roster_status_text_stale (roster_organization_get_read_at (organization),
                                                    g_get_real_time () / 1000, NULL);

  /* What is wrong with a key is said, and mended, by the key bar. */
  if (roster_error_is_about_key (error))
    roster_message_bar_show (bar, GTK_MESSAGE_WARNING, note, NULL);
  else
    roster_message_bar_show_error_with_note (bar, error, note);
}

static void
show_not_known (RosterMessageBar *bar, RosterOrganization *organization)
{
  guint n = roster_member_census_count_not_known (roster_organization_get_table (organization));
  g_autofree char *note = g_strdup_printf (
      ngettext ("The last sign-in of %u member could not be read, and is shown as not known.",
                "The last sign-in of %u members could not be read, and is shown as not known.", n),
      n);

  roster_message_bar_show (bar, GTK_MESSAGE_WARNING, note, NULL);
}

/**
 * roster_list_notice_show:
 * @bar: where it is said
 * @organization: whose members are shown
 * @has_list: whether there is a list on screen
 *
 * Says why a read waits, that the last one failed and the list is old, or that a part of it could
 * not be read; nothing where all is well.
 */
void
roster_list_notice_show (RosterMessageBar *bar, RosterOrganization *organization, gboolean has_list)
{
  const GError *error = roster_organization_get_error (organization);
  RosterOrganizationState state = roster_organization_get_state (organization);
  RosterCallProgress *progress = roster_organization_get_progress (organization);
  const char *reason = roster_call_progress_get_reason (progress);

  if (has_list && state == ROSTER_ORGANIZATION_LOADING &&
      roster_call_progress_get_wait_until (progress) != 0 && reason != NULL)
    roster_message_bar_show (bar, GTK_MESSAGE_WARNING, reason, _ ("_Cancel"));
  else if (has_list && error != NULL && state == ROSTER_ORGANIZATION_FAILED)
    show_stale (bar, organization, error);
  else if (has_list &&
           roster_member_census_count_not_known (roster_organization_get_table (organization)) > 0)
    show_not_known (bar, organization);
  else
    roster_message_bar_hide (bar);
}
