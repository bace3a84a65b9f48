/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of members as text, so that two ways of reading them can be compared. */

#include "support/member-dump.h"

#include <string.h>

void
member_dump_append (GString *text, const RosterMember *member)
{
  g_string_append_printf (text, "%s|%s|%s|%s|", member->id, member->display_name, member->email,
                          member->role);
  if (member->last_sign_in == ROSTER_NEVER)
    g_string_append (text, "never");
  else if (member->last_sign_in == ROSTER_NOT_KNOWN)
    g_string_append (text, "not known");
  else
    g_string_append_printf (text, "%" G_GINT64_FORMAT, member->last_sign_in);
  g_string_append_printf (text, "|%s%s%s\n", member->mfa ? "m" : "", member->sso ? "s" : "",
                          member->enabled ? "e" : "");
}

static gboolean
on_member (const RosterMember *member, gpointer user_data, GError **error)
{
  member_dump_append (user_data, member);

  return TRUE;
}

/* Each piece is a block of its own, so that reading past its end is seen by valgrind and ASan. */
static gboolean
feed_piece (RosterMemberReader *reader, const char *data, gsize length, GError **error)
{
  g_autofree char *piece = g_memdup2 (data, length);

  return roster_member_reader_feed (reader, piece, length, error);
}

char *
member_dump_page (const char *page, gsize length, gsize first, gsize size, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RosterMemberReader) reader = roster_member_reader_new (on_member, text);
  g_autofree char *token = NULL;
  gsize piece;

  for (gsize at = 0; at < length; at += piece)
    {
      piece = MIN (at == 0 && first > 0 ? first : size, length - at);
      if (!feed_piece (reader, page + at, piece, error))
        return NULL;
    }
  if (!roster_member_reader_finish (reader, &token, error))
    return NULL;

  g_string_append_printf (text, "token=%s\n", token != NULL ? token : "");

  return g_string_free (g_steal_pointer (&text), FALSE);
}
