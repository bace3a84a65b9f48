/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client against a service behind Hawk's reference implementation
 * (tests/interop/member-server.js): every verb, an organization id that has to be escaped, clocks
 * that are off, forged answers. */

#include "core/base/roster-error.h"
#include "support/node-program.h"
#include "support/wire-fixture.h"

#include <json-glib/json-glib.h>

#define ORGANIZATION "a \"b\" \\ c"

typedef struct
{
  NodeProgram *program; /* (nullable) where node is not installed */
  WireFixture wire;
} Fixture;

static void
set_up (Fixture *self, gconstpointer mode)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *endpoint = NULL;

  self->program = node_program_start ("member-server.js", mode);
  if (self->program == NULL)
    return;
  root = json_from_string (node_program_get_line (self->program), NULL);
  endpoint =
      g_strdup_printf ("http://127.0.0.1:%d/v2",
                       (int)json_object_get_int_member (json_node_get_object (root), "port"));
  wire_fixture_init (&self->wire, endpoint);
}

static void
tear_down (Fixture *self, gconstpointer mode)
{
  wire_fixture_clear (&self->wire);
  g_clear_pointer (&self->program, node_program_stop);
}

static gboolean
is_skipped (Fixture *self)
{
  if (self->program != NULL)
    return FALSE;
  g_test_skip ("Hawk's reference implementation (node-hawk) is not installed");
  return TRUE;
}

static RosterMemberTable *
list (Fixture *self, const char *organization_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_client_list_members_async (self->wire.client, organization_id, FALSE, NULL, NULL,
                                    wire_keep_result, &result);
  wire_await (&result);
  return roster_client_list_members_finish (self->wire.client, result, error);
}

static gboolean
add (Fixture *self, const char *id, const char *role, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_client_add_member_async (self->wire.client, ORGANIZATION, id, role, NULL, wire_keep_result,
                                  &result);
  wire_await (&result);
  return roster_client_change_finish (self->wire.client, result, error);
}

static gboolean
remove_member (Fixture *self, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_client_remove_member_async (self->wire.client, ORGANIZATION, id, NULL, wire_keep_result,
                                     &result);
  wire_await (&result);
  return roster_client_change_finish (self->wire.client, result, error);
}

static gboolean
invite (Fixture *self, const char *email, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_client_invite_async (self->wire.client, ORGANIZATION, email, "reader", NULL,
                              wire_keep_result, &result);
  wire_await (&result);
  return roster_client_change_finish (self->wire.client, result, error);
}

static void
test_list (Fixture *self, gconstpointer mode)
{
  static const char *const names[] = {
    "Robin Ashdown",
    "Zo\xc3\xab N\xc3\xba\xc3\xb1"
    "ez",
    "\xe5\xb1\xb1\xe6\x9c\xac \xe3\x81\x95\xe3\x81\x8f\xe3\x82\x89",
    "Bauer, \xe2\x80\x9cTilly\xe2\x80\x9d \"Till\"", "\xf0\x9f\xa6\x8a"
  };
  g_autoptr (RosterMemberTable) table = NULL;
  g_autoptr (RosterMemberTable) other = NULL;
  g_autoptr (GError) error = NULL;

  if (is_skipped (self))
    return;
  table = list (self, ORGANIZATION, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (roster_member_table_get_n_members (table), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (roster_member_table_get (table, i)->display_name, ==, names[i]);

  other = list (self, "another", &error);
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_FORBIDDEN);
  g_assert_null (other);
}

static void
test_changes (Fixture *self, gconstpointer mode)
{
  g_autoptr (RosterMemberTable) table = NULL;
  g_autoptr (GError) error = NULL;

  if (is_skipped (self))
    return;
  g_assert_true (add (self, "e5", "user", &error));
  g_assert_no_error (error);
  g_assert_false (add (self, "e5", "user", &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_CONFLICT);
  g_clear_error (&error);

  /* ids that have to be escaped in a path */
  g_assert_true (remove_member (self, "b/2", &error));
  g_assert_no_error (error);
  g_assert_true (remove_member (self, "c 3", &error));
  g_assert_no_error (error);
  g_assert_false (remove_member (self, "b/2", &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (invite (self, "Zo\xc3\xab@example.com", &error));
  g_assert_no_error (error);
  table = list (self, ORGANIZATION, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (roster_member_table_get_n_members (table), ==, 4);
  g_assert_cmpstr (roster_member_table_get (table, 3)->id, ==, "e5");
}

static void
test_self_test (Fixture *self, gconstpointer mode)
{
  g_autoptr (GError) error = NULL;

  if (is_skipped (self))
    return;
  g_assert_true (wire_fixture_run (&self->wire, VERB_SELF_TEST, &error));
  g_assert_no_error (error);
}

/* The service's clock is an hour ahead: each verb works at its first call, and the offset is kept.
 */
static void
test_ahead (Fixture *self, gconstpointer mode)
{
  g_autoptr (GError) error = NULL;
  gint64 offset;

  if (is_skipped (self))
    return;
  g_assert_true (add (self, "e5", "user", &error));
  g_assert_no_error (error);
  offset = roster_account_get_clock_offset (self->wire.account);
  g_assert_cmpint (ABS (offset - 3600), <=, 5);
  g_assert_true (invite (self, "a@example.com", &error));
  g_assert_no_error (error);
}

static void
test_put (Fixture *self, gconstpointer mode)
{
  g_autoptr (GError) error = NULL;

  if (is_skipped (self))
    return;
  g_assert_true (invite (self, "a@example.com", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (roster_account_get_learnt (self->wire.account), !=, 0);
}

/* Answers that somebody without the key made: nothing of them is used. */
static void
test_other_key (Fixture *self, gconstpointer mode)
{
  g_autoptr (RosterMemberTable) table = NULL;
  g_autoptr (GError) error = NULL;

  if (is_skipped (self))
    return;
  table = list (self, ORGANIZATION, &error);
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_AUTHENTIC);
  g_assert_null (table);
  g_clear_error (&error);
  g_assert_false (wire_fixture_run (&self->wire, VERB_SELF_TEST, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_AUTHENTIC);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    const char *mode;
    void (*test) (Fixture *self, gconstpointer mode);
  } tests[] = {
    { "/client-interop/list", NULL, test_list },
    { "/client-interop/changes", NULL, test_changes },
    { "/client-interop/self-test", NULL, test_self_test },
    { "/client-interop/ahead", "ahead", test_ahead },
    { "/client-interop/put", "put", test_put },
    { "/client-interop/other-key", "other-key", test_other_key },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].mode, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
