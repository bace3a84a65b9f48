/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/changes/roster-change.h"

G_BEGIN_DECLS

/** ROSTER_JOURNAL_VERSION: of the lines that are written; lines of later versions are not read. */
#define ROSTER_JOURNAL_VERSION 1

/**
 * ROSTER_JOURNAL_MAX_LINE:
 *
 * The bytes that a line may have, without its end. Nothing longer is written; a longer one was not
 * written by any Roster.
 */
#define ROSTER_JOURNAL_MAX_LINE 65536

typedef enum
{
  ROSTER_JOURNAL_INTENT,  /* written before a change is sent */
  ROSTER_JOURNAL_OUTCOME, /* written after */
} RosterJournalEvent;

/**
 * RosterJournalRecord:
 * @event: whether it was about to be sent, or had been
 * @time: when it was written, unix milliseconds
 * @run: (nullable): the run of the program that wrote it; its lease says whether it is alive
 * @uuid: of the change; its intent and its outcome carry the same
 * @kind: invite, add or remove
 * @endpoint: of the account
 * @organization_id: the service's id of the organization
 * @organization_name: how it was called then
 * @user_id: whose key was used
 * @subject: an email address (invite) or a user id
 * @label: how the person was called on screen
 * @email: (nullable): the person's address, where it was known
 * @role: as the service names it
 * @result: of an outcome: done, failed, unknown or skipped
 * @error: (nullable): of an outcome: what went wrong
 * @detail: (nullable): of an outcome: a note on it
 *
 * One line of the journal.
 */
typedef struct
{
  RosterJournalEvent event;
  gint64 time;
  char *run;
  char *uuid;
  RosterChangeKind kind;
  char *endpoint;
  char *organization_id;
  char *organization_name;
  char *user_id;
  char *subject;
  char *label;
  char *email;
  char *role;
  RosterChangeState result;
  char *error;
  char *detail;
} RosterJournalRecord;

RosterJournalRecord *roster_journal_record_new (RosterJournalEvent event, RosterChange *change);
RosterJournalRecord *roster_journal_record_parse (const char *line, gsize length);
gboolean roster_journal_record_is_later (const char *line, gsize length);
void roster_journal_record_free (RosterJournalRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterJournalRecord, roster_journal_record_free)

char *roster_journal_record_to_line (const RosterJournalRecord *self);

G_END_DECLS
