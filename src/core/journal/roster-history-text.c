/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of the history in words: on screen, in the terminal and in a file. */

#include "core/journal/roster-history-text.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-person-text.h"
#include "core/base/roster-text.h"

static const char *const kind_names[] = {
  [ROSTER_CHANGE_INVITE] = "invite",
  [ROSTER_CHANGE_ADD] = "add",
  [ROSTER_CHANGE_REMOVE] = "remove",
};

static const struct
{
  const char *name;
  const char *label;
} results[] = {
  [ROSTER_HISTORY_DONE] = { "done", N_ ("Done") },
  [ROSTER_HISTORY_FAILED] = { "failed", N_ ("Failed") },
  [ROSTER_HISTORY_UNKNOWN] = { "unknown", N_ ("Not known") },
  [ROSTER_HISTORY_SKIPPED] = { "skipped", N_ ("Not sent") },
  [ROSTER_HISTORY_IN_FLIGHT] = { "sending", N_ ("Being sent") },
};

/** roster_history_entry_get_result: what came of @entry. */
RosterHistoryResult
roster_history_entry_get_result (const RosterHistoryEntry *entry)
{
  switch (entry->result)
    {
    case ROSTER_CHANGE_DONE:
      return ROSTER_HISTORY_DONE;
    case ROSTER_CHANGE_FAILED:
      return ROSTER_HISTORY_FAILED;
    case ROSTER_CHANGE_SKIPPED:
      return ROSTER_HISTORY_SKIPPED;
    case ROSTER_CHANGE_UNKNOWN:
      return ROSTER_HISTORY_UNKNOWN;
    case ROSTER_CHANGE_PENDING:
    case ROSTER_CHANGE_SENDING:
    default:
      return entry->is_alive ? ROSTER_HISTORY_IN_FLIGHT : ROSTER_HISTORY_UNKNOWN;
    }
}

/** roster_history_result_get_name: @result as files spell it. */
const char *
roster_history_result_get_name (RosterHistoryResult result)
{
  g_return_val_if_fail (result < ROSTER_HISTORY_N_RESULTS, NULL);

  return results[result].name;
}

/** roster_history_result_get_label: @result as it is shown, translated. */
const char *
roster_history_result_get_label (RosterHistoryResult result)
{
  g_return_val_if_fail (result < ROSTER_HISTORY_N_RESULTS, NULL);

  return _ (results[result].label);
}

/** roster_history_kind_get_name: @kind as files spell it. */
const char *
roster_history_kind_get_name (RosterChangeKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_names), NULL);

  return kind_names[kind];
}

/** roster_history_entry_dup_action: what was to be done, in a few words. */
char *
roster_history_entry_dup_action (const RosterHistoryEntry *entry)
{
  g_autofree char *role = roster_role_dup_word (entry->role);

  switch (entry->kind)
    {
    case ROSTER_CHANGE_INVITE:
      /* Translators: what was to be done, in a table. %s is a role (“reader”) */
      return g_strdup_printf (_ ("Invite as %s"), role);
    case ROSTER_CHANGE_ADD:
      /* Translators: what was to be done, in a table. %s is a role (“reader”) */
      return g_strdup_printf (_ ("Add as %s"), role);
    case ROSTER_CHANGE_REMOVE:
    default:
      /* Translators: what was to be done, in a table. %s is the role that they had (“reader”) */
      return *role != '\0' ? g_strdup_printf (_ ("Remove, was %s"), role) : g_strdup (_ ("Remove"));
    }
}

/** roster_history_entry_dup_detail: why, or a note; empty where there is nothing.
 */
char *
roster_history_entry_dup_detail (const RosterHistoryEntry *entry)
{
  if (entry->result == ROSTER_CHANGE_SENDING && !entry->is_alive)
    return g_strdup (_ ("Roster ended before the answer came."));
  if (entry->error != NULL)
    return roster_text_display (entry->error);

  return roster_text_display (entry->detail != NULL ? entry->detail : "");
}

/** roster_history_entry_dup_person: whom it was about, with all that is known; safe to show. */
char *
roster_history_entry_dup_person (const RosterHistoryEntry *entry)
{
  return roster_person_text (entry->label, entry->email,
                             entry->kind != ROSTER_CHANGE_INVITE ? entry->subject : NULL);
}

/** roster_history_entry_dup_time: when it was about to be sent. */
char *
roster_history_entry_dup_time (const RosterHistoryEntry *entry)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (entry->time / 1000);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

/**
 * roster_history_entry_append_csv:
 * @entry: a change
 * @text: gets one line, in the order of %ROSTER_HISTORY_CSV_HEADER
 * @flags: whether cells are guarded against spreadsheet formulas
 */
void
roster_history_entry_append_csv (const RosterHistoryEntry *entry,
                                 GString *text,
                                 RosterCsvFlags flags)
{
  g_autofree char *time = roster_history_entry_dup_time (entry);
  g_autofree char *detail = roster_history_entry_dup_detail (entry);
  const char *const cells[] = {
    time,
    entry->user_id,
    entry->endpoint,
    roster_history_kind_get_name (entry->kind),
    entry->label,
    entry->subject,
    entry->role,
    entry->organization_name,
    entry->organization_id,
    roster_history_result_get_name (roster_history_entry_get_result (entry)),
    detail,
    entry->email != NULL ? entry->email : "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      roster_csv_append_cell (text, cells[i], flags);
    }
  g_string_append_c (text, '\n');
}
