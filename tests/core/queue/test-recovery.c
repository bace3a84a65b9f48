/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an earlier run left open is settled by what the list shows, and nothing is sent again. */

#include "core/base/roster-error.h"
#include "core/queue/roster-recovery-summary.h"
#include "core/queue/roster-recovery.h"
#include "mock/troubled-service.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
  TroubledService *service;
  RosterOrganization *organization;
  GListStore *organizations;
  RosterRecovery *settler;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("roster-recovery-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "journal.jsonl", NULL);
  fixture->service = troubled_service_new ();
  fixture->organization = troubled_service_new_organization (fixture->service, "0123456");
  fixture->organizations = g_list_store_new (ROSTER_TYPE_ORGANIZATION);
  g_list_store_append (fixture->organizations, fixture->organization);
  troubled_service_add_member (fixture->service, "me", "me@example.com", "owner");
  troubled_service_add_member (fixture->service, "ada", "Ada@example.com", "user");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) entries = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_clear_object (&fixture->settler);
  g_object_unref (fixture->organizations);
  g_object_unref (fixture->organization);
  troubled_service_free (fixture->service);
  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

/* A run that ended after its intent was written. Returns: its uuid */
static char *
leave_intent (Fixture *fixture, RosterChangeKind kind, const char *subject, const char *role)
{
  RosterJournal *journal = roster_journal_new (fixture->path);
  gpointer alive = journal;
  g_autoptr (RosterChange) change =
      roster_change_new (kind, fixture->organization, subject, NULL, role);
  GAsyncResult *result = NULL;

  g_object_add_weak_pointer (G_OBJECT (journal), &alive);
  roster_journal_write_intent_async (journal, change, keep_result, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (roster_journal_write_finish (journal, result, NULL));
  g_object_unref (result);
  g_object_unref (journal);
  while (alive != NULL)
    g_usleep (500);

  return g_strdup (roster_change_get_uuid (change));
}

static guint
settle (Fixture *fixture, guint patience)
{
  g_autoptr (RosterJournal) journal = roster_journal_new (fixture->path);
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->settler);
  fixture->settler = roster_recovery_new (journal, G_LIST_MODEL (fixture->organizations));
  roster_recovery_set_patience (fixture->settler, patience);
  roster_recovery_run_async (fixture->settler, keep_result, &result);
  WAIT_UNTIL (result != NULL);
  roster_recovery_run_finish (fixture->settler, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);

  return g_list_model_get_n_items (G_LIST_MODEL (fixture->settler));
}

static RosterHistory *
read_history (Fixture *fixture)
{
  g_autoptr (RosterJournal) journal = roster_journal_new (fixture->path);
  g_autoptr (GAsyncResult) result = NULL;
  RosterHistory *history;

  roster_journal_read_async (journal, 0, keep_result, &result);
  WAIT_UNTIL (result != NULL);
  history = roster_journal_read_finish (journal, result, NULL);
  g_assert_nonnull (history);

  return history;
}

static const RosterHistoryEntry *
find_entry (RosterHistory *history, const char *uuid)
{
  for (guint i = 0; i < roster_history_get_n_entries (history); i++)
    if (g_str_equal (roster_history_get (history, i)->uuid, uuid))
      return roster_history_get (history, i);

  return NULL;
}

static void
assert_only_read (Fixture *fixture)
{
  g_assert_cmpuint (troubled_service_count_requests (fixture->service, "POST"), ==, 0);
  g_assert_cmpuint (troubled_service_count_requests (fixture->service, "PUT"), ==, 0);
  g_assert_cmpuint (troubled_service_count_requests (fixture->service, "DELETE"), ==, 0);
}

static void
test_verdicts (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    RosterChangeKind kind;
    const char *subject;
    const char *role;
    RosterChangeState result;
  } cases[] = {
    { ROSTER_CHANGE_REMOVE, "ada", "user", ROSTER_CHANGE_FAILED },
    { ROSTER_CHANGE_REMOVE, "gone", "user", ROSTER_CHANGE_DONE },
    { ROSTER_CHANGE_ADD, "absent", "user", ROSTER_CHANGE_FAILED },
    { ROSTER_CHANGE_ADD, "ada", "user", ROSTER_CHANGE_DONE },
    { ROSTER_CHANGE_ADD, "me", "reader", ROSTER_CHANGE_FAILED },
    { ROSTER_CHANGE_INVITE, "ada@EXAMPLE.com", "user", ROSTER_CHANGE_DONE },
    { ROSTER_CHANGE_INVITE, "new@example.com", "user", ROSTER_CHANGE_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uuid =
          leave_intent (fixture, cases[i].kind, cases[i].subject, cases[i].role);
      g_autoptr (RosterHistory) history = NULL;
      g_autoptr (RosterChange) found = NULL;
      const RosterHistoryEntry *entry;

      g_assert_cmpuint (settle (fixture, 0), ==, 1);
      found = g_list_model_get_item (G_LIST_MODEL (fixture->settler), 0);
      g_assert_cmpint (roster_change_get_state (found), ==, cases[i].result);
      history = read_history (fixture);
      entry = find_entry (history, uuid);
      g_assert_cmpint (entry->result, ==, cases[i].result);
      g_assert_true (entry->error != NULL || entry->detail != NULL);

      /* The next start finds nothing new. */
      g_assert_cmpuint (settle (fixture, 0), ==, 0);
      g_remove (fixture->path);
    }
  assert_only_read (fixture);
}

