/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which runs of the program are alive. A process id and its start time would not do: the window may
 * live in a container with process ids of its own (Flatpak), and rosterctl outside. A lock on a
 * file both can see is the same for all, and goes with its process also at kill -9.
 */

#include "core/journal/roster-journal-process-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/journal/roster-journal-lock.h"

#define SUFFIX ".lock"

struct _RosterJournalProcessLock
{
  char *path;
  int fd;
};

/* What the names of all leases of a journal begin with: “journal-run-”. */
static char *
dup_prefix (const char *journal_path)
{
  g_autofree char *name = g_path_get_basename (journal_path);

  if (g_str_has_suffix (name, ".jsonl"))
    name[strlen (name) - strlen (".jsonl")] = '\0';

  return g_strconcat (name, "-run-", NULL);
}

static gboolean
is_held (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  gboolean held = fd >= 0 && flock (fd, LOCK_SH | LOCK_NB) < 0;

  if (fd >= 0)
    close (fd);

  return held;
}

typedef void (*LeaseFunc) (const char *path, const char *run, gpointer user_data);

static void
for_each (const char *journal_path, LeaseFunc func, gpointer user_data)
{
  g_autofree char *folder = g_path_get_dirname (journal_path);
  g_autofree char *prefix = dup_prefix (journal_path);
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = NULL;
      g_autofree char *run = NULL;
      gsize length = strlen (name);

      if (!g_str_has_prefix (name, prefix) || !g_str_has_suffix (name, SUFFIX) ||
          length <= strlen (prefix) + strlen (SUFFIX))
        continue;
      path = g_build_filename (folder, name, NULL);
      run = g_strndup (name + strlen (prefix), length - strlen (prefix) - strlen (SUFFIX));
      func (path, run, user_data);
    }
}

static void
remove_dead (const char *path, const char *run, gpointer user_data)
{
  if (!is_held (path))
    g_unlink (path);
}

static void
add_living (const char *path, const char *run, gpointer user_data)
{
  if (is_held (path))
    g_hash_table_add (user_data, g_strdup (run));
}

/**
 * roster_journal_process_lock_take:
 * @journal_path: the journal's file
 * @run: the random id of this run of the program
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * Also takes away what runs left behind that were killed. The caller holds the journal's lock.
 *
 * Returns: (transfer full) (nullable): the lease
 */
RosterJournalProcessLock *
roster_journal_process_lock_take (const char *journal_path, const char *run, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (journal_path);
  g_autofree char *prefix = dup_prefix (journal_path);
  g_autofree char *name = g_strconcat (prefix, run, SUFFIX, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  RosterJournalProcessLock *self;
  int fd;

  for_each (journal_path, remove_dead, NULL);
  fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) < 0)
    {
      roster_journal_lock_set_error (error, path, errno);
      if (fd >= 0)
        close (fd);
      return NULL;
    }

  self = g_new0 (RosterJournalProcessLock, 1);
  self->path = g_steal_pointer (&path);
  self->fd = fd;

  return self;
}

/** roster_journal_process_lock_release: says that the run has ended. */
void
roster_journal_process_lock_release (RosterJournalProcessLock *self)
{
  g_unlink (self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self);
}

/**
 * roster_journal_process_lock_list:
 * @journal_path: the journal's file
 *
 * The caller holds the journal's lock, so that no lease is being made.
 *
 * Returns: (transfer full) (element-type utf8): the ids of the runs that are alive now
 */
GHashTable *
roster_journal_process_lock_list (const char *journal_path)
{
  GHashTable *runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for_each (journal_path, add_living, runs);

  return runs;
}
