/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking for a key in a tab: when, in which words, and where the key goes. */

#include "core/base/roster-error.h"
#include "support/setup-fixture.h"
#include "ui/accounts/roster-key-banner.h"
#include "ui/page/roster-organization-page.h"

typedef struct
{
  SetupFixture setup;
  RosterKeyBanner *bar;
  RosterOrganization *organization; /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  setup_fixture_set_up (&fixture->setup, data);
  fixture->bar = ROSTER_KEY_BANNER (g_object_new (ROSTER_TYPE_KEY_BANNER, NULL));
  gtk_window_set_child (fixture->setup.parent, GTK_WIDGET (fixture->bar));
  fixture->organization = g_object_ref (
      roster_directory_add (fixture->setup.directory, setup_fixture_get_account (&fixture->setup),
                            "Production", "demo-production"));
  roster_key_banner_set_organization (fixture->bar, fixture->organization);
}

static gboolean
is_forgotten (gpointer data)
{
  return setup_fixture_keyring_has (data, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->organization);
  setup_fixture_tear_down (&fixture->setup, data);
}

/* The keyring is that of all tests, which would find the key for an address of before. */
static void
forget_and_tear_down (Fixture *fixture, gconstpointer data)
{
  roster_keyring_forget_key_async (fixture->setup.keyring,
                                   setup_fixture_get_account (&fixture->setup), NULL, NULL);
  g_assert_true (ui_test_wait (is_forgotten, &fixture->setup));
  tear_down (fixture, data);
}

static gboolean
has_ended (gpointer organization)
{
  RosterOrganizationState state = roster_organization_get_state (organization);

  return state == ROSTER_ORGANIZATION_READY || state == ROSTER_ORGANIZATION_FAILED;
}

static void
refresh (Fixture *fixture)
{
  roster_organization_refresh (fixture->organization);
  g_assert_true (ui_test_wait (has_ended, fixture->organization));
}

static void
use_key (Fixture *fixture, const char *key)
{
  setup_fixture_type (fixture->bar, "key_entry", key);
  setup_fixture_click (fixture->bar, "use_button");
  g_assert_cmpint (roster_organization_get_state (fixture->organization), ==,
                   ROSTER_ORGANIZATION_LOADING);
  g_assert_true (ui_test_wait (has_ended, fixture->organization));
}

static void
assert_text (Fixture *fixture, const char *start)
{
  const char *text = setup_fixture_get_label (fixture->bar, "ask_label");

  g_assert_true (setup_fixture_is_shown (fixture->bar, "ask_box"));
  if (!g_str_has_prefix (text, start))
    g_error ("“%s” does not start with “%s”", text, start);
  g_assert_nonnull (strstr (setup_fixture_get_label (fixture->bar, "ask_label"),
                            mock_service_get_endpoint (fixture->setup.service)));
}

static gboolean
is_good_key_stored (gpointer data)
{
  Fixture *fixture = data;

  return setup_fixture_keyring_has (&fixture->setup, mock_service_get_key (fixture->setup.service));
}

/* No key, the wrong one, the right one. */
static void
test_ask (Fixture *fixture, gconstpointer data)
{
  const char *good = mock_service_get_key (fixture->setup.service);

  g_assert_false (setup_fixture_is_shown (fixture->bar, "ask_box"));
  g_assert_false (roster_key_banner_take_focus (fixture->bar));
  refresh (fixture);
  assert_text (fixture, "The API key of dh37fgj492je at ");
  g_assert_true (roster_key_banner_take_focus (fixture->bar));

  /* Nothing typed is nothing done. */
  setup_fixture_type (fixture->bar, "key_entry", "  ");
  setup_fixture_click (fixture->bar, "use_button");
  g_assert_cmpint (roster_organization_get_state (fixture->organization), ==,
                   ROSTER_ORGANIZATION_FAILED);

  use_key (fixture, "not the key");
  assert_text (fixture, "The service refuses the API key of dh37fgj492je at ");
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (ui_test_find (GTK_WIDGET (fixture->bar), "key_entry"))),
      ==, "");

  use_key (fixture, good);
  g_assert_cmpint (roster_organization_get_state (fixture->organization), ==,
                   ROSTER_ORGANIZATION_READY);
  g_assert_false (setup_fixture_is_shown (fixture->bar, "ask_box"));
  g_assert_true (ui_test_wait (is_good_key_stored, fixture));
}

