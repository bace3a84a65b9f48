/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/services/roster-list-shape.h"

G_BEGIN_DECLS

/**
 * RosterMemberReader:
 *
 * Reads one page `{"members":[MEMBER…],"token":…}` as it arrives, in pieces of any size, with
 * bounded memory. Tolerant as the API's README asks; everything else is ROSTER_ERROR_BAD_ANSWER.
 * Not thread safe: one thread feeds it.
 *
 * - JSON by RFC 8259, strictly, in UTF-8; a byte order mark is passed over.
 * - The one value that is an array is the list, whatever its key; `token` is absent, null or a
 *   string, and an empty one means the same as none. Other values are passed over.
 * - Of a member, `id` is required. Texts may be null or absent (""), booleans too (false), and the
 *   time may be milliseconds (a number or digits in a string), ISO-8601, or null, "" or absent
 *   (ROSTER_NEVER), and so are 0 and the year 1; anything else is ROSTER_NOT_KNOWN. A field twice
 * in one member, or of another type, is an error.
 * - U+0000 and half of a surrogate pair, which JSON can escape but no text can hold, become U+FFFD;
 *   in `id` and `token`, which are sent back, they are an error.
 * - A string of more than 64 KiB, a member (or another value) of more than 1 MiB and more than 64
 *   levels are errors.
 */
typedef struct _RosterMemberReader RosterMemberReader;

RosterMemberReader *roster_member_reader_new (RosterMemberFunc func, gpointer user_data);
void roster_member_reader_free (RosterMemberReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMemberReader, roster_member_reader_free)

gboolean roster_member_reader_feed (RosterMemberReader *self,
                                    const char *data,
                                    gsize length,
                                    GError **error);
gboolean roster_member_reader_finish (RosterMemberReader *self, char **token, GError **error);
void roster_member_reader_restart_page (RosterMemberReader *self);
guint64 roster_member_reader_get_n_members (RosterMemberReader *self);

G_END_DECLS
