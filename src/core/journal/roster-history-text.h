/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/csv/roster-csv.h"
#include "core/journal/roster-history.h"

G_BEGIN_DECLS

/** ROSTER_HISTORY_CSV_HEADER: the first line of an exported history, without its end. */
#define ROSTER_HISTORY_CSV_HEADER                                                                  \
  "time,account,endpoint,action,person,subject,role,organization,organizationId,result,detail,"    \
  "email"

/** RosterHistoryResult: what a person reads of a change; each outcome and what has none yet. */
typedef enum
{
  ROSTER_HISTORY_DONE,
  ROSTER_HISTORY_FAILED,
  ROSTER_HISTORY_UNKNOWN,   /* looked for and not found, or not looked for yet */
  ROSTER_HISTORY_SKIPPED,   /* the run was stopped before */
  ROSTER_HISTORY_IN_FLIGHT, /* of a run that is alive */
  ROSTER_HISTORY_N_RESULTS,
} RosterHistoryResult;

RosterHistoryResult roster_history_entry_get_result (const RosterHistoryEntry *entry);
const char *roster_history_result_get_name (RosterHistoryResult result);  /* for files */
const char *roster_history_result_get_label (RosterHistoryResult result); /* translated */
const char *roster_history_kind_get_name (RosterChangeKind kind);         /* for files */

/* Each is new, safe to show, translated; g_free(). */
char *roster_history_entry_dup_action (const RosterHistoryEntry *entry);
char *roster_history_entry_dup_person (const RosterHistoryEntry *entry);
char *roster_history_entry_dup_detail (const RosterHistoryEntry *entry);
char *roster_history_entry_dup_time (const RosterHistoryEntry *entry); /* ISO 8601, UTC */

void roster_history_entry_append_csv (const RosterHistoryEntry *entry,
                                      GString *text,
                                      RosterCsvFlags flags);

G_END_DECLS
