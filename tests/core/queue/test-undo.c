/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What takes a change back is a change with the same person, the same place and the same role. */

#include "core/queue/roster-undo.h"

#include <string.h>

static RosterOrganization *
make_organization (const char *user_id, const char *id)
{
  g_autoptr (RosterAccount) account = roster_account_new (ROSTER_DEFAULT_ENDPOINT, user_id);
  g_autoptr (RosterTransport) transport = roster_transport_new ();
  g_autoptr (RosterClient) client = roster_client_new (transport, account);

  return roster_organization_new ("Production", id, client, NULL);
}

static void
test_invert (void)
{
  g_autoptr (RosterOrganization) organization = make_organization ("me", "o");
  g_autoptr (RosterOrganization) other = make_organization ("me", "p");
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterChangeRun) run = NULL;
  g_autoptr (GPtrArray) additions = NULL;
  g_autoptr (GPtrArray) removals = NULL;
  RosterChange *undo;

#define ADD(kind, where, subject, role)                                                            \
  g_ptr_array_add (changes, roster_change_new (kind, where, subject, "Ada", role))
  ADD (ROSTER_CHANGE_REMOVE, organization, "done", "owner");
  ADD (ROSTER_CHANGE_REMOVE, organization, "failed", "user");
  ADD (ROSTER_CHANGE_REMOVE, organization, "no-role", "");
  ADD (ROSTER_CHANGE_REMOVE, other, "elsewhere", "user");
  ADD (ROSTER_CHANGE_ADD, organization, "added", "reader");
  ADD (ROSTER_CHANGE_INVITE, organization, "a@example.com", "reader");
#undef ADD
  run = roster_change_run_new (changes);
  for (guint i = 0; i < changes->len; i++)
    roster_change_set_state (changes->pdata[i], i == 1 ? ROSTER_CHANGE_FAILED : ROSTER_CHANGE_DONE,
                             NULL, NULL);

  additions = roster_undo_invert_run (run, organization, ROSTER_CHANGE_REMOVE);
  g_assert_cmpuint (additions->len, ==, 1);
  undo = additions->pdata[0];
  g_assert_cmpint (roster_change_get_kind (undo), ==, ROSTER_CHANGE_ADD);
  g_assert_cmpint (roster_change_get_state (undo), ==, ROSTER_CHANGE_PENDING);
  g_assert_cmpstr (roster_change_get_subject (undo), ==, "done");
  g_assert_cmpstr (roster_change_get_label (undo), ==, "Ada");
  g_assert_cmpstr (roster_change_get_role (undo), ==, "owner");
  g_assert_cmpstr (roster_change_get_uuid (undo), !=, roster_change_get_uuid (changes->pdata[0]));

  removals = roster_undo_invert_run (run, organization, ROSTER_CHANGE_ADD);
  g_assert_cmpuint (removals->len, ==, 1);
  g_assert_cmpint (roster_change_get_kind (removals->pdata[0]), ==, ROSTER_CHANGE_REMOVE);
}

static void
test_find (void)
{
  g_autoptr (GListStore) store = g_list_store_new (ROSTER_TYPE_ORGANIZATION);
  RosterHistoryEntry entry = { .kind = ROSTER_CHANGE_ADD,
                               .endpoint = ROSTER_DEFAULT_ENDPOINT,
                               .organization_id = "o",
                               .user_id = "me",
                               .subject = "ada",
                               .label = "Ada",
                               .role = "reader" };
  const struct
  {
    const char *endpoint;
    const char *organization_id;
    const char *user_id;
    int found;
  } cases[] = {
    { ROSTER_DEFAULT_ENDPOINT, "o", "me", 1 },
    { ROSTER_DEFAULT_ENDPOINT, "o", "gone", 0 },
    { ROSTER_DEFAULT_ENDPOINT, "p", "me", 2 },
    { ROSTER_DEFAULT_ENDPOINT, "q", "me", -1 },
    { "https://elsewhere.example.com/v2", "o", "me", -1 },
  };
  const char *const organizations[][2] = { { "you", "o" }, { "me", "o" }, { "me", "p" } };

  for (guint i = 0; i < G_N_ELEMENTS (organizations); i++)
    {
      g_autoptr (RosterOrganization) organization =
          make_organization (organizations[i][0], organizations[i][1]);

      g_list_store_append (store, organization);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterOrganization) expected =
          cases[i].found >= 0 ? g_list_model_get_item (G_LIST_MODEL (store), (guint)cases[i].found)
                              : NULL;
      RosterOrganization *found;

      entry.endpoint = cases[i].endpoint;
      entry.organization_id = cases[i].organization_id;
      entry.user_id = cases[i].user_id;
      found = roster_undo_find_organization (&entry, G_LIST_MODEL (store));
      g_assert_true (found == expected);
      if (found != NULL)
        {
          g_autoptr (RosterChange) undo = roster_undo_invert_entry (&entry, found);

          g_assert_cmpint (roster_change_get_kind (undo), ==, ROSTER_CHANGE_REMOVE);
          g_assert_cmpstr (roster_change_get_role (undo), ==, "reader");
        }
    }
}

static void
test_obstacles (void)
{
  static const struct
  {
    RosterHistoryEntry entry;
    const char *obstacle; /* (nullable) */
  } cases[] = {
#define ENTRY(kind, result, superseded, role, id)                                                  \
  { .time = 1,                                                                                     \
    0,                                                                                             \
    kind,                                                                                          \
    result,                                                                                        \
    FALSE,                                                                                         \
    superseded,                                                                                    \
    "u",                                                                                           \
    ROSTER_DEFAULT_ENDPOINT,                                                                       \
    id,                                                                                            \
    "Production",                                                                                  \
    "me",                                                                                          \
    "ada",                                                                                         \
    "Ada",                                                                                         \
    role }
    { ENTRY (ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_DONE, FALSE, "user", "o"), NULL },
    { ENTRY (ROSTER_CHANGE_ADD, ROSTER_CHANGE_DONE, FALSE, "user", "o"), NULL },
    { ENTRY (ROSTER_CHANGE_INVITE, ROSTER_CHANGE_DONE, FALSE, "user", "o"), "invitation" },
    { ENTRY (ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_UNKNOWN, FALSE, "user", "o"), "Only" },
    { ENTRY (ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_DONE, TRUE, "user", "o"), "later" },
    { ENTRY (ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_DONE, FALSE, "", "o"), "role" },
    { ENTRY (ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_DONE, FALSE, "user", "p"), "no longer knows" },
#undef ENTRY
  };
  g_autoptr (GListStore) store = g_list_store_new (ROSTER_TYPE_ORGANIZATION);
  g_autoptr (RosterOrganization) organization = make_organization ("me", "o");

  g_list_store_append (store, organization);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *obstacle = roster_undo_find_obstacle (&cases[i].entry, G_LIST_MODEL (store));

      if (cases[i].obstacle == NULL)
        g_assert_null (obstacle);
      else
        g_assert_nonnull (strstr (obstacle, cases[i].obstacle));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/undo/invert", test_invert);
  g_test_add_func ("/undo/find", test_find);
  g_test_add_func ("/undo/obstacles", test_obstacles);
  return g_test_run ();
}
