/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One change from its intent to its outcome (core/wire/README.md, core/plans/README.md):
 *
 *   intent on the disk → (an owner goes: read the list) → send → (lost, 404, 409: read the list)
 *   → outcome on the disk
 *
 * A change is sent at most once. Where it is not certain that the service did not act, the list
 * decides; an invitation shows in no list, so there a person has to.
 */

#include "core/queue/roster-change-execution.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"

typedef struct
{
  RosterChangeRun *run;
  RosterJournal *journal;
  GError *error; /* (nullable) the error of the request */
} Delivery;

static void
delivery_free (Delivery *delivery)
{
  g_clear_object (&delivery->run);
  g_clear_object (&delivery->journal);
  g_clear_error (&delivery->error);
  g_free (delivery);
}

static RosterChange *
get_change (GTask *task)
{
  return g_task_get_source_object (task);
}

static RosterClient *
get_client (GTask *task)
{
  return roster_organization_get_client (roster_change_get_organization (get_change (task)));
}

static const char *
get_organization_id (GTask *task)
{
  return roster_organization_get_id (roster_change_get_organization (get_change (task)));
}

static void
on_outcome_written (GObject *journal, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* The change has happened or not, whatever the disk says; the next intent will fail and say it.
   */
  if (!roster_journal_write_finish (ROSTER_JOURNAL (journal), result, &error))
    g_message ("The outcome of a change is not in the journal: %s", error->message);

  g_task_return_boolean (task, TRUE);
}

/* The end of each way. error, note: (nullable) */
static void
settle (GTask *task, RosterChangeState state, const GError *error, const char *note)
{
  Delivery *delivery = g_task_get_task_data (task);

  roster_change_set_state (get_change (task), state, error, note);
  roster_journal_write_outcome_async (delivery->journal, get_change (task), on_outcome_written,
                                      g_object_ref (task));
}

/* The same with an error of Roster's own; the error of the request stays as the detail. Takes
 * @message. */
static void
settle_with (GTask *task, RosterChangeState state, RosterError code, char *message)
{
  Delivery *delivery = g_task_get_task_data (task);
  g_autofree char *text = message;
  g_autoptr (GError) error = g_error_new_literal (ROSTER_ERROR, (int)code, text);

  settle (task, state, error, delivery->error != NULL ? delivery->error->message : NULL);
}

/* cancellable: (nullable) */
static void
list_members (GTask *task, GCancellable *cancellable, GAsyncReadyCallback callback)
{
  roster_client_list_members_async (get_client (task), get_organization_id (task), FALSE,
                                    roster_change_get_progress (get_change (task)), cancellable,
                                    callback, g_object_ref (task));
}

/* Whether the service certainly did not act on a change that got this error. */
static gboolean
is_certain (const GError *error)
{
  if (error->domain != ROSTER_ERROR)
    return FALSE;

  switch ((RosterError)error->code)
    {
    case ROSTER_ERROR_UNAUTHORIZED:
    case ROSTER_ERROR_CLOCK:
    case ROSTER_ERROR_FORBIDDEN:
    case ROSTER_ERROR_NOT_FOUND:
    case ROSTER_ERROR_CONFLICT:
    case ROSTER_ERROR_BAD_REQUEST:
    case ROSTER_ERROR_RATE_LIMITED:
    case ROSTER_ERROR_OFFLINE:
    case ROSTER_ERROR_HOST_NOT_FOUND:
    case ROSTER_ERROR_CERTIFICATE:
    case ROSTER_ERROR_BAD_ENDPOINT:
    case ROSTER_ERROR_NO_KEY:
    case ROSTER_ERROR_PROXY:
      return TRUE;
    default:
      return FALSE;
    }
}

static const char *
get_happened_note (const GError *error)
{
  return g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_AUTHENTIC)
             ? _ ("The answer was not authentic; the list shows that it happened.")
             : _ ("The answer was lost; the list shows that it happened.");
}

static void
settle_not_happened (GTask *task)
{
  settle_with (task, ROSTER_CHANGE_FAILED, ROSTER_ERROR_INTERRUPTED,
               g_strdup (_ ("The answer was lost; the list shows that it did not happen.")));
}

static void
settle_other_role (GTask *task, const RosterMember *member)
{
  g_autofree char *role = roster_role_dup_word (member->role);

  settle_with (task, ROSTER_CHANGE_FAILED, ROSTER_ERROR_CONFLICT,
               /* Translators: %s is a role (“reader”) */
               g_strdup_printf (_ ("They are a member as %s: to give another role, remove them "
                                   "first, then add them again."),
                                role));
}

