/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The organizations, their order, and what of them is in the settings. */

#include "core/organizations/roster-directory.h"
#include "roster-config.h"

#define ENDPOINT "https://api.example.com/v2"
#define ENTRY(name, id, user, endpoint)                                                            \
  "{'name': '" name "', 'organization-id': '" id "', 'user-id': '" user                            \
  "', 'endpoint': '" endpoint "'}"
#define PRODUCTION ENTRY ("Production", "1", "ada", ENDPOINT)
#define STAGING ENTRY ("Staging", "2", "ada", ENDPOINT)
#define RESEARCH ENTRY ("Research", "1", "grace", ENDPOINT)

typedef struct
{
  GSettings *settings;
  RosterTransport *transport;
  RosterKeyring *keyring;
  RosterDirectory *directory;
  GString *changes; /* "position,removed,added " for each signal */
} Fixture;

static void
set_entries (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value =
      g_variant_parse (G_VARIANT_TYPE ("aa{ss}"), text, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_settings_set_value (fixture->settings, "organizations", value));
}

static void
assert_entries (Fixture *fixture, const char *text)
{
  g_autoptr (GVariant) expected =
      g_variant_parse (G_VARIANT_TYPE ("aa{ss}"), text, NULL, NULL, NULL);
  g_autoptr (GVariant) value = g_settings_get_value (fixture->settings, "organizations");
  g_autofree char *printed = g_variant_print (value, FALSE);
  g_autofree char *expected_printed = g_variant_print (expected, FALSE);

  g_assert_cmpstr (printed, ==, expected_printed);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_string_append_printf (user_data, "%u,%u,%u ", position, removed, added);
}

static void
open_directory (Fixture *fixture)
{
  g_clear_object (&fixture->directory);
  fixture->directory =
      roster_directory_new (fixture->settings, fixture->transport, fixture->keyring);
  g_signal_connect (fixture->directory, "items-changed", G_CALLBACK (on_items_changed),
                    fixture->changes);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = g_settings_new (ROSTER_APPLICATION_ID);
  fixture->transport = roster_transport_new ();
  fixture->keyring = roster_keyring_new ();
  fixture->changes = g_string_new (NULL);
  g_settings_reset (fixture->settings, "organizations");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->directory);
  g_object_unref (fixture->keyring);
  g_object_unref (fixture->transport);
  g_object_unref (fixture->settings);
  g_string_free (fixture->changes, TRUE);
}

/* "name id user-id" of each, separated by commas. */
static void
assert_organizations (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = roster_directory_get_n_organizations (fixture->directory);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->directory)), ==, n);
  for (guint i = 0; i < n; i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (fixture->directory, i);
      g_autoptr (RosterOrganization) item =
          g_list_model_get_item (G_LIST_MODEL (fixture->directory), i);

      g_assert_true (item == organization);
      g_string_append_printf (
          text, "%s%s %s %s", i > 0 ? ", " : "", roster_organization_get_name (organization),
          roster_organization_get_id (organization),
          roster_account_get_user_id (roster_organization_get_account (organization)));
    }
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->directory), n));
}

static RosterAccount *
get_account (Fixture *fixture, const char *user_id)
{
  return roster_directory_ensure_account (fixture->directory, ENDPOINT, user_id);
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  RosterOrganization *production;

  open_directory (fixture);
  assert_organizations (fixture, "");

  production =
      roster_directory_add (fixture->directory, get_account (fixture, "ada"), "Production", "1");
  roster_directory_add (fixture->directory, get_account (fixture, "ada"), "Staging", "2");
  roster_directory_add (fixture->directory, get_account (fixture, "grace"), "Research", "1");
  g_assert_true (production ==
                 roster_directory_find (fixture->directory, get_account (fixture, "ada"), "1"));
  g_assert_null (roster_directory_find (fixture->directory, get_account (fixture, "grace"), "2"));
  assert_organizations (fixture, "Production 1 ada, Staging 2 ada, Research 1 grace");
  assert_entries (fixture, "[" PRODUCTION "," STAGING "," RESEARCH "]");
  g_assert_cmpstr (fixture->changes->str, ==, "0,0,1 1,0,1 2,0,1 ");

  open_directory (fixture);
  assert_organizations (fixture, "Production 1 ada, Staging 2 ada, Research 1 grace");
}

