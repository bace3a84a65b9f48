/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "roster-member.h"

G_BEGIN_DECLS

/**
 * RosterMemberFunc:
 * @member: borrowed; its strings are valid during the call only
 *
 * Called for each member in the order of the answer, in the thread that feeds the reader.
 *
 * Returns: %FALSE with @error set to stop reading.
 */
typedef gboolean (*RosterMemberFunc) (const RosterMember *member,
                                      gpointer user_data,
                                      GError **error);

/**
 * RosterMemberReader:
 *
 * Reads one page `{"members":[MEMBER…],"token":…}` as it arrives, in pieces of any size, with
 * bounded memory. Tolerant as api.md asks; everything else is ROSTER_ERROR_BAD_ANSWER. Not thread
 * safe: one thread feeds it.
 */
typedef struct _RosterMemberReader RosterMemberReader;

RosterMemberReader *roster_member_reader_new (RosterMemberFunc func, gpointer user_data);
void roster_member_reader_free (RosterMemberReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMemberReader, roster_member_reader_free)

gboolean roster_member_reader_feed (RosterMemberReader *self,
                                    const char *data,
                                    gsize length,
                                    GError **error);
/* The end of the page: fails where the text is not complete. Then the token can be asked for, and
 * the reader is ready for the next page. */
gboolean roster_member_reader_finish (RosterMemberReader *self, char **token, GError **error);
guint64 roster_member_reader_get_n_members (RosterMemberReader *self); /* of all pages so far */

G_END_DECLS
