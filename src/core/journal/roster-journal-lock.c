/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lock on the journal's file. Rotation and repair put another file in its place, so whoever got
 * the lock looks whether the name still leads to the file that is locked, and else starts again.
 */

#include "core/journal/roster-journal-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/roster-error.h"
#include "core/base/roster-file-replace.h"

/** roster_journal_lock_set_error: says that the file at @path cannot be used; returns %FALSE. */
gboolean
roster_journal_lock_set_error (GError **error, const char *path, int code)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_JOURNAL,
               /* Translators: %1$s is a file name, %2$s the system's reason (“No space left on
                  device”) */
               _ ("The journal of changes, %1$s, cannot be used: %2$s."), name, g_strerror (code));

  return FALSE;
}

static int
wait_for_lock (int fd, int operation)
{
  int result;

  do
    result = flock (fd, operation);
  while (result < 0 && errno == EINTR);

  return result;
}

static int
open_file (const char *path, RosterJournalLockMode mode)
{
  const int flags = O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
  g_autofree char *folder = NULL;

  if (mode == ROSTER_JOURNAL_LOCK_READ)
    return open (path, O_RDONLY | flags);
  if (mode == ROSTER_JOURNAL_LOCK_CHANGE)
    return open (path, O_RDWR | flags);

  folder = g_path_get_dirname (path);

  return g_mkdir_with_parents (folder, 0700) == 0
             ? open (path, O_RDWR | O_APPEND | O_CREAT | flags, 0600)
             : -1;
}

/* Whether the file is a plain one, and the user's alone where it is written. Sets errno. */
static gboolean
check_file (int fd, const struct stat *info, RosterJournalLockMode mode)
{
  if (!S_ISREG (info->st_mode))
    {
      errno = S_ISDIR (info->st_mode) ? EISDIR : EINVAL;
      return FALSE;
    }

  return mode == ROSTER_JOURNAL_LOCK_READ || (info->st_mode & 077) == 0 || fchmod (fd, 0600) == 0;
}

/**
 * roster_journal_lock_open:
 * @path: the journal's file
 * @mode: what it is wanted for
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * Waits until no other process (or thread) stands in the way.
 *
 * Returns: a descriptor that holds the lock until it is closed; -1 where there is no file, or with
 *   @error set
 */
int
roster_journal_lock_open (const char *path, RosterJournalLockMode mode, GError **error)
{
  while (TRUE)
    {
      struct stat locked;
      struct stat named;
      int fd = open_file (path, mode);

      if (fd < 0 && errno == ENOENT && mode != ROSTER_JOURNAL_LOCK_APPEND)
        return -1;
      if (fd < 0 || fstat (fd, &locked) < 0 || !check_file (fd, &locked, mode) ||
          wait_for_lock (fd, mode == ROSTER_JOURNAL_LOCK_READ ? LOCK_SH : LOCK_EX) < 0)
        {
          roster_journal_lock_set_error (error, path, errno);
          if (fd >= 0)
            close (fd);
          return -1;
        }

      if (stat (path, &named) == 0 && named.st_dev == locked.st_dev &&
          named.st_ino == locked.st_ino)
        return fd;
      close (fd);
    }
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

/**
 * roster_journal_lock_sync_folders:
 * @path: a file
 *
 * The entries of a new file and of its new folder are data of the folders above them.
 *
 * Returns: whether they are on the disk
 */
gboolean
roster_journal_lock_sync_folders (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *parent = g_path_get_dirname (folder);

  return sync_folder (folder) && sync_folder (parent);
}

/**
 * roster_journal_lock_prepare:
 * @path: the file whose place it is to take
 * @text: all that is to be in it
 * @length: bytes
 *
 * For whoever holds the lock alone.
 *
 * Returns: (transfer full) (nullable): the path of a new file beside it, on the disk; %NULL with
 *   errno set
 */
char *
roster_journal_lock_prepare (const char *path, const char *text, gsize length)
{
  g_autofree char *name = g_strconcat (path, ".new", NULL);
  int fd = open (name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  int code = fd >= 0 ? roster_file_replace_write (fd, text, length) : errno;

  if (code == 0 && fsync (fd) != 0)
    code = errno;
  if (fd >= 0)
    close (fd);
  if (code == 0)
    return g_steal_pointer (&name);

  if (fd >= 0)
    g_unlink (name);
  errno = code;

  return NULL;
}

/**
 * roster_journal_lock_replace:
 * @path: the file that is replaced
 * @text: all that is to be in it
 * @length: bytes
 *
 * For whoever holds the lock alone. A crash leaves the old file or the new one.
 *
 * Returns: whether it is on the disk; else errno is set
 */
gboolean
roster_journal_lock_replace (const char *path, const char *text, gsize length)
{
  g_autofree char *name = roster_journal_lock_prepare (path, text, length);

  return name != NULL && g_rename (name, path) == 0 && roster_journal_lock_sync_folders (path);
}
