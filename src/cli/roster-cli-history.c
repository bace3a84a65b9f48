/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command history: what was changed from this computer, and what came of it. */

#include "cli/roster-cli-history.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "cli/roster-cli-await.h"
#include "cli/roster-cli-output.h"
#include "core/journal/roster-history-text.h"
#include "core/journal/roster-journal.h"
#include "core/organizations/roster-directory-search.h"

#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define N_COLUMNS 7

static const RosterCliStyle result_styles[] = {
  [ROSTER_HISTORY_DONE] = ROSTER_CLI_GOOD,         [ROSTER_HISTORY_FAILED] = ROSTER_CLI_BAD,
  [ROSTER_HISTORY_UNKNOWN] = ROSTER_CLI_WARNING,   [ROSTER_HISTORY_SKIPPED] = ROSTER_CLI_DIM,
  [ROSTER_HISTORY_IN_FLIGHT] = ROSTER_CLI_WARNING,
};

static RosterHistory *
read_history (gint64 since, GError **error)
{
  g_autoptr (RosterJournal) journal = roster_journal_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;

  roster_journal_read_async (journal, since, roster_cli_take_result, &result);
  return roster_journal_read_finish (journal, roster_cli_await (&result), error);
}

static gboolean
is_wanted (const RosterHistoryEntry *entry, const RosterCliOptions *options, gint64 since)
{
  return entry->time >= since &&
         (options->org == NULL ||
          roster_directory_is_organization (options->org, entry->organization_name,
                                            entry->organization_id)) &&
         (options->account == NULL ||
          roster_directory_is_account (options->account, entry->endpoint, entry->user_id));
}

static void
add_table_row (RosterCliTable *table, const RosterHistoryEntry *entry)
{
  const RosterHistoryResult result = roster_history_entry_get_result (entry);
  g_autofree char *time = roster_history_entry_dup_time (entry);
  g_autofree char *action = roster_history_entry_dup_action (entry);
  g_autofree char *detail = roster_history_entry_dup_detail (entry);
  g_autofree char *person = roster_history_entry_dup_person (entry);

  roster_cli_table_add (table, ROSTER_CLI_PLAIN, time);
  roster_cli_table_add (table, ROSTER_CLI_PLAIN, entry->user_id);
  roster_cli_table_add (table, ROSTER_CLI_PLAIN, action);
  roster_cli_table_add (table, ROSTER_CLI_BOLD, person);
  roster_cli_table_add (table, ROSTER_CLI_PLAIN, entry->organization_name);
  roster_cli_table_add (table, result_styles[result], roster_history_result_get_label (result));
  roster_cli_table_add (table, ROSTER_CLI_DIM, detail);
}

static void
add_json_entry (JsonBuilder *json, const RosterHistoryEntry *entry)
{
  g_autofree char *time = roster_history_entry_dup_time (entry);
  const char *const fields[][2] = {
    { "time", time },
    { "account", entry->user_id },
    { "endpoint", entry->endpoint },
    { "action", roster_history_kind_get_name (entry->kind) },
    { "person", entry->label },
    { "subject", entry->subject },
    { "email", entry->email },
    { "role", entry->role },
    { "organization", entry->organization_name },
    { "organizationId", entry->organization_id },
    { "result", roster_history_result_get_name (roster_history_entry_get_result (entry)) },
    { "error", entry->error },
    { "detail", entry->detail },
    { "uuid", entry->uuid },
  };

  json_builder_begin_object (json);
  roster_cli_add_json_texts (json, fields, G_N_ELEMENTS (fields));
  json_builder_end_object (json);
}

static gboolean
print_table (GPtrArray *entries, GError **error)
{
  const char *const titles[] = { _ ("Time"),         _ ("Account"), _ ("Change"), _ ("Person"),
                                 _ ("Organization"), _ ("Result"),  _ ("Detail") };
  g_autoptr (RosterCliTable) table = roster_cli_table_new (N_COLUMNS);

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    roster_cli_table_add (table, ROSTER_CLI_BOLD, titles[i]);
  for (guint i = 0; i < entries->len; i++)
    add_table_row (table, entries->pdata[i]);
  return roster_cli_table_print (table, STDOUT_FILENO, error);
}

static gboolean
print_csv (GPtrArray *entries, RosterCsvFlags flags, GError **error)
{
  g_autoptr (GString) text = g_string_new (ROSTER_HISTORY_CSV_HEADER "\n");

  for (guint i = 0; i < entries->len; i++)
    roster_history_entry_append_csv (entries->pdata[i], text, flags);
  return roster_cli_print_csv (text, error);
}

static gboolean
print_json (GPtrArray *entries, GError **error)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < entries->len; i++)
    add_json_entry (json, entries->pdata[i]);
  json_builder_end_array (json);
  return roster_cli_print_json (json, error);
}

static gboolean
print (GPtrArray *entries, const RosterCliOptions *options, GError **error)
{
  switch (options->format)
    {
    case ROSTER_CLI_FORMAT_CSV:
      return print_csv (entries, options->raw ? ROSTER_CSV_RAW : ROSTER_CSV_DEFAULT, error);
    case ROSTER_CLI_FORMAT_JSON:
      return print_json (entries, error);
    case ROSTER_CLI_FORMAT_TABLE:
    default:
      return print_table (entries, error);
    }
}

static void
say_damaged (guint n)
{
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u line of the journal is damaged and not shown.",
                                 "%u lines of the journal are damaged and not shown.", n),
                       n);

  if (n > 0)
    roster_cli_say (ROSTER_CLI_WARNING, text);
}

/**
 * roster_cli_history:
 * @options: `--org` (a name or an id), `--account`, `--since` (days), `--format`, `--raw`
 *
 * Prints the changes that were sent from this computer, oldest first.
 *
 * Returns: the exit status
 */
RosterCliExit
roster_cli_history (const RosterCliOptions *options)
{
  const gint64 now = g_get_real_time () / G_TIME_SPAN_MILLISECOND;
  const gint64 since = options->since_days > 0 ? now - options->since_days * DAY_MS : 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterHistory) history = read_history (since, &error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  if (history == NULL)
    return roster_cli_fail (error);
  for (guint i = 0; i < roster_history_get_n_entries (history); i++)
    {
      const RosterHistoryEntry *entry = roster_history_get (history, i);

      if (is_wanted (entry, options, since))
        g_ptr_array_add (entries, (gpointer)entry);
    }
  say_damaged (roster_history_get_n_damaged (history));
  if (!print (entries, options, &error))
    return roster_cli_fail (error);
  return ROSTER_CLI_EXIT_DONE;
}
