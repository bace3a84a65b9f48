/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/roster-cli-changes.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <unistd.h>

#include "cli/roster-cli-interrupt.h"
#include "cli/roster-cli-output.h"
#include "cli/roster-cli-people.h"
#include "cli/roster-cli-plan-confirm.h"
#include "cli/roster-cli-plan.h"
#include "cli/roster-cli-recovery.h"
#include "cli/roster-cli-wait.h"
#include "core/journal/roster-history-text.h"
#include "core/changes/roster-change-text.h"

static const char *const state_names[] = { "pending", "sending", "done",
                                           "failed",  "unknown", "skipped" };

/* Ctrl+C: the change in flight is let finish, the rest is not sent. */
static void
on_interrupt (gpointer user_data)
{
  roster_cli_say (ROSTER_CLI_WARNING, _ ("Stopping after the change in flight…"));
  roster_change_run_stop (*(RosterChangeRun **)user_data);
}

static void
show_progress (RosterChangeRun *run)
{
  g_autofree char *line = NULL;

  if (!roster_cli_has_escapes (STDERR_FILENO))
    return;
  if (roster_change_run_is_finished (run))
    {
      roster_cli_show_progress (NULL);
      return;
    }
  /* Translators: progress: how many changes of how many are finished. */
  line = g_strdup_printf (_ ("\r%u of %u "), roster_change_run_get_n_finished (run),
                          roster_change_run_get_n_changes (run));
  roster_cli_show_progress (g_strstrip (line));
}

static gboolean
carry_out (RosterPlan *plan, RosterChangeQueue *queue, GError **error)
{
  g_autoptr (GPtrArray) waits =
      g_ptr_array_new_with_free_func ((GDestroyNotify)roster_cli_wait_free);
  g_autoptr (RosterChangeRun) run = NULL;
  guint shown = G_MAXUINT;

  roster_cli_interrupt_watch (on_interrupt, &run,
                              _ ("The change in flight was not waited for. Roster looks up what "
                                 "became of it before the next change."));
  run = roster_change_queue_submit (queue, plan, error);
  if (run == NULL)
    return FALSE;

  for (guint i = 0; i < roster_change_run_get_n_changes (run); i++)
    g_ptr_array_add (waits, roster_cli_wait_new (roster_change_get_progress (
                                roster_change_run_get_change (run, i))));
  while (!roster_change_run_is_finished (run))
    {
      if (shown != roster_change_run_get_n_finished (run))
        show_progress (run);
      shown = roster_change_run_get_n_finished (run);
      g_main_context_iteration (NULL, TRUE);
    }
  show_progress (run);
  roster_cli_interrupt_stop_watching ();
  return TRUE;
}

static RosterCliStyle
get_style (RosterChangeState state)
{
  if (state == ROSTER_CHANGE_DONE)
    return ROSTER_CLI_GOOD;
  return state == ROSTER_CHANGE_FAILED ? ROSTER_CLI_BAD : ROSTER_CLI_WARNING;
}

static void
add_json_change (JsonBuilder *json, RosterChange *change)
{
  RosterOrganization *organization = roster_change_get_organization (change);
  const GError *error = roster_change_get_error (change);
  const char *const fields[][2] = {
    { "kind", roster_history_kind_get_name (roster_change_get_kind (change)) },
    { "organization", roster_organization_get_name (organization) },
    { "organizationId", roster_organization_get_id (organization) },
    { "subject", roster_change_get_subject (change) },
    { "label", roster_change_get_label (change) },
    { "email", roster_change_get_email (change) },
    { "role", roster_change_get_role (change) },
    { "state", state_names[roster_change_get_state (change)] },
    { "note", roster_change_get_note (change) },
    { "error", error != NULL ? error->message : NULL },
  };

  json_builder_begin_object (json);
  roster_cli_add_json_texts (json, fields, G_N_ELEMENTS (fields));
  json_builder_end_object (json);
}