/* The same id of the same account is the same organization, with a new name. */
static void
test_add_again (Fixture *fixture, gconstpointer data)
{
  open_directory (fixture);
  roster_directory_add (fixture->directory, get_account (fixture, "ada"), "Old name", "1");
  roster_directory_add (fixture->directory, get_account (fixture, "ada"), "Production", "1");
  assert_organizations (fixture, "Production 1 ada");
  assert_entries (fixture, "[" PRODUCTION "]");
  g_assert_cmpstr (fixture->changes->str, ==, "0,0,1 ");
}

/* One account and one client for each endpoint and user id, which share key and clock. */
static void
test_accounts (Fixture *fixture, gconstpointer data)
{
  RosterAccount *ada;
  RosterAccount *elsewhere;

  set_entries (fixture, "[" PRODUCTION "," STAGING "," RESEARCH "]");
  open_directory (fixture);
  ada = get_account (fixture, "ada");
  elsewhere =
      roster_directory_ensure_account (fixture->directory, "https://other.example/v2", "ada");

  g_assert_true (ada == roster_organization_get_account (
                            roster_directory_get_organization (fixture->directory, 0)));
  g_assert_true (
      roster_organization_get_client (roster_directory_get_organization (fixture->directory, 0)) ==
      roster_organization_get_client (roster_directory_get_organization (fixture->directory, 1)));
  g_assert_true (ada != elsewhere);
  g_assert_true (ada != get_account (fixture, "grace"));
  g_assert_true (get_account (fixture, "grace") == get_account (fixture, "grace"));
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  set_entries (fixture, "[" PRODUCTION "," STAGING "," RESEARCH "]");
  open_directory (fixture);

  roster_directory_move (fixture->directory, 0, 2);
  assert_organizations (fixture, "Staging 2 ada, Research 1 grace, Production 1 ada");
  assert_entries (fixture, "[" STAGING "," RESEARCH "," PRODUCTION "]");
  roster_directory_move (fixture->directory, 2, 1);
  assert_organizations (fixture, "Staging 2 ada, Production 1 ada, Research 1 grace");
  roster_directory_move (fixture->directory, 1, 1);
  g_assert_cmpstr (fixture->changes->str, ==, "0,3,3 1,2,2 ");
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  set_entries (fixture, "[" PRODUCTION "," STAGING "," RESEARCH "]");
  open_directory (fixture);

  roster_directory_remove (fixture->directory, 1);
  assert_organizations (fixture, "Production 1 ada, Research 1 grace");
  assert_entries (fixture, "[" PRODUCTION "," RESEARCH "]");
  roster_directory_remove (fixture->directory, 1);
  roster_directory_remove (fixture->directory, 0);
  assert_entries (fixture, "[]");
  g_assert_cmpstr (fixture->changes->str, ==, "1,1,0 1,1,0 0,1,0 ");
}

/* A removed organization that somebody still holds and names is not written any more. */
static void
test_removed_is_forgotten (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterOrganization) organization = NULL;

  set_entries (fixture, "[" PRODUCTION "," STAGING "]");
  open_directory (fixture);
  organization = g_list_model_get_item (G_LIST_MODEL (fixture->directory), 1);
  roster_directory_remove (fixture->directory, 1);
  set_entries (fixture, "[]");
  roster_organization_set_name (organization, "Another name");
  assert_entries (fixture, "[]");
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  set_entries (fixture, "[" ENTRY ("Old name", "1", "ada", ENDPOINT) "]");
  open_directory (fixture);
  roster_organization_set_name (roster_directory_get_organization (fixture->directory, 0),
                                "Production");
  assert_entries (fixture, "[" PRODUCTION "]");
}

static void
test_replace_account (Fixture *fixture, gconstpointer data)
{
  set_entries (fixture, "[" PRODUCTION "," RESEARCH "," STAGING
                        "," ENTRY ("Twin", "2", "grace", ENDPOINT) "]");
  open_directory (fixture);
  roster_directory_replace_account (fixture->directory, get_account (fixture, "ada"),
                                    get_account (fixture, "alan"));
  assert_organizations (fixture,
                        "Production 1 alan, Research 1 grace, Staging 2 alan, Twin 2 grace");
  g_assert_cmpstr (fixture->changes->str, ==, "2,1,1 0,1,1 ");

  /* What the other account has already is not there twice. */
  roster_directory_replace_account (fixture->directory, get_account (fixture, "alan"),
                                    get_account (fixture, "grace"));
  assert_organizations (fixture, "Research 1 grace, Twin 2 grace");
  assert_entries (fixture, "[" RESEARCH "," ENTRY ("Twin", "2", "grace", ENDPOINT) "]");
}