/* The answer was lost and the list was read. */
static void
settle_lost (GTask *task, RosterMemberTable *table)
{
  Delivery *delivery = g_task_get_task_data (task);
  RosterChange *change = get_change (task);
  RosterChangeKind kind = roster_change_get_kind (change);
  const RosterMember *member = roster_change_find_member (change, table);

  if (kind == ROSTER_CHANGE_REMOVE && member != NULL)
    settle_not_happened (task);
  else if (kind == ROSTER_CHANGE_ADD && member == NULL)
    settle_not_happened (task);
  else if (kind == ROSTER_CHANGE_ADD &&
           g_ascii_strcasecmp (member->role, roster_change_get_role (change)) != 0)
    settle_other_role (task, member);
  else if (kind == ROSTER_CHANGE_INVITE && member == NULL)
    settle_with (
        task, ROSTER_CHANGE_UNKNOWN, ROSTER_ERROR_UNKNOWN_OUTCOME,
        g_strdup (_ ("The answer was lost, and invitations show in no list. It is not sent "
                     "again: ask them whether it arrived.")));
  else
    settle (task, ROSTER_CHANGE_DONE, NULL, get_happened_note (delivery->error));
}

/* The service reported that there is nobody to remove, or that they are here already. */
static void
settle_contradicted (GTask *task, RosterMemberTable *table)
{
  Delivery *delivery = g_task_get_task_data (task);
  RosterChange *change = get_change (task);
  const RosterMember *member = roster_change_find_member (change, table);
  g_autofree char *role = roster_role_dup_word (member != NULL ? member->role : NULL);

  if (roster_change_get_kind (change) == ROSTER_CHANGE_REMOVE && member == NULL)
    settle (task, ROSTER_CHANGE_DONE, NULL, _ ("They were already gone."));
  else if (roster_change_get_kind (change) == ROSTER_CHANGE_REMOVE || member == NULL)
    settle (task, ROSTER_CHANGE_FAILED, delivery->error, NULL);
  else if (g_ascii_strcasecmp (member->role, roster_change_get_role (change)) != 0)
    settle_other_role (task, member);
  else
    settle_with (task, ROSTER_CHANGE_FAILED, ROSTER_ERROR_CONFLICT,
                 /* Translators: %s is a role (“reader”) */
                 g_strdup_printf (_ ("They already are a member as %s."), role));
}

static void
on_listed_after (GObject *client, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterMemberTable) table =
      roster_client_list_members_finish (ROSTER_CLIENT (client), result, &error);
  Delivery *delivery = g_task_get_task_data (task);

  if (is_certain (delivery->error))
    {
      if (table != NULL)
        settle_contradicted (task, table);
      else
        settle (task, ROSTER_CHANGE_FAILED, delivery->error, NULL);
    }
  else if (table != NULL)
    {
      settle_lost (task, table);
    }
  else
    {
      settle_with (task, ROSTER_CHANGE_UNKNOWN, ROSTER_ERROR_UNKNOWN_OUTCOME,
                   /* Translators: %s is a sentence of what went wrong */
                   g_strdup_printf (_ ("The answer was lost, and the list could not be read to see "
                                       "whether it happened: %s"),
                                    error->message));
    }
}

/* A change is cancelled only while nothing of it is on its way (roster_call_progress_stop()). */
static gboolean
is_stopped (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Whether the list can say more than the service's answer did. */
static gboolean
needs_list (RosterChange *change, const GError *error)
{
  RosterChangeKind kind = roster_change_get_kind (change);

  return !is_certain (error) ||
         (kind == ROSTER_CHANGE_REMOVE &&
          g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND)) ||
         (kind == ROSTER_CHANGE_ADD &&
          g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_CONFLICT));
}

static void
settle_by_list (GTask *task)
{
  roster_change_begin_settling (get_change (task));
  list_members (task, NULL, on_listed_after);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterClient *client = ROSTER_CLIENT (source);
  Delivery *delivery = g_task_get_task_data (task);
  gboolean done = roster_client_change_finish (client, result, &delivery->error);

  if (done)
    settle (task, ROSTER_CHANGE_DONE, NULL, NULL);
  else if (is_stopped (delivery->error))
    settle (task, ROSTER_CHANGE_SKIPPED, NULL,
            _ ("It was stopped while it waited; the service did not act on it."));
  else if (needs_list (get_change (task), delivery->error))
    settle_by_list (task);
  else
    settle (task, ROSTER_CHANGE_FAILED, delivery->error, NULL);
}

static void
send_change (GTask *task)
{
  RosterChange *change = get_change (task);
  RosterClient *client = get_client (task);
  const char *organization_id = get_organization_id (task);
  const char *subject = roster_change_get_subject (change);
  const char *role = roster_change_get_role (change);
  RosterCallProgress *call_progress = roster_change_get_progress (change);

  switch (roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_INVITE:
      roster_client_invite_async (client, organization_id, subject, role, call_progress, on_sent,
                                  g_object_ref (task));
      break;
    case ROSTER_CHANGE_ADD:
      roster_client_add_member_async (client, organization_id, subject, role, call_progress,
                                      on_sent, g_object_ref (task));
      break;
    case ROSTER_CHANGE_REMOVE:
    default:
      roster_client_remove_member_async (client, organization_id, subject, call_progress, on_sent,
                                         g_object_ref (task));
    }
}