/* One line a person, or one object a person. */
static gboolean
print_results (RosterPlan *plan, RosterCliFormat format, GError **error)
{
  g_autoptr (RosterCliTable) table = roster_cli_table_new (3);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < roster_plan_get_n_changes (plan); i++)
    {
      RosterChange *change = roster_plan_get_change (plan, i);
      g_autofree char *description = roster_change_describe (change);
      const RosterChangeState state = roster_change_get_state (change);

      roster_cli_table_add (table, get_style (state), state_names[state]);
      roster_cli_table_add (table, ROSTER_CLI_PLAIN,
                            roster_organization_get_name (roster_change_get_organization (change)));
      roster_cli_table_add (table, ROSTER_CLI_PLAIN, description);
      add_json_change (json, change);
    }
  json_builder_end_array (json);
  if (format != ROSTER_CLI_FORMAT_JSON)
    return roster_cli_table_print (table, STDOUT_FILENO, error);
  return roster_cli_print_json (json, error);
}

/* All failed for one reason: that reason. Some failed: that. Anything unknown: that, before
 * everything. */
static RosterCliExit
judge (RosterPlan *plan)
{
  RosterCliExit failures = ROSTER_CLI_EXIT_DONE;
  gboolean any_done = FALSE;

  for (guint i = 0; i < roster_plan_get_n_changes (plan); i++)
    {
      RosterChange *change = roster_plan_get_change (plan, i);
      const RosterChangeState state = roster_change_get_state (change);
      RosterCliExit exit = ROSTER_CLI_EXIT_SOME_FAILED;

      if (state == ROSTER_CHANGE_DONE || state == ROSTER_CHANGE_PENDING)
        {
          any_done = TRUE;
          continue;
        }
      if (state == ROSTER_CHANGE_UNKNOWN)
        exit = ROSTER_CLI_EXIT_UNKNOWN;
      else if (state == ROSTER_CHANGE_FAILED)
        exit = roster_cli_exit_for_error (roster_change_get_error (change));
      failures = roster_cli_exit_worst (failures, exit);
    }
  if (failures == ROSTER_CLI_EXIT_DONE || failures == ROSTER_CLI_EXIT_UNKNOWN || !any_done)
    return failures;
  return ROSTER_CLI_EXIT_SOME_FAILED;
}

static RosterPlan *
make_plan (RosterCliSession *session, const RosterCliOptions *options, GError **error)
{
  RosterChangeQueue *queue = roster_cli_session_get_queue (session);
  g_autoptr (GPtrArray) picked = NULL;
  g_autoptr (RosterPeople) people = roster_cli_people_read (options, error);

  if (people == NULL)
    return NULL;
  picked = roster_cli_session_pick (session, options, error);
  if (picked == NULL)
    return NULL;
  /* A recovery writes to the journal, which a dry run must not do. */
  if (!options->dry_run && !roster_cli_recover (queue, picked, error))
    return NULL;
  return roster_cli_plan_new (picked, roster_change_queue_get_journal (queue), options, people,
                              error);
}

/* The plan is the result of a dry run, and else something to read while it goes on. */
static gboolean
show_plan (RosterPlan *plan, const RosterCliOptions *options, GError **error)
{
  const gboolean is_result = options->dry_run && options->format != ROSTER_CLI_FORMAT_JSON;

  for (guint i = 0; i < roster_plan_get_n_parts (plan); i++)
    if (!roster_cli_plan_print (plan, roster_plan_get_part (plan, i),
                                is_result ? STDOUT_FILENO : STDERR_FILENO, error))
      return FALSE;
  for (guint i = 0; i < roster_plan_get_n_parts (plan) && !options->dry_run; i++)
    if (!roster_cli_plan_confirm (roster_plan_get_part (plan, i), options, error))
      return FALSE;
  return TRUE;
}

/**
 * roster_cli_changes:
 *
 * Plans all organizations before anything is sent, shows the plan, asks what it asks, has it
 * carried out and says of every person what came of it.
 *
 * Returns: the exit status
 */
RosterCliExit
roster_cli_changes (RosterCliSession *session, const RosterCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterPlan) plan = make_plan (session, options, &error);

  if (plan == NULL || !show_plan (plan, options, &error))
    return roster_cli_fail (error);
  if (!options->dry_run && !carry_out (plan, roster_cli_session_get_queue (session), &error))
    return roster_cli_fail (error);
  if ((!options->dry_run || options->format == ROSTER_CLI_FORMAT_JSON) &&
      !print_results (plan, options->format, &error))
    return roster_cli_fail (error);
  return judge (plan);
}