#define LATER "{'kind': 'something newer', 'name': 'X'}"

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = {
    "{'name': 'Without an id', 'user-id': 'u', 'endpoint': '" ENDPOINT "'}",
    "{'name': 'Without a user', 'organization-id': '1', 'endpoint': '" ENDPOINT "'}",
    "{'name': 'Without an endpoint', 'organization-id': '1', 'user-id': 'u'}",
    ENTRY ("Empty id", "", "u", ENDPOINT),
    ENTRY ("Not encrypted", "1", "u", "http://api.example.com"),
    ENTRY ("Not an address", "1", "u", "§"),
    "@a{ss} {}",
    LATER,
  };
  g_autofree char *joined = g_strjoinv (
      ",", (char *[]){ (char *)bad[0], (char *)bad[1], (char *)bad[2], (char *)bad[3],
                       (char *)bad[4], (char *)bad[5], (char *)bad[6], (char *)bad[7], NULL });
  g_autofree char *before = g_strdup_printf ("[%s," PRODUCTION "]", joined);
  g_autofree char *after = g_strdup_printf ("[" PRODUCTION "," STAGING ",%s]", joined);

  set_entries (fixture, before);
  open_directory (fixture);
  assert_organizations (fixture, "Production 1 ada");
  assert_entries (fixture, before);

  /* A change keeps what was not understood. */
  roster_directory_add (fixture->directory, get_account (fixture, "ada"), "Staging", "2");
  assert_entries (fixture, after);
}

/* Another spelling of the same endpoint, a name that is missing, an entry that is there twice. */
static void
test_tolerant (Fixture *fixture, gconstpointer data)
{
  set_entries (fixture, "[" ENTRY ("", "1", "ada", "HTTPS://API.example.com:443/v2/") "," ENTRY (
                            "Twice", "1", "ada", ENDPOINT) "]");
  open_directory (fixture);
  assert_organizations (fixture, "1 1 ada");
}

#define MARKED(more)                                                                               \
  "{'name': 'P', 'organization-id': '1', 'user-id': 'ada', 'endpoint': '" ENDPOINT "'" more "}"

/* What settings of this version, an older and a newer one say of colour and lock, and what is left
 * of them when something else is changed. */
static void
test_marks (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *before;
    const char *color;
    gboolean locked;
    const char *after; /* (nullable) where it is the same */
  } cases[] = {
    { MARKED (""), "", FALSE, NULL },
    { MARKED (", 'color': 'green'"), "green", FALSE, NULL },
    { MARKED (", 'locked': 'true'"), "", TRUE, NULL },
    { MARKED (", 'color': 'red', 'locked': 'true'"), "red", TRUE, NULL },
    { MARKED (", 'color': '', 'locked': ''"), "", FALSE, MARKED ("") },
    { MARKED (", 'locked': 'False'"), "", FALSE, MARKED ("") },
    /* A lock that is not understood is one. */
    { MARKED (", 'locked': 'until 2030'"), "", TRUE, NULL },
    { MARKED (", 'color': '#12345 §'"), "#12345 §", FALSE, NULL },
    { MARKED (", 'color': 'ultraviolet', 'locked': '1', 'later': 'x', 'note': ''"), "ultraviolet",
      TRUE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = g_strdup_printf ("[%s]", cases[i].before);
      g_autofree char *after = g_strdup_printf (
          "[%s," STAGING "]", cases[i].after != NULL ? cases[i].after : cases[i].before);
      RosterOrganization *organization;

      set_entries (fixture, before);
      open_directory (fixture);
      organization = roster_directory_get_organization (fixture->directory, 0);
      g_assert_cmpstr (roster_organization_get_color (organization), ==, cases[i].color);
      g_assert_cmpint (roster_organization_get_read_only (organization), ==, cases[i].locked);
      assert_entries (fixture, before);

      roster_directory_add (fixture->directory, get_account (fixture, "ada"), "Staging", "2");
      assert_entries (fixture, after);
    }
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

static void
test_set_marks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) notified = g_string_new (NULL);
  RosterOrganization *organization;

  set_entries (fixture, "[" MARKED (", 'later': 'x'") "]");
  open_directory (fixture);
  organization = roster_directory_get_organization (fixture->directory, 0);
  g_signal_connect (organization, "notify", G_CALLBACK (on_notify), notified);

  roster_organization_set_color (organization, "green");
  assert_entries (fixture, "[" MARKED (", 'color': 'green', 'later': 'x'") "]");
  g_object_set (organization, "read-only", TRUE, NULL);
  assert_entries (fixture, "[" MARKED (", 'color': 'green', 'locked': 'true', 'later': 'x'") "]");
  roster_organization_set_color (organization, "green");
  roster_organization_set_read_only (organization, TRUE);
  roster_organization_set_read_only (organization, FALSE);
  g_object_set (organization, "color", "", NULL);
  assert_entries (fixture, "[" MARKED (", 'later': 'x'") "]");
  g_assert_cmpstr (notified->str, ==, "color read-only read-only color ");
}

