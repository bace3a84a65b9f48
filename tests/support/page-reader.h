/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member-table.h"
#include "core/services/threat-stack/roster-member-reader.h"

/* A page of members read as it comes from the network, for what measures that. */

guint page_reader_read (const GString *page, gsize piece, RosterMemberFunc func, gpointer data);
gboolean page_reader_see (const RosterMember *member, gpointer n_enabled, GError **error);
gboolean page_reader_keep (const RosterMember *member, gpointer table, GError **error);
