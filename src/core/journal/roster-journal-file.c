/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file behind the journal. Each line is one write at the end of the file, under a lock that all
 * processes of the user share, and on the disk before the call comes back. A line that a crash tore
 * is left as it is: the next one begins on a line of its own, and readers skip what is damaged.
 */

#include "core/journal/roster-journal-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/journal/roster-journal-lines.h"
#include "core/journal/roster-journal-lock.h"
#include "core/journal/roster-journal-rotation.h"

/* Whether the file ends in the middle of a line, because a crash tore it. */
static gboolean
ends_torn (int fd, off_t size)
{
  char last;

  return size > 0 && (pread (fd, &last, 1, size - 1) != 1 || last != '\n');
}

/* What is longer would not be read again. */
static gboolean
check_length (const char *path, const char *line, GError **error)
{
  return strlen (line) <= ROSTER_JOURNAL_MAX_LINE + 1 ||
         roster_journal_lock_set_error (error, path, EMSGSIZE);
}

/* One write: all of it or nothing. Whoever else writes waits for the lock, so a line that found no
 * room can be taken back. */
static gboolean
write_line (int fd, const char *line)
{
  struct stat info;
  g_autofree char *text = NULL;
  gsize length;
  gssize written;

  if (fstat (fd, &info) < 0)
    return FALSE;

  text = g_strconcat (ends_torn (fd, info.st_size) ? "\n" : "", line, NULL);
  length = strlen (text);
  do
    written = write (fd, text, length);
  while (written < 0 && errno == EINTR);

  if (written == (gssize)length)
    return TRUE;

  if (written >= 0)
    {
      if (ftruncate (fd, info.st_size) < 0)
        g_debug ("A torn line stays in the journal: %s", g_strerror (errno));
      errno = ENOSPC;
    }

  return FALSE;
}

/* The journal, locked alone; another one where it was too large. -1 with error set. */
static int
open_for_append (const char *path, gsize max_size, GError **error)
{
  int fd = roster_journal_lock_open (path, ROSTER_JOURNAL_LOCK_APPEND, error);
  struct stat info;

  if (fd < 0 || fstat (fd, &info) < 0 || (gsize)info.st_size < max_size ||
      !roster_journal_rotation_rotate (path, fd, max_size))
    return fd;

  close (fd);

  return roster_journal_lock_open (path, ROSTER_JOURNAL_LOCK_APPEND, error);
}

static gboolean
append (const char *path, int fd, const char *line, GError **error)
{
  gboolean is_new = lseek (fd, 0, SEEK_END) == 0;

  if (write_line (fd, line) && fsync (fd) == 0 &&
      (!is_new || roster_journal_lock_sync_folders (path)))
    return TRUE;

  return roster_journal_lock_set_error (error, path, errno);
}

/**
 * roster_journal_file_append_for_run:
 * @path: the file; it and its folder are made where they are not there, for the user alone
 * @line: one line, with its line end
 * @run: (nullable): the random id of this run of the program
 * @lease: (inout) (optional): where its lease is; taken before its first line is written
 * @max_size: bytes: a file that has them goes aside first
 * @check: (nullable): asked under the lock whether the line may be written
 * @check_data: for @check
 * @error: place for %ROSTER_ERROR_JOURNAL, or for what @check says
 *
 * Returns: whether @line is on the disk
 */
gboolean
roster_journal_file_append_for_run (const char *path,
                                    const char *line,
                                    const char *run,
                                    RosterJournalProcessLock **lease,
                                    gsize max_size,
                                    RosterJournalCheckFunc check,
                                    gpointer check_data,
                                    GError **error)
{
  int fd = check_length (path, line, error) ? open_for_append (path, max_size, error) : -1;
  gboolean done;

  if (fd < 0)
    return FALSE;

  if (run != NULL && *lease == NULL)
    *lease = roster_journal_process_lock_take (path, run, error);
  done = (run == NULL || *lease != NULL) &&
         (check == NULL || check (path, fd, check_data, error)) && append (path, fd, line, error);
  close (fd);

  return done;
}

