/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The durable record of changes. Everything that touches the disk runs in one thread of the
 * journal's own, in the order in which it was asked for.
 */

#include "core/journal/roster-journal.h"

#include <unistd.h>

#include "core/journal/roster-journal-file.h"
#include "core/journal/roster-journal-lock.h"
#include "core/journal/roster-journal-removals.h"
#include "core/journal/roster-journal-repair.h"
#include "core/journal/roster-journal-rotation.h"

struct _RosterJournal
{
  GObject parent_instance;

  char *path;
  char *run; /* a random id: which changes are ours */
  gsize max_size;
  RosterJournalProcessLock *lease; /* (nullable): taken by the thread with the first line */
  RosterJournalRemovals *removals; /* the thread's */
  GThreadPool *thread;             /* of one thread; its jobs are GTasks with a Job as task data */
};

G_DEFINE_FINAL_TYPE (RosterJournal, roster_journal, G_TYPE_OBJECT)

typedef struct _Job Job;

/* What the thread is to do. */
struct _Job
{
  void (*run) (GTask *task, RosterJournal *self, Job *job);
  char *line;            /* to write */
  char *endpoint;        /* to count, or to check before writing */
  char *organization_id; /* to count, or to check before writing */
  gint64 since;          /* to count, to check or to read, unix milliseconds */
  guint most;            /* to check: how many may be removed since then */
  gboolean owner;        /* to check: whether an owner goes */
};

enum
{
  SIGNAL_WRITTEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
job_free (Job *job)
{
  g_free (job->line);
  g_free (job->endpoint);
  g_free (job->organization_id);
  g_free (job);
}

static void
run_job (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);

  job->run (task, g_task_get_source_object (task), job);
}

/* What the plan found may be old by now: another run of Roster may have removed people too. */
static gboolean
check_removals (const char *path, int fd, gpointer user_data, GError **error)
{
  GTask *task = user_data;
  RosterJournal *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  const RosterJournalLimit limit = { job->endpoint, job->organization_id, job->since,
                                     job->most,     job->owner,           self->run };

  return roster_journal_removals_check (self->removals, path, fd, &limit, error);
}

