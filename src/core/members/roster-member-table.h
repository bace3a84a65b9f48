/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/members/roster-member.h"

G_BEGIN_DECLS

/**
 * RosterMemberTable:
 *
 * The members of one organization as one answer gave them: flat rows, strings in an arena,
 * reference counted. Filled by one thread with roster_member_table_append(); from the moment it is
 * handed on it never changes, so that every thread may read it.
 */
typedef struct _RosterMemberTable RosterMemberTable;

#define ROSTER_TYPE_MEMBER_TABLE (roster_member_table_get_type ())
GType roster_member_table_get_type (void);

RosterMemberTable *roster_member_table_new (void);
RosterMemberTable *roster_member_table_ref (RosterMemberTable *self);
void roster_member_table_unref (RosterMemberTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMemberTable, roster_member_table_unref)

void roster_member_table_append (RosterMemberTable *self, const RosterMember *member);
void roster_member_table_truncate (RosterMemberTable *self, guint n_members);

guint roster_member_table_get_n_members (RosterMemberTable *self);
const RosterMember *roster_member_table_get (RosterMemberTable *self, guint row);
gsize roster_member_table_get_size (RosterMemberTable *self);
gsize roster_member_table_count_size (RosterMemberTable *self);

void roster_member_table_index (RosterMemberTable *self);
gboolean roster_member_table_is_indexed (RosterMemberTable *self);
guint roster_member_table_find_id (RosterMemberTable *self, const char *id);
guint roster_member_table_find_email (RosterMemberTable *self, const char *email);
guint roster_member_table_find_next_email (RosterMemberTable *self, guint row);
guint roster_member_table_count_owners (RosterMemberTable *self);

void
roster_member_table_count_filters (RosterMemberTable *self, gint64 inactive_before, guint *counts);

G_END_DECLS
