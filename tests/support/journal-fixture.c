/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A journal in a folder of its own. */

#include "support/journal-fixture.h"

#include <glib/gstdio.h>

#include "core/base/roster-error.h"

RosterOrganization *
journal_fixture_make_organization (const char *endpoint, const char *id)
{
  g_autoptr (RosterAccount) account = roster_account_new (endpoint, "a1b2c3d4");
  g_autoptr (RosterTransport) transport = roster_transport_new ();
  g_autoptr (RosterClient) client = roster_client_new (transport, account);

  return roster_organization_new ("Production “1”", id, client, NULL);
}

void
journal_fixture_set_up (JournalFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("roster-journal-XXXXXX", NULL);

  g_assert_nonnull (folder);
  fixture->folder = g_steal_pointer (&folder);
  fixture->path = g_build_filename (fixture->folder, "state", "roster", "journal.jsonl", NULL);
  fixture->journal = roster_journal_new (fixture->path);
  fixture->organization = journal_fixture_make_organization (ROSTER_DEFAULT_ENDPOINT, "0123456");
}

/* Whether there is nothing left. */
static gboolean
remove_all (const char *folder)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_str_has_suffix (name, ".lock"))
        g_remove (path);
    }

  return entries == NULL || g_remove (folder) == 0;
}

void
journal_fixture_tear_down (JournalFixture *fixture, gconstpointer data)
{
  g_autofree char *roster = g_path_get_dirname (fixture->path);
  g_autofree char *state = g_path_get_dirname (roster);

  g_object_unref (fixture->journal);
  g_object_unref (fixture->organization);
  /* The journal's thread may be the one that lets it go. */
  for (guint i = 0; i < 500 && !remove_all (roster); i++)
    g_usleep (2000);
  g_remove (state);
  g_assert_cmpint (g_remove (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

void
journal_fixture_keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

GAsyncResult *
journal_fixture_wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

gboolean
journal_fixture_write (RosterJournal *journal,
                       RosterJournalEvent event,
                       RosterChange *change,
                       GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (event == ROSTER_JOURNAL_INTENT)
    roster_journal_write_intent_async (journal, change, journal_fixture_keep_result, &result);
  else
    roster_journal_write_outcome_async (journal, change, journal_fixture_keep_result, &result);

  return roster_journal_write_finish (journal, journal_fixture_wait_for (&result), error);
}

void
journal_fixture_write_well (RosterJournal *journal, RosterJournalEvent event, RosterChange *change)
{
  g_autoptr (GError) error = NULL;

  journal_fixture_write (journal, event, change, &error);
  g_assert_no_error (error);
}

RosterHistory *
journal_fixture_list_unsettled (JournalFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RosterHistory *history;

  roster_journal_list_unsettled_async (fixture->journal, journal_fixture_keep_result, &result);
  history = roster_journal_list_unsettled_finish (fixture->journal,
                                                  journal_fixture_wait_for (&result), &error);
  g_assert_no_error (error);

  return history;
}

RosterHistory *
journal_fixture_read (JournalFixture *fixture, gint64 since)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RosterHistory *history;

  roster_journal_read_async (fixture->journal, since, journal_fixture_keep_result, &result);
  history =
      roster_journal_read_finish (fixture->journal, journal_fixture_wait_for (&result), &error);
  g_assert_no_error (error);

  return history;
}

/* The run that wrote until now ends; another one begins. */
void
journal_fixture_start_again (JournalFixture *fixture)
{
  gpointer journal = fixture->journal;

  g_object_add_weak_pointer (G_OBJECT (fixture->journal), &journal);
  g_object_unref (fixture->journal);
  while (journal != NULL)
    g_usleep (500);
  fixture->journal = roster_journal_new (fixture->path);
}

void
journal_fixture_append_bytes (JournalFixture *fixture, const char *bytes)
{
  FILE *file = g_fopen (fixture->path, "a");

  g_assert_nonnull (file);
  g_assert_cmpint (fputs (bytes, file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

void
journal_fixture_finish (RosterChange *change, RosterChangeState state)
{
  g_autoptr (GError) error =
      g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_FORBIDDEN, "Not “allowed”.\nNever.");

  roster_change_set_state (change, state, state == ROSTER_CHANGE_DONE ? NULL : error,
                           "The service said no.");
}
