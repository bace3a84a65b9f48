/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/journal/roster-journal-record.h"

G_BEGIN_DECLS

/**
 * RosterHistoryEntry:
 * @time: when it was about to be sent, unix milliseconds
 * @ended: when its outcome was written; 0 where there is none yet
 * @kind: invite, add or remove
 * @result: done, failed, unknown or skipped; sending where there is no outcome yet
 * @is_alive: whether the run of the program that sent it was alive when the journal was read
 * @is_superseded: whether a later change of the same person there happened, or may have
 * @error: (nullable): what went wrong
 * @detail: (nullable): a note on it
 * @email: (nullable): the person's address, where it is known
 *
 * One change as the journal tells it, its intent and its outcome in one. The texts are as in
 * RosterJournalRecord.
 */
typedef struct
{
  gint64 time;
  gint64 ended;
  RosterChangeKind kind;
  RosterChangeState result;
  gboolean is_alive;
  gboolean is_superseded;
  const char *uuid;
  const char *endpoint;
  const char *organization_id;
  const char *organization_name;
  const char *user_id;
  const char *subject;
  const char *label;
  const char *role;
  const char *error;
  const char *detail;
  const char *email;
} RosterHistoryEntry;

/**
 * RosterHistory:
 *
 * What the journal says, change by change, oldest first. Reference counted; it never changes, so
 * that every thread may read it.
 */
typedef struct _RosterHistory RosterHistory;

#define ROSTER_TYPE_HISTORY (roster_history_get_type ())
GType roster_history_get_type (void);

/* records: (element-type RosterJournalRecord); living: (nullable) (element-type utf8): runs */
RosterHistory *roster_history_new (GPtrArray *records, GHashTable *living, guint n_damaged);
RosterHistory *roster_history_ref (RosterHistory *self);
void roster_history_unref (RosterHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterHistory, roster_history_unref)

guint roster_history_get_n_entries (RosterHistory *self);
const RosterHistoryEntry *roster_history_get (RosterHistory *self, guint position);
guint roster_history_get_n_damaged (RosterHistory *self);

/* Those whose outcome is to be looked for: see roster_history_entry_is_unsettled(). */
RosterHistory *roster_history_pick_unsettled (RosterHistory *self, gint64 now);

gboolean roster_history_entry_is_unsettled (const RosterHistoryEntry *entry, gint64 now);
gboolean roster_history_entry_can_undo (const RosterHistoryEntry *entry);

G_END_DECLS
