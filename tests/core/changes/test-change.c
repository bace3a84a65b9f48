/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change says what it is and how far it is; a run counts its changes. */

#include "core/base/roster-error.h"
#include "core/changes/roster-change-text.h"
#include "core/queue/roster-change-run.h"

#include <string.h>

#define PROBLEM "The service says no."

static const struct
{
  RosterChangeKind kind;
  RosterChangeState state;
  const char *line;
} lines[] = {
  { ROSTER_CHANGE_INVITE, ROSTER_CHANGE_PENDING, "Invite ada@example.com as reader" },
  { ROSTER_CHANGE_INVITE, ROSTER_CHANGE_SENDING, "Inviting ada@example.com as reader…" },
  { ROSTER_CHANGE_INVITE, ROSTER_CHANGE_DONE, "Invited ada@example.com as reader" },
  { ROSTER_CHANGE_INVITE, ROSTER_CHANGE_FAILED, "Could not invite ada@example.com: " PROBLEM },
  { ROSTER_CHANGE_INVITE, ROSTER_CHANGE_UNKNOWN, "Perhaps invited ada@example.com: " PROBLEM },
  { ROSTER_CHANGE_INVITE, ROSTER_CHANGE_SKIPPED,
    "Did not invite ada@example.com: the run was stopped" },
  { ROSTER_CHANGE_ADD, ROSTER_CHANGE_PENDING, "Add ada@example.com as reader" },
  { ROSTER_CHANGE_ADD, ROSTER_CHANGE_SENDING, "Adding ada@example.com as reader…" },
  { ROSTER_CHANGE_ADD, ROSTER_CHANGE_DONE, "Added ada@example.com as reader" },
  { ROSTER_CHANGE_ADD, ROSTER_CHANGE_FAILED, "Could not add ada@example.com: " PROBLEM },
  { ROSTER_CHANGE_ADD, ROSTER_CHANGE_UNKNOWN, "Perhaps added ada@example.com: " PROBLEM },
  { ROSTER_CHANGE_ADD, ROSTER_CHANGE_SKIPPED, "Did not add ada@example.com: the run was stopped" },
  { ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_PENDING, "Remove ada@example.com" },
  { ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_SENDING, "Removing ada@example.com…" },
  { ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_DONE, "Removed ada@example.com" },
  { ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_FAILED, "Could not remove ada@example.com: " PROBLEM },
  { ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_UNKNOWN, "Perhaps removed ada@example.com: " PROBLEM },
  { ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_SKIPPED,
    "Did not remove ada@example.com: the run was stopped" },
};

static RosterOrganization *
make_organization (void)
{
  g_autoptr (RosterAccount) account = roster_account_new (ROSTER_DEFAULT_ENDPOINT, "a1b2c3d4");
  g_autoptr (RosterTransport) transport = roster_transport_new ();
  g_autoptr (RosterClient) client = roster_client_new (transport, account);

  return roster_organization_new ("Production", "0123456", client, NULL);
}

static RosterChange *
make_change (RosterChangeKind kind)
{
  g_autoptr (RosterOrganization) organization = make_organization ();

  return roster_change_new (kind, organization, "ada@example.com", NULL, "reader");
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  guint *n_notified = user_data;

  (*n_notified)++;
}

static void
test_new (void)
{
  g_autoptr (RosterOrganization) organization = make_organization ();
  g_autoptr (RosterChange) change =
      roster_change_new (ROSTER_CHANGE_REMOVE, organization, "id7", "Ada Lovelace", NULL);
  g_autoptr (RosterChange) other =
      roster_change_new (ROSTER_CHANGE_REMOVE, organization, "id7", "", NULL);

  g_assert_true (g_uuid_string_is_valid (roster_change_get_uuid (change)));
  g_assert_cmpstr (roster_change_get_uuid (change), !=, roster_change_get_uuid (other));
  g_assert_cmpint (roster_change_get_kind (change), ==, ROSTER_CHANGE_REMOVE);
  g_assert_true (roster_change_get_organization (change) == organization);
  g_assert_cmpstr (roster_change_get_subject (change), ==, "id7");
  g_assert_cmpstr (roster_change_get_label (change), ==, "Ada Lovelace");
  g_assert_cmpstr (roster_change_get_label (other), ==, "id7");
  g_assert_cmpstr (roster_change_get_role (change), ==, "");
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_PENDING);
  g_assert_false (roster_change_is_finished (change));
  g_assert_null (roster_change_get_error (change));
  g_assert_null (roster_change_get_note (change));
}

