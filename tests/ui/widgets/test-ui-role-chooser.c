/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roles that are offered, and the one that is chosen at the start. */

#include "support/ui-test.h"

#include "ui/widgets/roster-role-chooser.h"

static GtkDropDown *
get_drop_down (GtkWidget *chooser)
{
  GtkWidget *child = gtk_widget_get_first_child (chooser);

  while (child != NULL && !GTK_IS_DROP_DOWN (child))
    child = gtk_widget_get_next_sibling (child);
  g_assert_nonnull (child);
  return GTK_DROP_DOWN (child);
}

static void
test_offered (void)
{
  static const struct
  {
    RosterRole own;
    guint n;
  } cases[] = {
    { ROSTER_ROLE_OWNER, 3 },
    { ROSTER_ROLE_USER, 2 },
    { ROSTER_ROLE_READER, 2 },
    { ROSTER_ROLE_OTHER, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *chooser = g_object_ref_sink (g_object_new (ROSTER_TYPE_ROLE_CHOOSER, NULL));
      RosterRoleChooser *self = ROSTER_ROLE_CHOOSER (chooser);

      roster_role_chooser_set_own_role (self, cases[i].own);
      g_assert_cmpuint (
          g_list_model_get_n_items (gtk_drop_down_get_model (get_drop_down (chooser))), ==,
          cases[i].n);
      g_assert_cmpint (roster_role_chooser_get_role (self), ==, ROSTER_ROLE_READER);
      g_assert_finalize_object (chooser);
    }
}

/* A role that is not offered any more is not given: the least powerful one is. */
static void
test_kept (void)
{
  g_autoptr (GtkWidget) chooser = g_object_ref_sink (g_object_new (ROSTER_TYPE_ROLE_CHOOSER, NULL));
  RosterRoleChooser *self = ROSTER_ROLE_CHOOSER (chooser);

  roster_role_chooser_set_own_role (self, ROSTER_ROLE_OWNER);
  roster_role_chooser_set_role (self, ROSTER_ROLE_USER);
  roster_role_chooser_set_own_role (self, ROSTER_ROLE_USER);
  g_assert_cmpint (roster_role_chooser_get_role (self), ==, ROSTER_ROLE_USER);

  roster_role_chooser_set_own_role (self, ROSTER_ROLE_OWNER);
  roster_role_chooser_set_role (self, ROSTER_ROLE_OWNER);
  g_assert_cmpint (roster_role_chooser_get_role (self), ==, ROSTER_ROLE_OWNER);
  roster_role_chooser_set_own_role (self, ROSTER_ROLE_USER);
  g_assert_cmpint (roster_role_chooser_get_role (self), ==, ROSTER_ROLE_READER);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/role-chooser/offered", test_offered);
  g_test_add_func ("/ui/role-chooser/kept", test_kept);
  return g_test_run ();
}