/* One key serves every tab of the account. */
static void
test_other_tabs (Fixture *fixture, gconstpointer data)
{
  RosterOrganization *other =
      roster_directory_add (fixture->setup.directory, setup_fixture_get_account (&fixture->setup),
                            "Staging", "demo-staging");

  refresh (fixture);
  roster_organization_refresh (other);
  g_assert_true (ui_test_wait (has_ended, other));
  use_key (fixture, mock_service_get_key (fixture->setup.service));
  g_assert_true (ui_test_wait (has_ended, other));
  g_assert_cmpint (roster_organization_get_state (other), ==, ROSTER_ORGANIZATION_READY);
}

/* In a tab: the remedy of the error leads to the entry, and the key to the list. */
static void
test_in_tab (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (roster_organization_page_new (fixture->organization, NULL, NULL));
  GtkWidget *state_page = NULL;

  roster_key_banner_set_organization (fixture->bar, NULL);
  gtk_window_set_child (fixture->setup.parent, page);
  fixture->bar = ROSTER_KEY_BANNER (ui_test_find (page, "key_bar"));
  g_assert_false (setup_fixture_is_shown (fixture->bar, "ask_box"));
  refresh (fixture);
  assert_text (fixture, "The API key of dh37fgj492je at ");

  state_page = ui_test_find (page, "state_page");
  g_signal_emit_by_name (state_page, "remedy", ROSTER_REMEDY_ENTER_KEY);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->setup.parent),
                                         GTK_WIDGET (fixture->bar)));

  use_key (fixture, mock_service_get_key (fixture->setup.service));
  g_assert_false (setup_fixture_is_shown (fixture->bar, "ask_box"));
}

/* Other errors are not for this bar. */
static void
test_other_error (Fixture *fixture, gconstpointer data)
{
  RosterAccount *account =
      roster_directory_ensure_account (fixture->setup.directory, "http://127.0.0.1:1/v2", "u");
  g_autoptr (SecretValue) key = secret_value_new ("k", -1, "text/plain");
  g_autoptr (RosterOrganization) elsewhere = NULL;

  roster_account_set_key (account, key);
  elsewhere = g_object_ref (roster_directory_add (fixture->setup.directory, account, "X", "x"));
  roster_key_banner_set_organization (fixture->bar, elsewhere);
  roster_organization_refresh (elsewhere);
  g_assert_true (ui_test_wait (has_ended, elsewhere));
  g_assert_cmpint (roster_organization_get_state (elsewhere), ==, ROSTER_ORGANIZATION_FAILED);
  g_assert_false (setup_fixture_is_shown (fixture->bar, "ask_box"));
}

/* Comes last: the keyring stays locked. The key is used, and stored nowhere. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  setup_fixture_lock_keyring (&fixture->setup);
  roster_keyring_set_patience (fixture->setup.keyring, 200);
  refresh (fixture);
  assert_text (fixture, "The keyring ");
  g_assert_true (setup_fixture_is_shown (fixture->bar, "again_button"));
  g_assert_cmpstr (setup_fixture_get_label (fixture->bar, "help_label"), ==,
                   "It is kept until you quit Roster, and stored nowhere.");

  setup_fixture_click (fixture->bar, "again_button");
  g_assert_true (ui_test_wait (has_ended, fixture->organization));
  use_key (fixture, mock_service_get_key (fixture->setup.service));
  g_assert_cmpint (roster_organization_get_state (fixture->organization), ==,
                   ROSTER_ORGANIZATION_READY);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/ui/key-banner/" path, Fixture, NULL, set_up, function, forget_and_tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD ("ask", test_ask);
  ADD ("other-tabs", test_other_tabs);
  ADD ("other-error", test_other_error);
  ADD ("in-tab", test_in_tab);
  g_test_add ("/ui/key-banner/locked", Fixture, NULL, set_up, test_locked, tear_down);
  return g_test_run ();
}
