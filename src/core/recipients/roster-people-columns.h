/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** RosterPeopleColumn: what a column of a table of people holds. */
typedef enum
{
  ROSTER_PEOPLE_COLUMN_OTHER,
  ROSTER_PEOPLE_COLUMN_ADDRESS,
  ROSTER_PEOPLE_COLUMN_SIGN_IN_NAME, /* an address with most services, second to the one above */
  ROSTER_PEOPLE_COLUMN_ID,
  ROSTER_PEOPLE_COLUMN_NAME,
  ROSTER_PEOPLE_COLUMN_FIRST_NAME,
  ROSTER_PEOPLE_COLUMN_LAST_NAME,
  ROSTER_PEOPLE_COLUMN_ROLE,
} RosterPeopleColumn;

/**
 * roster_people_columns_identify:
 * @header: the header of a column
 *
 * Knows the names in our seven languages and those of the exports of Google Workspace, Microsoft
 * 365, Okta, Slack and Roster. Case, accents, signs and what stands in square brackets do not
 * matter; every other word does: “Recovery email” is another column than “Email”.
 *
 * Returns: what the column holds
 */
RosterPeopleColumn roster_people_columns_identify (const char *header);

G_END_DECLS
