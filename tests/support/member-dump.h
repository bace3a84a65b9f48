/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/services/threat-stack/roster-member-reader.h"

/* Pages of members as text, so that two ways of reading them can be compared. */

void member_dump_append (GString *text, const RosterMember *member);

/* A line for each member and one for the token, or NULL with error. size: of the pieces in which
 * the page is fed, in bytes; first: of the first piece alone, or 0. */
char *member_dump_page (const char *page, gsize length, gsize first, gsize size, GError **error);
