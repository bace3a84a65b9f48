/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before a command changes anything: what became of what an earlier run had in flight. */

#include "cli/roster-cli-settle.h"

#include "cli/roster-cli-await.h"
#include "cli/roster-cli-output.h"
#include "core/plans/roster-change-text.h"
#include "core/queue/roster-recovery-summary.h"

static RosterCliStyle
get_style (RosterChange *change)
{
  return roster_change_get_state (change) == ROSTER_CHANGE_DONE ? ROSTER_CLI_PLAIN
                                                                : ROSTER_CLI_WARNING;
}

/**
 * roster_cli_settle:
 * @queue: whose journal is looked into
 * @organizations: (element-type RosterOrganization): where the command will act
 * @error: return location for %ROSTER_ERROR_JOURNAL
 *
 * Settles what is open in these organizations, and says on standard error what it found. A list
 * that cannot be read is no error here: the command is about to read it too.
 *
 * Returns: whether the journal could be read
 */
gboolean
roster_cli_settle (RosterChangeQueue *queue, GPtrArray *organizations, GError **error)
{
  g_autoptr (GListStore) store = g_list_store_new (ROSTER_TYPE_ORGANIZATION);
  g_autoptr (RosterRecovery) settler = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *summary = NULL;

  for (guint i = 0; i < organizations->len; i++)
    g_list_store_append (store, organizations->pdata[i]);
  settler = roster_recovery_new (roster_change_queue_get_journal (queue), G_LIST_MODEL (store));
  roster_recovery_run_async (settler, roster_cli_take_result, &result);
  if (!roster_recovery_run_finish (settler, roster_cli_await (&result), error))
    return FALSE;

  summary = roster_recovery_summary_describe (settler);
  if (summary != NULL)
    roster_cli_say (ROSTER_CLI_BOLD, summary);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (settler)); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (G_LIST_MODEL (settler), i);
      g_autofree char *text = roster_change_describe (change);
      g_autofree char *line = g_strconcat ("  ", text, NULL);

      roster_cli_say (get_style (change), line);
    }
  return TRUE;
}