static void
test_describe (void)
{
  g_autoptr (GError) problem =
      g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_BAD_REQUEST, PROBLEM);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (RosterChange) change = make_change (lines[i].kind);
      gboolean bad =
          lines[i].state == ROSTER_CHANGE_FAILED || lines[i].state == ROSTER_CHANGE_UNKNOWN;
      g_autofree char *line = NULL;

      roster_change_set_state (change, lines[i].state, bad ? problem : NULL, NULL);
      line = roster_change_describe (change);
      g_assert_cmpstr (line, ==, lines[i].line);
    }
}

static void
test_note (void)
{
  g_autoptr (RosterChange) change = make_change (ROSTER_CHANGE_REMOVE);
  g_autofree char *line = NULL;

  roster_change_set_state (change, ROSTER_CHANGE_DONE, NULL, "They were already gone.");
  line = roster_change_describe (change);
  g_assert_cmpstr (line, ==, "Removed ada@example.com. They were already gone.");
  g_assert_cmpstr (roster_change_get_note (change), ==, "They were already gone.");
}

/* Two may have the same name. */
static void
test_describe_person (void)
{
  static const struct
  {
    RosterChangeKind kind;
    const char *subject;
    const char *label; /* (nullable) */
    const char *email; /* (nullable) */
    const char *person;
  } people[] = {
    { ROSTER_CHANGE_REMOVE, "k1", "Kim", "kim@example.com", "Kim (kim@example.com, k1)" },
    { ROSTER_CHANGE_REMOVE, "k1", "kim@example.com", "kim@example.com", "kim@example.com (k1)" },
    { ROSTER_CHANGE_REMOVE, "k1", "Kim", "", "Kim (k1)" },
    { ROSTER_CHANGE_ADD, "k1", NULL, "kim@example.com", "k1 (kim@example.com)" },
    { ROSTER_CHANGE_ADD, "k1", NULL, NULL, "k1" },
    { ROSTER_CHANGE_INVITE, "kim@example.com", "Kim", NULL, "Kim (kim@example.com)" },
    { ROSTER_CHANGE_INVITE, "kim@example.com", NULL, NULL, "kim@example.com" },
    { ROSTER_CHANGE_REMOVE, "k1", "Kim", "a\n@b", "Kim (a␊@b, k1)" },
  };
  g_autoptr (RosterOrganization) organization = make_organization ();

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (RosterChange) change = roster_change_new (
          people[i].kind, organization, people[i].subject, people[i].label, "reader");
      g_autofree char *person = NULL;

      if (people[i].email != NULL)
        roster_change_set_email (change, people[i].email);
      person = roster_change_dup_person (change);
      g_assert_cmpstr (person, ==, people[i].person);
    }
}

/* A name that would turn the line round or break it is shown as what it is. */
static void
test_hostile_label (void)
{
  g_autoptr (RosterOrganization) organization = make_organization ();
  g_autoptr (RosterChange) change = roster_change_new (ROSTER_CHANGE_REMOVE, organization, "id7",
                                                       "Ada\n\xe2\x80\xaeLovelace", "user");
  g_autofree char *line = roster_change_describe (change);

  g_assert_null (strchr (line, '\n'));
  g_assert_null (strstr (line, "\xe2\x80\xae"));
}

static void
test_notify (void)
{
  g_autoptr (RosterChange) change = make_change (ROSTER_CHANGE_ADD);
  g_autoptr (GError) problem =
      g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_BAD_REQUEST, PROBLEM);
  g_autoptr (GError) found = NULL;
  RosterChangeState state;
  guint n_states = 0;
  guint n_errors = 0;

  g_signal_connect (change, "notify::state", G_CALLBACK (count_notify), &n_states);
  g_signal_connect (change, "notify::error", G_CALLBACK (count_notify), &n_errors);

  roster_change_set_state (change, ROSTER_CHANGE_PENDING, NULL, NULL);
  g_assert_cmpuint (n_states, ==, 0);
  roster_change_set_state (change, ROSTER_CHANGE_SENDING, NULL, NULL);
  g_assert_cmpuint (n_states, ==, 1);
  g_assert_cmpuint (n_errors, ==, 0);
  roster_change_set_state (change, ROSTER_CHANGE_FAILED, problem, NULL);
  g_assert_cmpuint (n_states, ==, 2);
  g_assert_cmpuint (n_errors, ==, 1);
  g_assert_true (roster_change_is_finished (change));

  g_object_get (change, "state", &state, "error", &found, NULL);
  g_assert_cmpint (state, ==, ROSTER_CHANGE_FAILED);
  g_assert_error (found, ROSTER_ERROR, ROSTER_ERROR_BAD_REQUEST);
  g_assert_cmpstr (roster_change_get_error (change)->message, ==, PROBLEM);
}