/* The marks go with the organization: by its place, and to another account. */
static void
test_marks_stay (Fixture *fixture, gconstpointer data)
{
  set_entries (
      fixture,
      "[" MARKED (", 'color': 'red', 'locked': 'true', 'later': 'x'") "," STAGING "," ENTRY (
          "Twin", "1", "grace", ENDPOINT) "]");
  open_directory (fixture);
  roster_directory_move (fixture->directory, 0, 1);
  assert_entries (fixture,
                  "[" STAGING
                  "," MARKED (", 'color': 'red', 'locked': 'true', 'later': 'x'") "," ENTRY (
                      "Twin", "1", "grace", ENDPOINT) "]");

  roster_directory_replace_account (fixture->directory, get_account (fixture, "ada"),
                                    get_account (fixture, "alan"));
  assert_entries (
      fixture,
      "[" ENTRY ("Staging", "2", "alan",
                 ENDPOINT) ", {'name': 'P', 'organization-id': "
                           "'1', 'user-id': 'alan', "
                           "'endpoint': '" ENDPOINT "', 'color': 'red', 'locked': "
                           "'true', 'later': 'x'}, " ENTRY ("Twin", "1", "grace", ENDPOINT) "]");

  /* What is locked does not become open by way of its twin. */
  roster_directory_replace_account (fixture->directory, get_account (fixture, "alan"),
                                    get_account (fixture, "grace"));
  g_assert_true (roster_organization_get_read_only (
      roster_directory_find (fixture->directory, get_account (fixture, "grace"), "1")));
  g_assert_false (roster_organization_get_read_only (
      roster_directory_find (fixture->directory, get_account (fixture, "grace"), "2")));
}

/* The demo keeps nothing. */
static void
test_without_settings (Fixture *fixture, gconstpointer data)
{
  set_entries (fixture, "[" PRODUCTION "]");
  fixture->directory = roster_directory_new (NULL, fixture->transport, NULL);
  g_assert_null (roster_directory_get_settings (fixture->directory));
  g_assert_null (roster_directory_get_keyring (fixture->directory));
  g_assert_true (roster_directory_get_transport (fixture->directory) == fixture->transport);
  assert_organizations (fixture, "");
  roster_directory_add (fixture->directory, get_account (fixture, "ada"), "Staging", "2");
  assert_organizations (fixture, "Staging 2 ada");
  assert_entries (fixture, "[" PRODUCTION "]");
}

/* Settings that name no service mean the one there always was; an unknown one is left as it is. */
static void
test_service (Fixture *fixture, gconstpointer data)
{
  set_entries (fixture, "[" RESEARCH "," MARKED (", 'service': 'threat-stack'") "," MARKED (
                            ", 'service': 'later'") "]");
  open_directory (fixture);
  assert_organizations (fixture, "Research 1 grace, P 1 ada");
  g_assert_cmpstr (roster_account_get_service (get_account (fixture, "grace")), ==, "");
  g_assert_cmpstr (roster_account_get_service (get_account (fixture, "ada")), ==, "threat-stack");

  roster_directory_move (fixture->directory, 0, 1);
  assert_entries (fixture, "[" MARKED (", 'service': 'threat-stack'") "," RESEARCH "," MARKED (
                               ", 'service': 'later'") "]");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/directory/add", test_add);
  ADD ("/directory/add-again", test_add_again);
  ADD ("/directory/service", test_service);
  ADD ("/directory/accounts", test_accounts);
  ADD ("/directory/move", test_move);
  ADD ("/directory/remove", test_remove);
  ADD ("/directory/removed-is-forgotten", test_removed_is_forgotten);
  ADD ("/directory/rename", test_rename);
  ADD ("/directory/replace-account", test_replace_account);
  ADD ("/directory/damaged", test_damaged);
  ADD ("/directory/tolerant", test_tolerant);
  ADD ("/directory/marks", test_marks);
  ADD ("/directory/set-marks", test_set_marks);
  ADD ("/directory/marks-stay", test_marks_stay);
  ADD ("/directory/without-settings", test_without_settings);
  return g_test_run ();
}
