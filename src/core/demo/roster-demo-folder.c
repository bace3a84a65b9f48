/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder that does not outlive its process for long. The process holds a lock on it, which ends
 * with the process however it ends: a folder of ours that can be locked belongs to nobody any more.
 * A process id would not tell, because it is used again, and other containers have their own.
 */

#include "core/demo/roster-demo-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/roster-error.h"
#include "core/base/roster-text.h"

#define PREFIX "roster-demo."
#define TRIES 10

struct _RosterDemoFolder
{
  char *path;
  int fd; /* locked */
};

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_unlink (child);
    }
  if (g_rmdir (path) != 0)
    g_warning ("The folder %s cannot be removed: %s", path, g_strerror (errno));
}

/* A folder of this user, and no link to one; else -1. */
static int
open_own_folder (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  struct stat status;

  if (fd >= 0 && (fstat (fd, &status) != 0 || status.st_uid != getuid ()))
    {
      close (fd);
      return -1;
    }
  return fd;
}

/* It is still the folder of that path, and its lock is ours now. */
static gboolean
lock (const char *path, int fd)
{
  struct stat opened;
  struct stat named;

  return flock (fd, LOCK_EX | LOCK_NB) == 0 && fstat (fd, &opened) == 0 &&
         g_lstat (path, &named) == 0 && opened.st_ino == named.st_ino &&
         opened.st_dev == named.st_dev;
}

static void
remove_where_left (const char *path)
{
  int fd = open_own_folder (path);

  if (fd < 0)
    return;
  if (lock (path, fd))
    remove_folder (path);
  close (fd);
}

static void
remove_all_left (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);

      if (g_str_has_prefix (name, PREFIX))
        remove_where_left (path);
    }
}

/* (nullable): where somebody took it for left behind before it was locked */
static RosterDemoFolder *
make_locked (GError **error)
{
  g_autofree char *path = g_dir_make_tmp (PREFIX "XXXXXX", error);
  RosterDemoFolder *self;
  int fd;

  if (path == NULL)
    return NULL;
  fd = open_own_folder (path);
  if (fd < 0 || !lock (path, fd))
    {
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  self = g_new0 (RosterDemoFolder, 1);
  self->path = g_steal_pointer (&path);
  self->fd = fd;
  return self;
}

/**
 * roster_demo_folder_new:
 * @error: place for %ROSTER_ERROR_FILE
 *
 * Removes what other processes of this user left behind, and makes an empty folder, readable by
 * this user alone.
 *
 * Returns: (transfer full) (nullable): the folder
 */
RosterDemoFolder *
roster_demo_folder_new (GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *reason = NULL;
  RosterDemoFolder *self = NULL;

  remove_all_left ();
  for (guint i = 0; self == NULL && failure == NULL && i < TRIES; i++)
    self = make_locked (&failure);
  if (self != NULL)
    return self;

  reason = roster_text_dup_sentence (failure != NULL ? failure->message : g_strerror (EBUSY));
  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
               _ ("No temporary folder can be made for the demo: %s"), reason);
  return NULL;
}

/** roster_demo_folder_free: removes the folder and what is in it. */
void
roster_demo_folder_free (RosterDemoFolder *self)
{
  if (self == NULL)
    return;
  remove_folder (self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self);
}

/** roster_demo_folder_get_path: where it is. */
const char *
roster_demo_folder_get_path (RosterDemoFolder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}
