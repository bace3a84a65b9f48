/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of members in a window. */

#include "support/member-list-fixture.h"

#include "support/member-maker.h"
#include "support/ui-test.h"

/* Until everything is in its place. */
void
member_list_fixture_settle (MemberListFixture *self)
{
  do
    ui_test_spin (60);
  while (roster_member_view_is_busy (self->view) ||
         !roster_staged_list_is_settled (ROSTER_STAGED_LIST (self->view)));
}

/* As a refresh does, with the members numbered from 0. */
void
member_list_fixture_show (MemberListFixture *self, guint n_members)
{
  g_autoptr (RosterMemberTable) table = member_maker_make (0, n_members, MEMBER_MAKER_NOBODY);

  roster_member_view_set_table (self->view, table, 0);
}

void
member_list_fixture_set_up (MemberListFixture *self, gconstpointer n_members)
{
  self->list = g_object_new (ROSTER_TYPE_MEMBER_LIST, NULL);
  self->view = roster_member_view_new ();
  roster_member_list_set_up (self->list, self->view, NULL);
  self->column_view = ui_test_find (GTK_WIDGET (self->list), "column_view");
  self->vertical = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->column_view));
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (self->window, 700, 500);
  gtk_window_set_child (self->window, GTK_WIDGET (self->list));
  gtk_window_present (self->window);
  member_list_fixture_show (self, GPOINTER_TO_UINT (n_members));
  member_list_fixture_settle (self);
}

void
member_list_fixture_tear_down (MemberListFixture *self, gconstpointer n_members)
{
  ui_test_destroy (self->window);
  g_assert_finalize_object (self->view);
}
