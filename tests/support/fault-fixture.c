/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service that can have bad days, and what is true there and in the journal afterwards. */

#include "support/fault-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/base/roster-error.h"
#include "mock/mock-fault.h"

static const guint call_kinds[FAULT_N_CALLS] = {
  MOCK_CALL_LIST, MOCK_CALL_SELF_TEST, MOCK_CALL_ADD, MOCK_CALL_REMOVE, MOCK_CALL_INVITE,
};

/* (transfer full): the first person of another organization who is, or is not, a member here */
static char *
find_person (FaultFixture *self, const char *other, gboolean is_member)
{
  for (guint i = 0;; i++)
    {
      g_autofree char *id = mock_service_dup_member_id (self->service, other, i);
      g_autofree char *role = NULL;

      g_assert_nonnull (id);
      role = mock_service_dup_role (self->service, FAULT_ORGANIZATION, id);
      if (is_member ? g_strcmp0 (role, "user") == 0 : role == NULL)
        if (strcmp (id, mock_service_get_user_id (self->service)) != 0)
          return g_steal_pointer (&id);
    }
}

void
fault_fixture_init (FaultFixture *self)
{
  fault_fixture_init_tls (self, NULL);
}

/* certificate: (nullable): a PEM file */
void
fault_fixture_init_tls (FaultFixture *self, const char *certificate)
{
  const MockOptions options = { .page_size = FAULT_PAGE_SIZE, .certificate = certificate };
  g_autoptr (GError) error = NULL;

  self->service = mock_service_new (&options);
  g_assert_true (mock_service_start_in_thread (self->service, &error));
  g_assert_no_error (error);
  self->folder = g_dir_make_tmp ("roster-faults-XXXXXX", &error);
  g_assert_no_error (error);
  self->journal = g_build_filename (self->folder, "roster", "journal.jsonl", NULL);
  self->stranger = find_person (self, "demo-production", FALSE);
  self->member = find_person (self, FAULT_ORGANIZATION, TRUE);
}

/* All that the fixture itself, and a program whose home it is, can have left there. */
static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_remove (child);
    }
  g_rmdir (path);
}

void
fault_fixture_clear (FaultFixture *self)
{
  mock_service_stop (self->service);
  g_assert_finalize_object (self->service);
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->journal);
  g_free (self->stranger);
  g_free (self->member);
}

/* From now on this goes wrong, and nothing else; requests are counted from 0. No connection is left
 * from before: libsoup would repeat a read on another one by itself. */
void
fault_fixture_set (FaultFixture *self, const char *spec)
{
  g_autoptr (GError) error = NULL;

  mock_service_add_fault (self->service, "refuse", NULL);
  mock_service_clear_faults (self->service);
  mock_service_clear_requests (self->service);
  mock_service_add_fault (self->service, spec, &error);
  g_assert_no_error (error);
}

guint
fault_fixture_count (FaultFixture *self, FaultCall call)
{
  return mock_service_count_calls (self->service, call_kinds[call]);
}

/* Whom a change is about. */
const char *
fault_fixture_get_subject (FaultFixture *self, FaultCall call)
{
  if (call == FAULT_CALL_INVITE)
    return FAULT_EMAIL;
  return call == FAULT_CALL_ADD ? self->stranger : self->member;
}

/* What is true at the service after one call. */
void
fault_fixture_check_service (FaultFixture *self, FaultCall call, gboolean applied)
{
  g_auto (GStrv) invitations = mock_service_dup_invitations (self->service, FAULT_ORGANIZATION);
  g_autofree char *stranger_role =
      mock_service_dup_role (self->service, FAULT_ORGANIZATION, self->stranger);
  g_autofree char *member_role =
      mock_service_dup_role (self->service, FAULT_ORGANIZATION, self->member);
  gboolean added = applied && call == FAULT_CALL_ADD;
  gboolean removed = applied && call == FAULT_CALL_REMOVE;
  gboolean invited = applied && call == FAULT_CALL_INVITE;

  g_assert_cmpstr (stranger_role, ==, added ? FAULT_ROLE : NULL);
  g_assert_cmpstr (member_role, ==, removed ? NULL : "user");
  g_assert_cmpuint (g_strv_length (invitations), ==, invited ? 1 : 0);
  if (invited)
    g_assert_cmpstr (invitations[0], ==, FAULT_ROLE " " FAULT_EMAIL);
  g_assert_cmpuint (mock_service_get_n_members (self->service, FAULT_ORGANIZATION), ==,
                    (guint)(FAULT_N_MEMBERS + added - removed));
}

static RosterJournalRecord *
parse_line (const char *line)
{
  RosterJournalRecord *record = roster_journal_record_parse (line, strlen (line));

  g_assert_nonnull (record);
  return record;
}

/* A change leaves two lines, a read none. */
void
fault_fixture_check_journal (FaultFixture *self, FaultCall call, const FaultExpectation *expected)
{
  static const RosterChangeKind kinds[FAULT_N_CALLS] = { [FAULT_CALL_ADD] = ROSTER_CHANGE_ADD,
                                                         [FAULT_CALL_REMOVE] = ROSTER_CHANGE_REMOVE,
                                                         [FAULT_CALL_INVITE] =
                                                             ROSTER_CHANGE_INVITE };
  g_autoptr (RosterJournalRecord) intent = NULL;
  g_autoptr (RosterJournalRecord) outcome = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  const char *said;

  if (call == FAULT_CALL_LIST || call == FAULT_CALL_SELF_TEST)
    {
      g_assert_false (g_file_test (self->journal, G_FILE_TEST_EXISTS));
      return;
    }
  g_assert_true (g_file_get_contents (self->journal, &text, NULL, NULL));
  g_assert_null (strstr (text, mock_service_get_key (self->service)));
  g_assert_null (strchr (text, '\033'));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  intent = parse_line (lines[0]);
  outcome = parse_line (lines[1]);
  g_assert_cmpint (intent->event, ==, ROSTER_JOURNAL_INTENT);
  g_assert_cmpint (outcome->event, ==, ROSTER_JOURNAL_OUTCOME);
  g_assert_cmpstr (outcome->uuid, ==, intent->uuid);
  g_assert_cmpint (intent->kind, ==, kinds[call]);
  g_assert_cmpstr (intent->subject, ==, fault_fixture_get_subject (self, call));
  if (expected->error < 0)
    g_assert_cmpint (outcome->result, ==, ROSTER_CHANGE_DONE);
  else if (expected->error == ROSTER_ERROR_UNKNOWN_OUTCOME)
    g_assert_cmpint (outcome->result, ==, ROSTER_CHANGE_UNKNOWN);
  else
    g_assert_cmpint (outcome->result, ==, ROSTER_CHANGE_FAILED);
  said = outcome->error != NULL ? outcome->error : outcome->detail;
  fault_expectation_check_said (expected, said);
}
