/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member-table.h"
#include "core/members/roster-row-set.h"

G_BEGIN_DECLS

/**
 * RosterMemberMark:
 *
 * What the last refresh said of a member.
 */
typedef enum
{
  ROSTER_MEMBER_MARK_NONE,
  ROSTER_MEMBER_MARK_NEW,
  ROSTER_MEMBER_MARK_CHANGED,
} RosterMemberMark;

/**
 * RosterMemberChanges:
 * @n_new: members who were not there before
 * @n_gone: members who are not there any more
 * @n_changed: members whose name, address, role, MFA, SSO or status is another one now
 * @new_rows: the rows of the first, in the later table
 * @changed_rows: the rows of the last, in the later table
 *
 * What is different between two lists of one organization. Having signed in meanwhile is no change:
 * it says nothing of who has access.
 */
typedef struct
{
  guint n_new;
  guint n_gone;
  guint n_changed;
  RosterRowSet *new_rows;
  RosterRowSet *changed_rows;
} RosterMemberChanges;

RosterMemberChanges *
roster_member_changes_new (RosterMemberTable *before, RosterMemberTable *after);
void roster_member_changes_free (RosterMemberChanges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMemberChanges, roster_member_changes_free)

gboolean roster_member_changes_is_empty (const RosterMemberChanges *self);
/* self: (nullable): no changes. row: of the later table. */
RosterMemberMark roster_member_changes_get_mark (const RosterMemberChanges *self, guint row);

G_END_DECLS
