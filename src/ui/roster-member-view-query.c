/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a RosterMemberView was last asked to show. */

#include "roster-member-view-private.h"

/**
 * roster_member_view_get_sort:
 * @self: a view
 * @descending: (out): from the end
 *
 * Returns: what it is sorted by
 */
RosterMemberField
roster_member_view_get_sort (RosterMemberView *self, gboolean *descending)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_VIEW (self), ROSTER_FIELD_NAME);

  *descending = self->descending;
  return self->field;
}

RosterFilter
roster_member_view_get_filter (RosterMemberView *self)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_VIEW (self), ROSTER_FILTER_ALL);

  return self->filter;
}

const char *
roster_member_view_get_words (RosterMemberView *self)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_VIEW (self), "");

  return self->words;
}
