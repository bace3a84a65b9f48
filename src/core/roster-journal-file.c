/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file behind the journal. Each line is one write at the end of the file, under a lock that all
 * processes of the user share, and on the disk before the call comes back. A line that a crash tore
 * is left as it is: the next one begins on a line of its own, and readers skip what is damaged.
 */

#include "roster-journal-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "roster-error.h"

static gboolean
set_error (GError **error, const char *path, int code)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_JOURNAL,
               /* Translators: %1$s is a file name, %2$s the system's reason (“No space left on
                  device”) */
               _ ("The journal of changes, %1$s, cannot be used: %2$s."), name, g_strerror (code));

  return FALSE;
}

static int
lock (int fd, int operation)
{
  int result;

  do
    result = flock (fd, operation);
  while (result < 0 && errno == EINTR);

  return result;
}

static gboolean
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);

  return synced;
}

/* The entries of a new file and of its new folder are data of the folders above them. */
static gboolean
sync_folders (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *parent = g_path_get_dirname (folder);

  return sync_folder (folder) && sync_folder (parent);
}

static int
open_for_append (const char *path, GError **error)
{
  const int flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat info;
  int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = open (path, flags, 0600);
  if (fd >= 0 && lock (fd, LOCK_EX) == 0 && fstat (fd, &info) == 0)
    {
      if (S_ISREG (info.st_mode) && ((info.st_mode & 077) == 0 || fchmod (fd, 0600) == 0))
        return fd;
      if (!S_ISREG (info.st_mode))
        errno = EINVAL;
    }

  set_error (error, path, errno);
  if (fd >= 0)
    close (fd);

  return -1;
}

/* Whether the file ends in the middle of a line, because a crash tore it. */
static gboolean
ends_torn (int fd, off_t size)
{
  char last;

  return size > 0 && (pread (fd, &last, 1, size - 1) != 1 || last != '\n');
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

/**
 * roster_journal_file_append:
 * @path: the file; it and its folder are made where they are not there, for the user alone
 * @line: one line, with its line end
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * Returns: whether @line is on the disk
 */
gboolean
roster_journal_file_append (const char *path, const char *line, GError **error)
{
  int fd = open_for_append (path, error);
  gboolean is_new;
  gboolean done;

  if (fd < 0)
    return FALSE;

  is_new = lseek (fd, 0, SEEK_END) == 0;
  done = write_line (fd, line) && fsync (fd) == 0 && (!is_new || sync_folders (path));
  if (!done)
    set_error (error, path, errno);
  close (fd);

  return done;
}

/* Reads all lines of an open file. */
static gboolean
read_lines (GInputStream *stream, GPtrArray *records, guint *n_damaged, GError **error)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (stream);
  g_autoptr (GError) failure = NULL;

  while (TRUE)
    {
      gsize length;
      g_autofree char *line = g_data_input_stream_read_line (lines, &length, NULL, &failure);
      RosterJournalRecord *record;

      if (line == NULL)
        break;
      if (length == 0)
        continue;

      record = roster_journal_record_parse (line, length);
      if (record != NULL)
        g_ptr_array_add (records, record);
      else
        (*n_damaged)++;
    }

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

/**
 * roster_journal_file_read:
 * @path: the file
 * @n_damaged: (out) (optional): how many lines could not be read
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * Returns: (transfer full) (element-type RosterJournalRecord) (nullable): the records in the order
 *   of the file, none where there is no file yet; %NULL with @error where it cannot be read
 */
GPtrArray *
roster_journal_file_read (const char *path, guint *n_damaged, GError **error)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify)roster_journal_record_free);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &failure);
  guint damaged = 0;

  if (stream != NULL)
    read_lines (G_INPUT_STREAM (stream), records, &damaged, &failure);
  if (n_damaged != NULL)
    *n_damaged = damaged;

  if (failure == NULL || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_steal_pointer (&records);

  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_JOURNAL,
               /* Translators: %s is the system's reason, a sentence */
               _ ("The journal of changes cannot be read: %s"), failure->message);

  return NULL;
}
