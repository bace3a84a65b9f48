/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/list/roster-member-list.h"

G_BEGIN_DECLS

/**
 * MemberListFixture:
 *
 * A list of members in a window. For g_test_add(); the test's data is how many members it begins
 * with, as a pointer.
 */
typedef struct
{
  RosterMemberView *view;
  RosterMemberList *list;
  GtkWindow *window;
  GtkWidget *column_view;
  GtkAdjustment *vertical;
} MemberListFixture;

void member_list_fixture_set_up (MemberListFixture *self, gconstpointer n_members);
void member_list_fixture_tear_down (MemberListFixture *self, gconstpointer n_members);
void member_list_fixture_show (MemberListFixture *self, guint n_members);
void member_list_fixture_settle (MemberListFixture *self);

G_END_DECLS