static void
run_write (GTask *task, RosterJournal *self, Job *job)
{
  g_autoptr (GError) error = NULL;

  if (roster_journal_file_append_for_run (
          self->path, job->line, self->run, &self->lease, self->max_size,
          job->endpoint != NULL ? check_removals : NULL, task, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
run_count (GTask *task, RosterJournal *self, Job *job)
{
  g_autoptr (GError) error = NULL;
  int fd = roster_journal_lock_open (self->path, ROSTER_JOURNAL_LOCK_READ, &error);

  if (error == NULL)
    roster_journal_removals_read (self->removals, self->path, fd, job->since, &error);
  if (fd >= 0)
    close (fd);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_int (task, (gssize)roster_journal_removals_count (
                                 self->removals, job->endpoint, job->organization_id, job->since));
}

/* (nullable): the journal, older files included as far back as since. n_damaged: (nullable): how
 * many lines of it could not be read; n_known: how many more the history is to speak of */
static RosterHistory *
read_history (RosterJournal *self, gint64 since, guint n_known, guint *n_damaged, GError **error)
{
  g_autoptr (GHashTable) living = NULL;
  guint n = 0;
  g_autoptr (GPtrArray) records =
      roster_journal_file_read_since (self->path, since, &living, &n, error);

  if (n_damaged != NULL)
    *n_damaged = n;

  return records != NULL
             ? roster_history_new (records, living, n_damaged != NULL ? n_known : n_known + n)
             : NULL;
}

/* What is not settled is in the newest file; whether a later change hides it may be in others. */
static RosterHistory *
find_unsettled (RosterJournal *self, GError **error)
{
  gint64 now = g_get_real_time () / G_TIME_SPAN_MILLISECOND;
  g_autoptr (RosterHistory) newest = read_history (self, G_MAXINT64, 0, NULL, error);
  g_autoptr (RosterHistory) unsettled = NULL;
  g_autoptr (RosterHistory) all = NULL;
  guint n_damaged;
  guint n_old;

  if (newest == NULL)
    return NULL;

  n_damaged = roster_history_get_n_damaged (newest);
  if (n_damaged > 0)
    roster_journal_repair_run (self->path, &n_damaged, NULL);
  unsettled = roster_history_pick_unsettled (newest, now);
  if (roster_history_get_n_entries (unsettled) == 0)
    return g_steal_pointer (&unsettled);

  all = read_history (self, roster_history_get (unsettled, 0)->time, n_damaged, &n_old, error);

  return all != NULL ? roster_history_pick_unsettled (all, now) : NULL;
}

static void
return_history (GTask *task, RosterHistory *history, GError *error)
{
  if (history != NULL)
    g_task_return_pointer (task, history, (GDestroyNotify)roster_history_unref);
  else
    g_task_return_error (task, error);
}

static void
run_list_unsettled (GTask *task, RosterJournal *self, Job *job)
{
  GError *error = NULL;
  RosterHistory *unsettled = find_unsettled (self, &error);

  return_history (task, unsettled, error);
}

static void
run_read (GTask *task, RosterJournal *self, Job *job)
{
  GError *error = NULL;
  RosterHistory *history =
      read_history (self, job->since, roster_journal_repair_count (self->path), NULL, &error);

  return_history (task, history, error);
}

static void
push (RosterJournal *self, Job *job, gpointer tag, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_thread_pool_push (self->thread, g_steal_pointer (&task), NULL);
}

/* The line is made now: the change may be further on by the time it is written. */
static void
write_async (RosterJournal *self,
             RosterJournalEvent event,
             RosterChange *change,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (RosterJournalRecord) record = roster_journal_record_new (event, change);
  Job *job = g_new0 (Job, 1);

  record->run = g_strdup (self->run);
  if (event == ROSTER_JOURNAL_INTENT && record->kind == ROSTER_CHANGE_REMOVE)
    {
      job->endpoint = g_strdup (record->endpoint);
      job->organization_id = g_strdup (record->organization_id);
      job->since = record->time - ROSTER_JOURNAL_LATELY;
      job->most = roster_change_get_most_removals (change);
      job->owner = roster_role_from_string (record->role) == ROSTER_ROLE_OWNER;
    }
  job->run = run_write;
  job->line = roster_journal_record_to_line (record);
  push (self, job, write_async, callback, user_data);
}

/* Each job holds a reference to the journal, so none is left. The thread itself may drop the last
 * one, so it is not waited for. */
static void
roster_journal_finalize (GObject *object)
{
  RosterJournal *self = ROSTER_JOURNAL (object);

  g_thread_pool_free (self->thread, FALSE, FALSE);
  g_clear_pointer (&self->lease, roster_journal_process_lock_release);
  g_clear_pointer (&self->removals, roster_journal_removals_free);
  g_clear_pointer (&self->run, g_free);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (roster_journal_parent_class)->finalize (object);
}

static void
roster_journal_class_init (RosterJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_journal_finalize;

  signals[SIGNAL_WRITTEN] = g_signal_new ("written", ROSTER_TYPE_JOURNAL, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
roster_journal_init (RosterJournal *self)
{
  self->run = g_uuid_string_random ();
  self->max_size = ROSTER_JOURNAL_MAX_SIZE;
  self->removals = roster_journal_removals_new ();
  self->thread = g_thread_pool_new (run_job, NULL, 1, FALSE, NULL);
}

/**
 * roster_journal_new:
 * @path: (nullable): the file; %NULL for `XDG_STATE_HOME/roster/journal.jsonl`
 *
 * Nothing is read or made before it is needed.
 *
 * Returns: (transfer full): a journal
 */
RosterJournal *
roster_journal_new (const char *path)
{
  RosterJournal *self = g_object_new (ROSTER_TYPE_JOURNAL, NULL);

  self->path = path != NULL
                   ? g_strdup (path)
                   : g_build_filename (g_get_user_state_dir (), "roster", "journal.jsonl", NULL);

  return self;
}

/** roster_journal_get_path: the file, in the encoding of file names. */
const char *
roster_journal_get_path (RosterJournal *self)
{
  g_return_val_if_fail (ROSTER_IS_JOURNAL (self), NULL);

  return self->path;
}

/**
 * roster_journal_write_intent_async:
 * @self: a journal
 * @change: what is about to be sent
 * @callback: called when the line is on the disk, or could not be written
 * @user_data: for @callback
 *
 * Where @change may be one of so many removals only, they are counted again under the lock: it ends
 * with %ROSTER_ERROR_REFUSED where there are as many already, and nothing is written.
 */
void
roster_journal_write_intent_async (RosterJournal *self,
                                   RosterChange *change,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (ROSTER_IS_JOURNAL (self));
  g_return_if_fail (ROSTER_IS_CHANGE (change));

  write_async (self, ROSTER_JOURNAL_INTENT, change, callback, user_data);
}

/**
 * roster_journal_write_outcome_async:
 * @self: a journal
 * @change: what is finished, as it is now
 * @callback: called when the line is on the disk, or could not be written
 * @user_data: for @callback
 */
void
roster_journal_write_outcome_async (RosterJournal *self,
                                    RosterChange *change,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (ROSTER_IS_JOURNAL (self));
  g_return_if_fail (ROSTER_IS_CHANGE (change));
  g_return_if_fail (roster_change_is_finished (change));

  write_async (self, ROSTER_JOURNAL_OUTCOME, change, callback, user_data);
}

/**
 * roster_journal_write_finish:
 * @self: a journal
 * @result: what the callback was given
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * Returns: whether the line is on the disk
 */
gboolean
roster_journal_write_finish (RosterJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  g_signal_emit (self, signals[SIGNAL_WRITTEN], 0);

  return TRUE;
}

/**
 * roster_journal_count_removals_async:
 * @self: a journal
 * @endpoint: of the account
 * @organization_id: the service's id of the organization
 * @since: unix milliseconds
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Counts the people who were removed since then, or may have been, and were not added again: for
 * the guard of a quarter within %ROSTER_JOURNAL_LATELY. Whose key was used does not matter.
 */
void
roster_journal_count_removals_async (RosterJournal *self,
                                     const char *endpoint,
                                     const char *organization_id,
                                     gint64 since,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  Job *job;

  g_return_if_fail (ROSTER_IS_JOURNAL (self));
  g_return_if_fail (endpoint != NULL);
  g_return_if_fail (organization_id != NULL);

  job = g_new0 (Job, 1);
  job->run = run_count;
  job->endpoint = g_strdup (endpoint);
  job->organization_id = g_strdup (organization_id);
  job->since = since;
  push (self, job, roster_journal_count_removals_async, callback, user_data);
}

/**
 * roster_journal_count_removals_finish:
 * @self: a journal
 * @result: what the callback was given
 * @n_removals: (out): how many
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * Returns: whether the journal could be read; one that is not there yet can
 */
gboolean
roster_journal_count_removals_finish (RosterJournal *self,
                                      GAsyncResult *result,
                                      guint *n_removals,
                                      GError **error)
{
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  *n_removals = n >= 0 ? (guint)n : 0;

  return n >= 0;
}

/**
 * roster_journal_list_unsettled_async:
 * @self: a journal
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Finds the changes of ended runs whose outcome is not known: that of a run that is alive is its
 * own. Damaged lines go aside.
 */
void
roster_journal_list_unsettled_async (RosterJournal *self,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  Job *job;

  g_return_if_fail (ROSTER_IS_JOURNAL (self));

  job = g_new0 (Job, 1);
  job->run = run_list_unsettled;
  push (self, job, roster_journal_list_unsettled_async, callback, user_data);
}

/**
 * roster_journal_list_unsettled_finish:
 * @self: a journal
 * @result: what the callback was given
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * Returns: (transfer full) (nullable): these changes, oldest first
 */
RosterHistory *
roster_journal_list_unsettled_finish (RosterJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * roster_journal_read_async:
 * @self: a journal
 * @since: unix milliseconds: files that were last written to before are left out; 0 for all
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Reads the journal, older files included.
 */
void
roster_journal_read_async (RosterJournal *self,
                           gint64 since,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Job *job;

  g_return_if_fail (ROSTER_IS_JOURNAL (self));

  job = g_new0 (Job, 1);
  job->run = run_read;
  job->since = since;
  push (self, job, roster_journal_read_async, callback, user_data);
}

/**
 * roster_journal_read_finish:
 * @self: a journal
 * @result: what the callback was given
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * Returns: (transfer full) (nullable): all changes, oldest first
 */
RosterHistory *
roster_journal_read_finish (RosterJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** roster_journal_set_max_size: bytes at which another file is begun; before the first line. */
void
roster_journal_set_max_size (RosterJournal *self, gsize max_size)
{
  g_return_if_fail (ROSTER_IS_JOURNAL (self));

  self->max_size = max_size;
}