static void
test_final (void)
{
  g_autoptr (RosterChange) change = make_change (ROSTER_CHANGE_ADD);

  roster_change_set_state (change, ROSTER_CHANGE_DONE, NULL, NULL);
  g_test_expect_message ("roster-core", G_LOG_LEVEL_CRITICAL, "*is_finished*");
  roster_change_set_state (change, ROSTER_CHANGE_UNKNOWN, NULL, NULL);
  g_test_assert_expected_messages ();
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_DONE);

  /* The list shows that it did not happen. */
  roster_change_set_state (change, ROSTER_CHANGE_FAILED, NULL, NULL);
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_FAILED);
}

static void
test_run (void)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterChangeRun) run = NULL;
  guint n_notified = 0;

  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (changes, make_change (ROSTER_CHANGE_INVITE));
  run = roster_change_run_new (changes);
  g_signal_connect (run, "notify::n-finished", G_CALLBACK (count_notify), &n_notified);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (run)), ==, 4);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (run)) == ROSTER_TYPE_CHANGE);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (run), 4));
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (RosterChange) item = g_list_model_get_item (G_LIST_MODEL (run), i);

      g_assert_true (item == changes->pdata[i]);
      g_assert_true (roster_change_run_get_change (run, i) == item);
    }

  roster_change_set_state (changes->pdata[0], ROSTER_CHANGE_SENDING, NULL, NULL);
  g_assert_cmpuint (roster_change_run_get_n_finished (run), ==, 0);
  roster_change_set_state (changes->pdata[0], ROSTER_CHANGE_DONE, NULL, NULL);
  roster_change_set_state (changes->pdata[1], ROSTER_CHANGE_SENDING, NULL, NULL);
  g_assert_cmpuint (roster_change_run_get_n_finished (run), ==, 1);
  g_assert_cmpuint (n_notified, ==, 1);

  roster_change_run_stop (run);
  g_assert_true (roster_change_run_is_stopped (run));
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_SENDING), ==, 1);
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_SKIPPED), ==, 2);
  g_assert_cmpuint (roster_change_run_get_n_finished (run), ==, 3);
  g_assert_false (roster_change_run_is_finished (run));
}

static void
test_run_finished (void)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterChangeRun) run = roster_change_run_new (changes);
  guint n_notified = 0;

  g_signal_connect (run, "notify::finished", G_CALLBACK (count_notify), &n_notified);
  roster_change_run_set_finished (run);
  roster_change_run_set_finished (run);
  g_assert_true (roster_change_run_is_finished (run));
  g_assert_cmpuint (n_notified, ==, 1);
}

/* A change may outlive its run. */
static void
test_run_gone (void)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  RosterChangeRun *run;

  g_ptr_array_add (changes, make_change (ROSTER_CHANGE_INVITE));
  run = roster_change_run_new (changes);
  g_assert_finalize_object (run);
  roster_change_set_state (changes->pdata[0], ROSTER_CHANGE_DONE, NULL, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/change/new", test_new);
  g_test_add_func ("/change/describe", test_describe);
  g_test_add_func ("/change/describe-person", test_describe_person);
  g_test_add_func ("/change/note", test_note);
  g_test_add_func ("/change/hostile-label", test_hostile_label);
  g_test_add_func ("/change/notify", test_notify);
  g_test_add_func ("/change/final", test_final);
  g_test_add_func ("/change/run/progress", test_run);
  g_test_add_func ("/change/run/finished", test_run_finished);
  g_test_add_func ("/change/run/gone", test_run_gone);
  return g_test_run ();
}