static void
test_summary (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = leave_intent (fixture, ROSTER_CHANGE_REMOVE, "gone", "user");
  g_autofree char *second = leave_intent (fixture, ROSTER_CHANGE_INVITE, "new@example.com", "user");
  g_autofree char *text = NULL;

  g_assert_cmpuint (settle (fixture, 0), ==, 2);
  text = roster_recovery_summary_describe (fixture->settler);
  g_assert_cmpstr (text, ==,
                   "1 change of an earlier run was settled by reading the members. An invitation "
                   "to new@example.com may have gone out: ask them before you send another one.");
  g_clear_pointer (&text, g_free);

  g_assert_cmpuint (settle (fixture, 0), ==, 0);
  g_assert_null (roster_recovery_summary_describe (fixture->settler));

  /* They came after all. */
  troubled_service_add_member (fixture->service, "new", "New@example.com", "user");
  g_assert_cmpuint (settle (fixture, 0), ==, 1);
  text = roster_recovery_summary_describe (fixture->settler);
  g_assert_cmpstr (text, ==, "1 change of an earlier run was settled by reading the members.");
}

/* The request was on its way when its sender was killed: the first list does not show it yet. */
static void
test_patience (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uuid = leave_intent (fixture, ROSTER_CHANGE_REMOVE, "ada", "user");
  g_autoptr (RosterJournal) journal = roster_journal_new (fixture->path);
  g_autoptr (RosterChange) found = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  fixture->settler = roster_recovery_new (journal, G_LIST_MODEL (fixture->organizations));
  roster_recovery_set_patience (fixture->settler, 1000);
  roster_recovery_run_async (fixture->settler, keep_result, &result);
  WAIT_UNTIL (roster_organization_get_state (fixture->organization) == ROSTER_ORGANIZATION_READY);
  g_assert_null (result);
  troubled_service_remove_member (fixture->service, "ada");
  WAIT_UNTIL (result != NULL);
  found = g_list_model_get_item (G_LIST_MODEL (fixture->settler), 0);
  g_assert_cmpint (roster_change_get_state (found), ==, ROSTER_CHANGE_DONE);
}

/* The list cannot be read at the start; it is later. */
static void
test_later (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uuid = leave_intent (fixture, ROSTER_CHANGE_REMOVE, "gone", "user");

  troubled_service_answer_lists (fixture->service, 0, 403);
  g_assert_cmpuint (settle (fixture, 0), ==, 0);
  g_assert_null (roster_recovery_summary_describe (fixture->settler));

  troubled_service_answer_lists (fixture->service, 100, 403);
  roster_organization_refresh (fixture->organization);
  WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (fixture->settler)) == 1);
}

/* What is no organization of ours, and what is in flight in a run that is alive, is left alone. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterOrganization) other =
      troubled_service_new_organization (fixture->service, "6543210");
  RosterOrganization *ours = fixture->organization;
  g_autofree char *uuid = NULL;
  g_autoptr (RosterJournal) living = roster_journal_new (fixture->path);
  g_autoptr (RosterChange) change =
      roster_change_new (ROSTER_CHANGE_REMOVE, ours, "ada", NULL, "user");
  g_autoptr (GAsyncResult) result = NULL;

  fixture->organization = other;
  uuid = leave_intent (fixture, ROSTER_CHANGE_REMOVE, "gone", "user");
  fixture->organization = ours;
  roster_journal_write_intent_async (living, change, keep_result, &result);
  WAIT_UNTIL (result != NULL);

  g_assert_cmpuint (settle (fixture, 0), ==, 0);
  g_assert_cmpuint (troubled_service_count_requests (fixture->service, "GET"), ==, 0);
}

/* Somebody added them again since: the list says nothing of the removal. */
static void
test_superseded (Fixture *fixture, gconstpointer data)
{
  g_autofree char *removal = leave_intent (fixture, ROSTER_CHANGE_REMOVE, "ada", "user");
  g_autofree char *addition = leave_intent (fixture, ROSTER_CHANGE_ADD, "ada", "user");
  g_autoptr (RosterHistory) history = NULL;

  g_assert_cmpuint (settle (fixture, 0), ==, 2);
  history = read_history (fixture);
  g_assert_cmpint (find_entry (history, removal)->result, ==, ROSTER_CHANGE_UNKNOWN);
  g_assert_cmpint (find_entry (history, addition)->result, ==, ROSTER_CHANGE_DONE);
  g_assert_cmpuint (settle (fixture, 0), ==, 0);
}

static void
test_no_journal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterJournal) journal = roster_journal_new (fixture->folder);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (settle (fixture, 0), ==, 0);
  g_clear_object (&fixture->settler);

  fixture->settler = roster_recovery_new (journal, G_LIST_MODEL (fixture->organizations));
  roster_recovery_run_async (fixture->settler, keep_result, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_false (roster_recovery_run_finish (fixture->settler, result, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_JOURNAL);
}

#define ADD_TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/settler/verdicts", test_verdicts);
  ADD_TEST ("/settler/summary", test_summary);
  ADD_TEST ("/settler/patience", test_patience);
  ADD_TEST ("/settler/later", test_later);
  ADD_TEST ("/settler/others", test_others);
  ADD_TEST ("/settler/superseded", test_superseded);
  ADD_TEST ("/settler/no-journal", test_no_journal);
  return g_test_run ();
}
