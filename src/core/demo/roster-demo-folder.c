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

/* A folder of this user that no process holds, locked; -1 where it is a link, somebody else's, in
 * use, or was removed meanwhile. */
static int
open_locked (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  struct stat opened;
  struct stat named;

  if (fd < 0)
    return -1;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0 && fstat (fd, &opened) == 0 &&
      opened.st_uid == getuid () && g_lstat (path, &named) == 0 && opened.st_ino == named.st_ino &&
      opened.st_dev == named.st_dev)
    return fd;
  close (fd);
  return -1;
}

static void
remove_all_left (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
      int fd = g_str_has_prefix (name, PREFIX) ? open_locked (path) : -1;

      if (fd < 0)
        continue;
      remove_folder (path);
      close (fd);
    }
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
  char *path = NULL;
  int fd = -1;

  remove_all_left ();
  /* Again where another process took it for left behind before it was locked. */
  for (guint i = 0; fd < 0 && failure == NULL && i < TRIES; i++)
    {
      g_free (path);
      path = g_dir_make_tmp (PREFIX "XXXXXX", &failure);
      fd = path != NULL ? open_locked (path) : -1;
    }
  if (fd >= 0)
    {
      RosterDemoFolder *self = g_new0 (RosterDemoFolder, 1);

      self->path = path;
      self->fd = fd;
      return self;
    }

  g_free (path);
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
