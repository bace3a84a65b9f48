/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/roster-cli-changes.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "cli/roster-cli-interrupt.h"
#include "cli/roster-cli-output.h"
#include "cli/roster-cli-people.h"
#include "cli/roster-cli-plan-confirm.h"
#include "cli/roster-cli-plan.h"
#include "cli/roster-cli-recovery.h"
#include "cli/roster-cli-wait.h"
#include "core/base/roster-error.h"
#include "core/base/roster-text.h"
#include "core/journal/roster-history-text.h"
#include "core/plans/roster-change-text.h"

typedef struct
{
  RosterChangeRun *run; /* (nullable): the one that is being sent */
  gboolean stopped;
} Sending;

static const char *const state_names[] = { "pending", "sending", "done",
                                           "failed",  "unknown", "skipped" };

/* Ctrl+C: the change in flight is let finish, the rest is not sent. */
static void
on_interrupt (gpointer user_data)
{
  Sending *sending = user_data;

  roster_cli_say (ROSTER_CLI_WARNING, _ ("Stopping after the change in flight…"));
  sending->stopped = TRUE;
  if (sending->run != NULL)
    roster_change_run_stop (sending->run);
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

static void
send_plan (RosterCliPlan *plan, RosterChangeQueue *queue, Sending *sending)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) waits =
      g_ptr_array_new_with_free_func ((GDestroyNotify)roster_cli_wait_free);
  g_autoptr (RosterChangeRun) run = NULL;
  guint shown = G_MAXUINT;

  for (guint i = 0; i < plan->changes->len; i++)
    {
      RosterChange *change = g_ptr_array_index (plan->changes, i);

      if (roster_change_is_finished (change))
        continue;
      g_ptr_array_add (open, g_object_ref (change));
      g_ptr_array_add (waits, roster_cli_wait_new (roster_change_get_progress (change)));
    }
  if (open->len == 0 || sending->stopped)
    return;
  run = roster_change_queue_submit (queue, open);
  sending->run = run;
  while (!roster_change_run_is_finished (run))
    {
      if (shown != roster_change_run_get_n_finished (run))
        show_progress (run);
      shown = roster_change_run_get_n_finished (run);
      g_main_context_iteration (NULL, TRUE);
    }
  show_progress (run);
  sending->run = NULL;
}

/* What was never sent because the person stopped it. */
static void
skip_rest (GPtrArray *plans)
{
  for (guint i = 0; i < plans->len; i++)
    {
      const RosterCliPlan *plan = g_ptr_array_index (plans, i);

      for (guint k = 0; k < plan->changes->len; k++)
        {
          if (roster_change_get_state (g_ptr_array_index (plan->changes, k)) ==
              ROSTER_CHANGE_PENDING)
            roster_change_set_state (g_ptr_array_index (plan->changes, k), ROSTER_CHANGE_SKIPPED,
                                     NULL, NULL);
        }
    }
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
print_results (GPtrArray *plans, RosterCliFormat format, GError **error)
{
  g_autoptr (RosterCliTable) table = roster_cli_table_new (3);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < plans->len; i++)
    {
      const RosterCliPlan *plan = g_ptr_array_index (plans, i);

      for (guint k = 0; k < plan->changes->len; k++)
        {
          RosterChange *change = g_ptr_array_index (plan->changes, k);
          g_autofree char *description = roster_change_describe (change);
          const RosterChangeState state = roster_change_get_state (change);

          roster_cli_table_add (table, get_style (state), state_names[state]);
          roster_cli_table_add (table, ROSTER_CLI_PLAIN,
                                roster_organization_get_name (plan->organization));
          roster_cli_table_add (table, ROSTER_CLI_PLAIN, description);
          add_json_change (json, change);
        }
    }
  json_builder_end_array (json);
  if (format != ROSTER_CLI_FORMAT_JSON)
    return roster_cli_table_print (table, STDOUT_FILENO, error);
  return roster_cli_print_json (json, error);
}

/* All failed for one reason: that reason. Some failed: that. Anything unknown: that, before
 * everything. */
