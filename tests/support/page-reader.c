/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of members read as it comes from the network, for what measures that. */

#include "support/page-reader.h"

/**
 * page_reader_read:
 * @page: a whole page
 * @piece: bytes fed at a time
 * @func: called with each member
 * @data: for @func
 *
 * Ends the program where @page cannot be read.
 *
 * Returns: how many members there were
 */
guint
page_reader_read (const GString *page, gsize piece, RosterMemberFunc func, gpointer data)
{
  g_autoptr (RosterMemberReader) reader = roster_member_reader_new (func, data);
  g_autoptr (GError) error = NULL;

  for (gsize at = 0; at < page->len; at += piece)
    if (!roster_member_reader_feed (reader, page->str + at, MIN (piece, page->len - at), &error))
      g_error ("%s", error->message);
  if (!roster_member_reader_finish (reader, NULL, &error))
    g_error ("%s", error->message);
  return roster_member_reader_get_n_members (reader);
}

/** page_reader_see: a RosterMemberFunc that looks at a member and counts it where it is enabled. */
gboolean
page_reader_see (const RosterMember *member, gpointer n_enabled, GError **error)
{
  *(guint *)n_enabled += member->enabled;

  return TRUE;
}

/** page_reader_keep: a RosterMemberFunc that appends a member to a RosterMemberTable. */
gboolean
page_reader_keep (const RosterMember *member, gpointer table, GError **error)
{
  roster_member_table_append (table, member);

  return TRUE;
}
