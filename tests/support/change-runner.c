/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The changes of a window without the window: directory, journal, queue and settler as Roster's
 * window has them, in a program that can be killed at any instant (end-to-end/crash_queue.py).
 *
 * Standard input, a line each: endpoint, user id, API key, organization id, what to do ("add",
 * "remove", "invite" or "settle"), and then whom. "settle" does what a window does when it
 * opens and prints a line for each change that it found: its state and its subject. The journal is
 * where XDG_STATE_HOME says. */

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/organizations/roster-directory.h"
#include "core/queue/roster-change-queue.h"
#include "core/queue/roster-recovery.h"
#include "support/plan-runner.h"

#define ROLE "reader"

typedef struct
{
  RosterDirectory *directory;
  RosterOrganization *organization;
  RosterChangeQueue *queue;
} Runner;

static char *
read_line (void)
{
  char line[1024];

  if (fgets (line, sizeof line, stdin) == NULL)
    return NULL;
  return g_strdup (g_strchomp (line));
}

static void
open_organization (Runner *self)
{
  g_autoptr (RosterTransport) transport = roster_transport_new ();
  g_autofree char *endpoint = read_line ();
  g_autofree char *user_id = read_line ();
  g_autofree char *key = read_line ();
  g_autofree char *id = read_line ();
  RosterAccount *account;
  SecretValue *secret;

  g_assert_nonnull (id);
  self->directory = roster_directory_new (NULL, transport, NULL);
  account = roster_directory_ensure_account (self->directory, endpoint, user_id);
  secret = secret_value_new (key, -1, "text/plain");
  roster_account_set_key (account, secret);
  secret_value_unref (secret);
  self->organization = roster_directory_add (self->directory, account, id, id);
}

static void
open_queue (Runner *self)
{
  g_autoptr (RosterJournal) journal = roster_journal_new (NULL);

  self->queue = roster_change_queue_new (journal);
}

static void
change (Runner *self, RosterChangeKind kind)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterChangeRun) run = NULL;
  char *subject;

  while ((subject = read_line ()) != NULL)
    {
      g_ptr_array_add (changes, roster_change_new (kind, self->organization, subject, NULL, ROLE));
      g_free (subject);
    }
  run = plan_runner_submit (self->queue, changes);
  while (!roster_change_run_is_finished (run))
    g_main_context_iteration (NULL, TRUE);
}

static void
on_settled (GObject *settler, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  roster_recovery_run_finish (ROSTER_RECOVERY (settler), result, &error);
  g_assert_no_error (error);
  *(gboolean *)user_data = TRUE;
}

static void
settle (Runner *self)
{
  g_autoptr (RosterRecovery) settler = roster_recovery_new (
      roster_change_queue_get_journal (self->queue), G_LIST_MODEL (self->directory));
  gboolean settled = FALSE;

  roster_recovery_run_async (settler, on_settled, &settled);
  while (!settled)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (roster_recovery_get_n_damaged (settler), ==, 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (settler)); i++)
    {
      static const char *const states[] = {
        [ROSTER_CHANGE_DONE] = "done",
        [ROSTER_CHANGE_FAILED] = "failed",
        [ROSTER_CHANGE_UNKNOWN] = "unknown",
      };
      g_autoptr (RosterChange) found = g_list_model_get_item (G_LIST_MODEL (settler), i);

      g_print ("%s %s\n", states[roster_change_get_state (found)],
               roster_change_get_subject (found));
    }
}

static void
close_all (Runner *self)
{
  g_object_unref (self->queue);
  g_object_unref (self->directory);
}

int
main (int argc, char *argv[])
{
  static const char *const kinds[] = {
    [ROSTER_CHANGE_ADD] = "add",
    [ROSTER_CHANGE_REMOVE] = "remove",
    [ROSTER_CHANGE_INVITE] = "invite",
  };
  Runner self = { 0 };
  g_autofree char *what = NULL;

  setlocale (LC_ALL, "");
  open_organization (&self);
  open_queue (&self);
  what = read_line ();
  if (strcmp (what, "settle") == 0)
    settle (&self);
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    if (kinds[kind] != NULL && strcmp (what, kinds[kind]) == 0)
      change (&self, kind);
  close_all (&self);

  return EXIT_SUCCESS;
}
