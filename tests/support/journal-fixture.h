/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/journal/roster-journal.h"

G_BEGIN_DECLS

/** JournalFixture: a journal and an organization whose changes it records. */
typedef struct
{
  char *folder;
  char *path;
  RosterJournal *journal;
  RosterOrganization *organization;
} JournalFixture;

RosterOrganization *journal_fixture_make_organization (const char *endpoint, const char *id);
void journal_fixture_set_up (JournalFixture *fixture, gconstpointer data);
void journal_fixture_tear_down (JournalFixture *fixture, gconstpointer data);
void journal_fixture_keep_result (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *journal_fixture_wait_for (GAsyncResult **result);
gboolean journal_fixture_write (RosterJournal *journal,
                                RosterJournalEvent event,
                                RosterChange *change,
                                GError **error);
void
journal_fixture_write_well (RosterJournal *journal, RosterJournalEvent event, RosterChange *change);
RosterHistory *journal_fixture_list_unsettled (JournalFixture *fixture);
RosterHistory *journal_fixture_read (JournalFixture *fixture, gint64 since);
void journal_fixture_start_again (JournalFixture *fixture);
void journal_fixture_append_bytes (JournalFixture *fixture, const char *bytes);
void journal_fixture_finish (RosterChange *change, RosterChangeState state);

G_END_DECLS
