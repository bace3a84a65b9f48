/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of a run: what it touched is read again, and has to show what the service called done. A
 * signature does not cover the status of an answer, and that to a removal has nothing else in it.
 */

#include "core/queue/roster-change-confirmation.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"

typedef struct
{
  RosterChangeRun *run;
  RosterChangeJournalFunc get_journal;
  RosterChangeConfirmedFunc confirmed;
  gpointer user_data;
  guint n_open; /* lists that are read, and outcomes that are written */
  guint n_contradicted;
} Confirmation;

static void
close_one (Confirmation *self)
{
  if (--self->n_open > 0)
    return;

  self->confirmed (self->user_data, self->n_contradicted);
  g_object_unref (self->run);
  g_free (self);
}

static void
on_written (GObject *journal, GAsyncResult *result, gpointer user_data)
{
  /* The next intent will fail and say it. */
  roster_journal_write_finish (ROSTER_JOURNAL (journal), result, NULL);
  close_one (user_data);
}

static gboolean
is_contradicted (RosterChange *change, RosterMemberTable *table)
{
  gboolean is_there =
      roster_member_table_find_id (table, roster_change_get_subject (change)) != G_MAXUINT;

  if (roster_change_get_state (change) != ROSTER_CHANGE_DONE)
    return FALSE;

  switch (roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_ADD:
      return !is_there;
    case ROSTER_CHANGE_REMOVE:
      return is_there;
    case ROSTER_CHANGE_INVITE: /* shows in no list */
    default:
      return FALSE;
    }
}

static void
confirm (Confirmation *self, RosterOrganization *organization, RosterJournal *journal)
{
  RosterMemberTable *table = roster_organization_get_table (organization);
  g_autoptr (GError) error = g_error_new_literal (
      ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER,
      _ ("The service said that it was done, but the list shows that it did not happen."));

  for (guint i = 0; i < roster_change_run_get_n_changes (self->run); i++)
    {
      RosterChange *change = roster_change_run_get_change (self->run, i);

      if (roster_change_get_organization (change) != organization ||
          !is_contradicted (change, table))
        continue;

      self->n_contradicted++;
      self->n_open++;
      roster_change_set_state (change, ROSTER_CHANGE_FAILED, error, NULL);
      roster_journal_write_outcome_async (journal, change, on_written, self);
    }
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Confirmation *self = user_data;
  RosterJournal *journal = self->get_journal (self->user_data);

  /* Why a list could not be read is shown where the list is. */
  if (roster_organization_refresh_finish (ROSTER_ORGANIZATION (source), result, NULL) &&
      journal != NULL)
    confirm (self, ROSTER_ORGANIZATION (source), journal);
  close_one (self);
}

/* The organizations in which more was done than skipped: (element-type RosterOrganization) */
static GHashTable *
find_touched (RosterChangeRun *run)
{
  GHashTable *organizations = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  for (guint i = 0; i < roster_change_run_get_n_changes (run); i++)
    {
      RosterChange *change = roster_change_run_get_change (run, i);

      if (roster_change_get_state (change) != ROSTER_CHANGE_SKIPPED)
        g_hash_table_add (organizations, g_object_ref (roster_change_get_organization (change)));
    }

  return organizations;
}

/**
 * roster_change_confirmation_start:
 * @run: a run whose changes are all finished
 * @get_journal: called with @user_data after a list was read
 * @confirmed: called when every list was read, or could not be, and every outcome written
 * @user_data: for the two
 *
 * Reads what @run touched. Additions and removals that the service called done, and that did not
 * happen by the list, failed.
 */
void
roster_change_confirmation_start (RosterChangeRun *run,
                                  RosterChangeJournalFunc get_journal,
                                  RosterChangeConfirmedFunc confirmed,
                                  gpointer user_data)
{
  g_autoptr (GHashTable) organizations = find_touched (run);
  Confirmation *self = g_new0 (Confirmation, 1);
  GHashTableIter iter;
  gpointer organization;

  self->run = g_object_ref (run);
  self->get_journal = get_journal;
  self->confirmed = confirmed;
  self->user_data = user_data;
  /* One more, so that it is not over before all have begun. */
  self->n_open = g_hash_table_size (organizations) + 1;
  g_hash_table_iter_init (&iter, organizations);
  while (g_hash_table_iter_next (&iter, &organization, NULL))
    roster_organization_refresh_async (organization, TRUE, on_refreshed, self);
  close_one (self);
}