static RosterCliExit
judge (GPtrArray *plans)
{
  RosterCliExit failures = ROSTER_CLI_EXIT_DONE;
  gboolean any_done = FALSE;

  for (guint i = 0; i < plans->len; i++)
    {
      const RosterCliPlan *plan = g_ptr_array_index (plans, i);

      for (guint k = 0; k < plan->changes->len; k++)
        {
          RosterChange *change = g_ptr_array_index (plan->changes, k);
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
    }
  if (failures == ROSTER_CLI_EXIT_DONE || failures == ROSTER_CLI_EXIT_UNKNOWN || !any_done)
    return failures;
  return ROSTER_CLI_EXIT_SOME_FAILED;
}

/* Nobody who was named may be passed over in silence. */
static gboolean
check_everybody_found (RosterPeople *people, GHashTable *found, GError **error)
{
  for (guint i = 0; i < people->persons->len; i++)
    {
      RosterPerson *person = g_ptr_array_index (people->persons, i);

      if (!g_hash_table_contains (found, person))
        {
          g_autofree char *name = roster_text_display (person->text);

          g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND,
                       _ ("%s is a member of none of the organizations; nothing was sent."), name);
          return FALSE;
        }
    }
  return TRUE;
}

static GPtrArray *
make_plans (RosterCliSession *session, const RosterCliOptions *options, GError **error)
{
  RosterJournal *journal = roster_change_queue_get_journal (roster_cli_session_get_queue (session));
  g_autoptr (GPtrArray) plans =
      g_ptr_array_new_with_free_func ((GDestroyNotify)roster_cli_plan_free);
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) picked = NULL;
  g_autoptr (RosterPeople) people = roster_cli_people_read (options, error);

  if (people == NULL)
    return NULL;
  picked = roster_cli_session_pick (session, options, error);
  if (picked == NULL)
    return NULL;
  /* A recovery writes to the journal, which a dry run must not do. */
  if (!options->dry_run &&
      !roster_cli_recover (roster_cli_session_get_queue (session), picked, error))
    return NULL;
  for (guint i = 0; i < picked->len; i++)
    {
      RosterCliPlan *plan = roster_cli_plan_new (g_ptr_array_index (picked, i), journal, options,
                                                 people, found, error);

      if (plan == NULL)
        return NULL;
      g_ptr_array_add (plans, plan);
    }
  if (options->all_orgs && !check_everybody_found (people, found, error))
    return NULL;
  return g_steal_pointer (&plans);
}

/* The plan is the result of a dry run, and else something to read while it goes on. */
static gboolean
show_plans (GPtrArray *plans, const RosterCliOptions *options, GError **error)
{
  const gboolean is_result = options->dry_run && options->format != ROSTER_CLI_FORMAT_JSON;

  for (guint i = 0; i < plans->len; i++)
    {
      RosterCliPlan *plan = g_ptr_array_index (plans, i);

      if (plan->changes->len > 0 &&
          !roster_cli_plan_print (plan, is_result ? STDOUT_FILENO : STDERR_FILENO, error))
        return FALSE;
    }
  for (guint i = 0; i < plans->len && !options->dry_run; i++)
    {
      RosterCliPlan *plan = g_ptr_array_index (plans, i);

      if (roster_cli_plan_count_open (plan) > 0 && !roster_cli_plan_confirm (plan, options, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * roster_cli_changes:
 *
 * Plans all organizations before anything is sent, shows the plan, asks where the guards
 * want it, sends one change after the other and says of every person what came of it.
 *
 * Returns: the exit status
 */
RosterCliExit
roster_cli_changes (RosterCliSession *session, const RosterCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plans = make_plans (session, options, &error);
  Sending sending = { NULL, FALSE };

  if (plans == NULL || !show_plans (plans, options, &error))
    return roster_cli_fail (error);
  if (options->dry_run)
    {
      if (options->format == ROSTER_CLI_FORMAT_JSON &&
          !print_results (plans, options->format, &error))
        return roster_cli_fail (error);
      return judge (plans);
    }

  roster_cli_interrupt_watch (on_interrupt, &sending,
                              _ ("The change in flight was not waited for. Roster looks up what "
                                 "became of it before the next change."));
  for (guint i = 0; i < plans->len; i++)
    send_plan (g_ptr_array_index (plans, i), roster_cli_session_get_queue (session), &sending);
  roster_cli_interrupt_stop_watching ();
  skip_rest (plans);
  if (!print_results (plans, options->format, &error))
    return roster_cli_fail (error);
  return judge (plans);
}
