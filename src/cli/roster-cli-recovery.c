/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before a command changes anything: what became of the changes that an earlier run had not
 * finished. */

#include "cli/roster-cli-recovery.h"

#include "cli/roster-cli-await.h"
#include "cli/roster-cli-output.h"
#include "core/changes/roster-change-text.h"
#include "core/queue/roster-recovery-summary.h"

static RosterCliStyle
get_style (RosterChange *change)
{
  return roster_change_get_state (change) == ROSTER_CHANGE_DONE ? ROSTER_CLI_PLAIN
                                                                : ROSTER_CLI_WARNING;
}

/**
 * roster_cli_recover:
 * @queue: whose journal is looked into
 * @organizations: (element-type RosterOrganization): where the command will act
 * @error: return location for %ROSTER_ERROR_JOURNAL
 *
 * Finds out what became of the open changes in these organizations, and reports it on standard
 * error. A list that cannot be read is no error here: the command is about to read it too.
 *
 * Returns: whether the journal could be read
 */
gboolean
roster_cli_recover (RosterChangeQueue *queue, GPtrArray *organizations, GError **error)
{
  g_autoptr (GListStore) store = g_list_store_new (ROSTER_TYPE_ORGANIZATION);
  g_autoptr (RosterRecovery) recovery = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *summary = NULL;

  for (guint i = 0; i < organizations->len; i++)
    g_list_store_append (store, organizations->pdata[i]);
  recovery = roster_recovery_new (roster_change_queue_get_journal (queue), G_LIST_MODEL (store));
  roster_recovery_run_async (recovery, roster_cli_take_result, &result);
  if (!roster_recovery_run_finish (recovery, roster_cli_await (&result), error))
    return FALSE;

  summary = roster_recovery_summary_describe (recovery);
  if (summary != NULL)
    roster_cli_say (ROSTER_CLI_BOLD, summary);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (recovery)); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (G_LIST_MODEL (recovery), i);
      g_autofree char *text = roster_change_describe (change);
      g_autofree char *line = g_strconcat ("  ", text, NULL);

      roster_cli_say (get_style (change), line);
    }
  return TRUE;
}