static gboolean
is_last_owner (RosterMemberTable *table, const RosterMember *member)
{
  return roster_member_get_role (member) == ROSTER_ROLE_OWNER &&
         roster_member_table_count_owners (table) <= 1;
}

static void
on_listed_before (GObject *client, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterMemberTable) table =
      roster_client_list_members_finish (ROSTER_CLIENT (client), result, &error);
  Delivery *delivery = g_task_get_task_data (task);
  const RosterMember *member =
      table != NULL ? roster_change_find_member (get_change (task), table) : NULL;
  g_autoptr (GError) refusal = NULL;

  if (roster_change_run_is_stopped (delivery->run) && (table == NULL || member != NULL))
    settle (task, ROSTER_CHANGE_SKIPPED, NULL, NULL);
  else if (table == NULL)
    settle_with (task, ROSTER_CHANGE_FAILED,
                 error->domain == ROSTER_ERROR ? (RosterError)error->code
                                               : ROSTER_ERROR_INTERRUPTED,
                 /* Translators: %s is a sentence of what went wrong */
                 g_strdup_printf (_ ("Nothing was sent, because the list could not be read right "
                                     "before an owner was to be removed: %s"),
                                  error->message));
  else if (member == NULL)
    settle (task, ROSTER_CHANGE_DONE, NULL, _ ("They were already gone."));
  else if (!roster_organization_check_lock (roster_change_get_organization (get_change (task)),
                                            &refusal))
    settle (task, ROSTER_CHANGE_FAILED, refusal, NULL);
  else if (is_last_owner (table, member))
    settle_with (task, ROSTER_CHANGE_FAILED, ROSTER_ERROR_REFUSED,
                 g_strdup (_ ("They are the last owner left: add another owner first.")));
  else
    send_change (task);
}

/* As the change says, or as the list that is on screen says. */
static gboolean
removes_owner (RosterChange *change)
{
  RosterMemberTable *table =
      roster_organization_get_table (roster_change_get_organization (change));
  const RosterMember *member = table != NULL ? roster_change_find_member (change, table) : NULL;

  return roster_change_get_kind (change) == ROSTER_CHANGE_REMOVE &&
         (roster_role_from_string (roster_change_get_role (change)) == ROSTER_ROLE_OWNER ||
          (member != NULL && roster_member_get_role (member) == ROSTER_ROLE_OWNER));
}

static void
on_intent_written (GObject *journal, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  RosterChange *change = get_change (task);

  if (!roster_journal_write_finish (ROSTER_JOURNAL (journal), result, &error))
    {
      roster_change_set_state (change, ROSTER_CHANGE_FAILED, error, NULL);
      g_task_return_boolean (task, TRUE);
    }
  else if (removes_owner (change))
    {
      /* Nothing was sent yet: this can be stopped too. */
      list_members (task, roster_call_progress_get_stop (roster_change_get_progress (change)),
                    on_listed_before);
    }
  else
    {
      send_change (task);
    }
}

/**
 * roster_change_execution_async:
 * @change: a pending change
 * @run: what it belongs to; asked whether it was stopped
 * @journal: where its intent and its outcome go
 * @callback: called when @change is finished and its outcome written
 * @user_data: for @callback
 *
 * In an organization that is locked against changes it fails at once, and nothing is sent.
 */
void
roster_change_execution_async (RosterChange *change,
                               RosterChangeRun *run,
                               RosterJournal *journal,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) refusal = NULL;
  Delivery *delivery;

  g_return_if_fail (ROSTER_IS_CHANGE (change));
  g_return_if_fail (roster_change_get_state (change) == ROSTER_CHANGE_PENDING);
  g_return_if_fail (ROSTER_IS_CHANGE_RUN (run));
  g_return_if_fail (ROSTER_IS_JOURNAL (journal));

  task = g_task_new (change, NULL, callback, user_data);
  g_task_set_source_tag (task, roster_change_execution_async);
  delivery = g_new0 (Delivery, 1);
  delivery->run = g_object_ref (run);
  delivery->journal = g_object_ref (journal);
  g_task_set_task_data (task, delivery, (GDestroyNotify)delivery_free);

  /* Nothing was meant to be sent, so there is nothing to record. */
  if (!roster_organization_check_lock (roster_change_get_organization (change), &refusal))
    {
      roster_change_set_state (change, ROSTER_CHANGE_FAILED, refusal, NULL);
      g_task_return_boolean (task, TRUE);
      return;
    }
  roster_change_set_state (change, ROSTER_CHANGE_SENDING, NULL, NULL);
  roster_journal_write_intent_async (journal, change, on_intent_written, g_object_ref (task));
}

/** roster_change_execution_finish: ends the call; @change says how it went. */
void
roster_change_execution_finish (RosterChange *change, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, change));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