typedef struct
{
  GPtrArray *records; /* (element-type RosterJournalRecord) */
  guint n_damaged;
} Reading;

static void
take_line (RosterJournalRecord *record, const char *line, gsize length, gpointer user_data)
{
  Reading *reading = user_data;

  if (record != NULL)
    g_ptr_array_add (reading->records, record);
  else if (!roster_journal_record_is_later (line, length))
    reading->n_damaged++;
}

/* An older file: nothing is written to it any more, so it needs no lock. current: the file that is
 * the journal now; a crash during a rotation leaves it under two names. */
static gboolean
read_old (
    const char *path, gint64 since, const struct stat *current, Reading *reading, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  struct stat info;
  gboolean done = TRUE;

  if (fd < 0 || fstat (fd, &info) < 0)
    done = roster_journal_lock_set_error (error, path, errno);
  else if ((info.st_dev != current->st_dev || info.st_ino != current->st_ino) &&
           (info.st_mtime + 1) * G_GINT64_CONSTANT (1000) > since)
    done = roster_journal_lines_read (fd, (gsize)info.st_size, take_line, reading, error);
  if (fd >= 0)
    close (fd);

  return done;
}

static gboolean
read_files (
    int fd, const struct stat *info, GPtrArray *old, gint64 since, Reading *reading, GError **error)
{
  for (guint i = 0; i < old->len; i++)
    if (!read_old (old->pdata[i], since, info, reading, error))
      return FALSE;

  return fd < 0 || roster_journal_lines_read (fd, (gsize)info->st_size, take_line, reading, error);
}

/**
 * roster_journal_file_read_locked:
 * @path: the file
 * @fd: the same, locked by the caller; -1 where there is no file
 * @since: unix milliseconds: older files whose last line is older are left out
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * Returns: (transfer full) (element-type RosterJournalRecord) (nullable): the records, oldest file
 *   first
 */
GPtrArray *
roster_journal_file_read_locked (const char *path, int fd, gint64 since, GError **error)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify)roster_journal_record_free);
  g_autoptr (GPtrArray) old = roster_journal_rotation_list (path);
  Reading reading = { records, 0 };
  struct stat info = { 0 };

  if (fd >= 0 && fstat (fd, &info) < 0)
    {
      roster_journal_lock_set_error (error, path, errno);
      return NULL;
    }

  return read_files (fd, &info, old, since, &reading, error) ? g_steal_pointer (&records) : NULL;
}

/**
 * roster_journal_file_read_since:
 * @path: the file
 * @since: unix milliseconds: older files whose last line is older are left out; 0 for all,
 *   %G_MAXINT64 for none
 * @living: (out) (optional) (transfer full) (element-type utf8): the runs that were alive before
 *   the first line was read. A run that is not among them has written all that it ever will.
 * @n_damaged: (out) (optional): how many lines could not be read
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * The lock is held only to see how far the journal reaches: what is there does not change.
 *
 * Returns: (transfer full) (element-type RosterJournalRecord) (nullable): the records, oldest file
 *   first, none where there is no file yet
 */
GPtrArray *
roster_journal_file_read_since (
    const char *path, gint64 since, GHashTable **living, guint *n_damaged, GError **error)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify)roster_journal_record_free);
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GError) failure = NULL;
  int fd = roster_journal_lock_open (path, ROSTER_JOURNAL_LOCK_READ, &failure);
  Reading reading = { records, 0 };
  struct stat info = { 0 };

  if (living != NULL)
    *living = roster_journal_process_lock_list (path);
  old = roster_journal_rotation_list (path);
  if (fd >= 0 && fstat (fd, &info) < 0)
    roster_journal_lock_set_error (&failure, path, errno);
  if (fd >= 0)
    flock (fd, LOCK_UN);
  if (failure == NULL && old == NULL)
    roster_journal_lock_set_error (&failure, path, errno);
  if (failure == NULL)
    read_files (fd, &info, old, since, &reading, &failure);
  if (fd >= 0)
    close (fd);

  if (n_damaged != NULL)
    *n_damaged = reading.n_damaged;
  if (failure == NULL)
    return g_steal_pointer (&records);

  g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}
