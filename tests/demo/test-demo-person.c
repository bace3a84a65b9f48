/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invented people: always the same, each with an id and an address of their own, and all the
 * kinds that are hard to show right. */

#include "demo/people/roster-demo-person.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
test_same (void)
{
  for (guint32 number = 0; number < 300; number++)
    {
      RosterDemoPerson one;
      RosterDemoPerson two;

      roster_demo_person_init (&one, number);
      roster_demo_person_init (&two, number);
      g_assert_cmpstr (one.id, ==, two.id);
      g_assert_cmpstr (one.name, ==, two.name);
      g_assert_cmpstr (one.email, ==, two.email);
      g_assert_cmpuint (one.minutes_ago, ==, two.minutes_ago);
    }
}

static void
test_unique (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) emails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 number = 0; number < 10000; number++)
    {
      RosterDemoPerson person;

      roster_demo_person_init (&person, number);
      g_assert_true (g_hash_table_add (ids, g_strdup (person.id)));
      g_assert_true (g_hash_table_add (emails, g_ascii_strdown (person.email, -1)));
      g_assert_cmpuint (roster_demo_person_number_for_id (person.id), ==, number);
    }
}

static void
test_find (void)
{
  static const guint32 numbers[] = { 0, 1, 18, 23, 24, 4095, 4096, 4097, 999999, 1000046 };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *upper = NULL;
      RosterDemoPerson person;

      roster_demo_person_init (&person, numbers[i]);
      upper = g_ascii_strup (person.email, -1);
      g_assert_cmpuint (roster_demo_person_number_for_id (person.id), ==, numbers[i]);
      g_assert_cmpuint (roster_demo_person_number_for_email (person.email, 1000047), ==,
                        numbers[i]);
      g_assert_cmpuint (roster_demo_person_number_for_email (upper, 1000047), ==, numbers[i]);
      g_assert_cmpuint (roster_demo_person_number_for_email (person.email, numbers[i]), ==,
                        ROSTER_DEMO_NOBODY);
    }
}

static void
test_find_nobody (void)
{
  static const char *const ids[] = { "", "x", "0123456", "012345678", "0123456g", "ABCDEF01" };
  static const char *const emails[] = {
    "", "@", "5@", "99999999999999999999@example.com", "someone@example.com", "a.b.5000@example.com"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpuint (roster_demo_person_number_for_id (ids[i]), ==, ROSTER_DEMO_NOBODY);
  for (gsize i = 0; i < G_N_ELEMENTS (emails); i++)
    g_assert_cmpuint (roster_demo_person_number_for_email (emails[i], 10000), ==,
                      ROSTER_DEMO_NOBODY);
}

/* A member of 240, as JSON, with everything that it must have. */
static void
check_json (guint32 number, guint *n_never, guint *n_iso)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *member;
  JsonNode *sign_in;
  RosterDemoPerson person;

  roster_demo_person_init (&person, number);
  roster_demo_person_append_json (&person, roster_demo_person_role (number), 1700000000123, text);
  root = json_from_string (text->str, &error);
  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (text->str, -1, NULL));

  member = json_node_get_object (root);
  g_assert_cmpstr (json_object_get_string_member (member, "displayName"), ==, person.name);
  g_assert_cmpstr (json_object_get_string_member (member, "email"), ==, person.email);
  g_assert_cmpstr (json_object_get_string_member (member, "id"), ==, person.id);
  g_assert_true (json_object_has_member (member, "mfaEnabled"));
  g_assert_true (json_object_has_member (member, "ssoEnabled"));
  g_assert_true (json_object_has_member (member, "userEnabled"));

  sign_in = json_object_get_member (member, "lastAuthenticatedAt");
  if (sign_in == NULL || JSON_NODE_HOLDS_NULL (sign_in))
    ++*n_never;
  else if (json_node_get_value_type (sign_in) == G_TYPE_STRING)
    ++*n_iso;
  else
    g_assert_cmpint (json_node_get_int (sign_in), <=, 1700000000123);
}

static void
test_json (void)
{
  guint n_never = 0;
  guint n_iso = 0;

  for (guint32 number = 0; number < 240; number++)
    check_json (number, &n_never, &n_iso);
  g_assert_cmpuint (n_never, >=, 5);
  g_assert_cmpuint (n_iso, >=, 1);
}

static void
test_kinds (void)
{
  guint n_disabled = 0;
  guint n_no_mfa = 0;
  guint n_inactive = 0;
  guint n_owners = 0;

  for (guint32 number = 0; number < 240; number++)
    {
      RosterDemoPerson person;

      roster_demo_person_init (&person, number);
      n_disabled += !person.enabled;
      n_no_mfa += !person.mfa;
      n_inactive += person.minutes_ago > 90 * 24 * 60;
      n_owners += strcmp (roster_demo_person_role (number), "owner") == 0;
    }
  g_test_message ("%u disabled, %u without MFA, %u inactive, %u owners", n_disabled, n_no_mfa,
                  n_inactive, n_owners);
  g_assert_cmpuint (n_disabled, >=, 4);
  g_assert_cmpuint (n_disabled, <=, 30);
  g_assert_cmpuint (n_no_mfa, >=, 20);
  g_assert_cmpuint (n_no_mfa, <=, 60);
  g_assert_cmpuint (n_inactive, >=, 10);
  g_assert_cmpuint (n_inactive, <=, 50);
  g_assert_cmpuint (n_owners, ==, 3);
}

static void
test_json_string (void)
{
  g_autoptr (GString) json = g_string_new (NULL);

  roster_demo_append_json_string (json, "a\"b\\c\n\x01\xc3\xa9");
  g_assert_cmpstr (json->str, ==, "\"a\\\"b\\\\c\\u000a\\u0001\xc3\xa9\"");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-person/same", test_same);
  g_test_add_func ("/demo-person/unique", test_unique);
  g_test_add_func ("/demo-person/find", test_find);
  g_test_add_func ("/demo-person/find/nobody", test_find_nobody);
  g_test_add_func ("/demo-person/json", test_json);
  g_test_add_func ("/demo-person/json-string", test_json_string);
  g_test_add_func ("/demo-person/kinds", test_kinds);
  return g_test_run ();
}
