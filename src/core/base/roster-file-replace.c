/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts a complete file in the place of an old one. Links are followed as the kernel does it with
 * fs.protected_symlinks and fs.protected_regular (proc_sys_fs(5)), which are not set everywhere. */

#include "core/base/roster-file-replace.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_LINKS 40   /* as the kernel's own limit */
#define MAX_BESIDE 100 /* names that are tried */

struct _RosterFileReplace
{
  char *path;      /* owned: where it goes */
  char *temporary; /* owned, (nullable): as long as there is one */
  int fd;
  int number; /* of the watch */
};

/* Set before there are threads. */
static RosterFileReplaceBegunFunc watch_begun;
static RosterFileReplaceEndedFunc watch_ended;

/**
 * roster_file_replace_set_watch:
 * @begun: (scope forever): called in the thread that writes
 * @ended: (scope forever): the same
 *
 * For a program that is ended by a signal: it can remove what is not whole.
 */
void
roster_file_replace_set_watch (RosterFileReplaceBegunFunc begun, RosterFileReplaceEndedFunc ended)
{
  watch_begun = begun;
  watch_ended = ended;
}

/* Whether something of @owner in @folder may have been put there for us to fall for: others can
 * write there, and it is neither our own nor of whom the folder is. */
static gboolean
is_planted (uid_t owner, const struct stat *folder)
{
  const gboolean is_sticky = (folder->st_mode & S_ISVTX) != 0;
  const gboolean is_open =
      (folder->st_mode & S_IWOTH) != 0 || (is_sticky && (folder->st_mode & S_IWGRP) != 0);

  return is_open && owner != geteuid () && owner != folder->st_uid;
}

static gboolean
stat_folder (const char *path, struct stat *folder)
{
  g_autofree char *name = g_path_get_dirname (path);

  return stat (name, folder) == 0;
}

/* Where the link at @place points to; NULL with @code 0 where there is no link. */
static char *
read_link (const char *place, int *code)
{
  char target[PATH_MAX];
  struct stat link, folder;
  ssize_t length;
  int fd;

  fd = open (place, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0)
    return NULL; /* what is made of the place says why */
  if (fstat (fd, &link) != 0 || !S_ISLNK (link.st_mode))
    {
      close (fd);
      return NULL;
    }
  length = readlinkat (fd, "", target, sizeof target - 1);
  close (fd);

  /* An open descriptor in /proc that is no file: "pipe:[123]" is no path. */
  if (length > 0 && *target != '/' && g_str_has_prefix (place, "/proc/") &&
      memchr (target, ':', (gsize)length) != NULL)
    return NULL;
  if (length <= 0)
    *code = length < 0 ? errno : ENOENT;
  else if (stat_folder (place, &folder) && is_planted (link.st_uid, &folder))
    *code = ROSTER_FILE_REPLACE_FOREIGN_LINK;
  if (*code != 0)
    return NULL;
  return g_strndup (target, (gsize)length);
}

static void
drop_last (GString *place)
{
  const char *slash = strrchr (place->str, '/');

  g_string_truncate (place, slash != NULL ? (gsize)(slash - place->str) : 0);
}

/* The folder that a relative path starts from. g_get_current_dir() makes one up where it is gone.
 */
static gboolean
start_place (GString *place, const char *path, int *code)
{
  char folder[PATH_MAX];

  if (g_path_is_absolute (path))
    return TRUE;
  if (getcwd (folder, sizeof folder) == NULL)
    {
      *code = errno;
      return FALSE;
    }
  g_string_assign (place, strcmp (folder, "/") == 0 ? "" : folder);
  return TRUE;
}

/**
 * roster_file_replace_resolve:
 * @path: a path; the last part of it need not exist
 * @code: (out): 0, a value of errno or %ROSTER_FILE_REPLACE_FOREIGN_LINK
 *
 * Follows all links on the way and at the end. One that somebody else put into a folder that others
 * may write to is refused: it would make us write where they cannot.
 *
 * Returns: (transfer full) (nullable): an absolute path without links
 */
char *
roster_file_replace_resolve (const char *path, int *code)
{
  g_autoptr (GString) place = g_string_new (NULL);
  g_autofree char *rest = g_strdup (path);
  const char *p = rest;
  guint n_links = 0;

  *code = 0;
  if (!start_place (place, path, code))
    return NULL;
  for (p += strspn (p, "/"); *p != '\0'; p += strspn (p, "/"))
    {
      const gsize length = strcspn (p, "/");
      g_autofree char *part = g_strndup (p, length);
      g_autofree char *target = NULL;

      p += length;
      if (strcmp (part, ".") == 0)
        continue;
      if (strcmp (part, "..") == 0)
        {
          drop_last (place);
          continue;
        }
      g_string_append_printf (place, "/%s", part);
      target = read_link (place->str, code);
      if (target != NULL && ++n_links > MAX_LINKS)
        *code = ELOOP;
      if (*code != 0)
        return NULL;
      if (target != NULL)
        {
          char *longer = g_strconcat (target, p, NULL);

          if (g_path_is_absolute (target))
            g_string_truncate (place, 0);
          else
            drop_last (place);
          g_free (rest);
          rest = longer;
          p = rest;
        }
    }
  return place->len > 0 ? g_strdup (place->str) : g_strdup ("/");
}

/* Whether the old file, where there is one, is of a kind that can be replaced. */
static int
check_place (const char *path, gboolean *exists, struct stat *old)
{
  struct stat folder;

  *exists = lstat (path, old) == 0;
  if (!*exists)
    return errno == ENOENT ? 0 : errno;
  if (S_ISDIR (old->st_mode))
    return EISDIR;
  if (!S_ISREG (old->st_mode))
    return EEXIST;
  /* Its owner and mode are kept, so it must not be one that waits for what we write. */
  if (stat_folder (path, &folder) && is_planted (old->st_uid, &folder))
    return EACCES;

  return access (path, W_OK) == 0 ? 0 : errno; /* a write-protected file stays */
}

static void
end_temporary (RosterFileReplace *self)
{
  g_clear_pointer (&self->temporary, g_free);
  if (watch_ended != NULL)
    watch_ended (self->number);
}

/* A new file with a name that nobody has guessed. The watch knows of it before it is there, so that
 * there is no moment in which it would be forgotten. */
static int
create_temporary (RosterFileReplace *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *name = g_strdup_printf (".roster-%08x%08x", g_random_int (), g_random_int ());
  int code;

  self->temporary = g_build_filename (folder, name, NULL);
  if (watch_begun != NULL)
    self->number = watch_begun (self->temporary);
  self->fd = open (self->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (self->fd >= 0)
    return 0;
  code = errno;
  end_temporary (self);
  return code;
}

/* An empty file beside the place, with the owner and the mode of the old one; a new one is for
 * nobody else to read. */
static int
make_temporary (RosterFileReplace *self, const struct stat *old)
{
  const int code = create_temporary (self);

  if (code != 0 || old == NULL)
    return code;

  /* Only root may give a file away; a group of one's own can always be kept. */
  if (fchown (self->fd, old->st_uid, old->st_gid) != 0 &&
      fchown (self->fd, (uid_t)-1, old->st_gid) != 0)
    g_debug ("The owner of the old file is not kept: %s", g_strerror (errno));

  if (fchmod (self->fd, old->st_mode & 0777) == 0 || errno == ENOSYS || errno == EOPNOTSUPP)
    return 0;

  return errno;
}

/**
 * roster_file_replace_begin:
 * @path: where it goes; links are followed, see roster_file_replace_resolve()
 * @code: (out): 0, a value of errno or %ROSTER_FILE_REPLACE_FOREIGN_LINK. EISDIR: it is a folder;
 *   EEXIST: it is a pipe or a device, which cannot be replaced; ENOENT: its folder is not there
 *
 * Starts a file in the same folder that only its owner may read, or whoever might read the old one.
 *
 * Returns: (transfer full) (nullable): the file, still empty
 */
RosterFileReplace *
roster_file_replace_begin (const char *path, int *code)
{
  g_autoptr (RosterFileReplace) self = g_new0 (RosterFileReplace, 1);
  gboolean exists = FALSE;
  struct stat old;

  self->fd = -1;
  self->number = -1;
  self->path = roster_file_replace_resolve (path, code);
  if (self->path == NULL)
    return NULL;
  *code = check_place (self->path, &exists, &old);
  if (*code == 0)
    *code = make_temporary (self, exists ? &old : NULL);
  return *code == 0 ? g_steal_pointer (&self) : NULL;
}

/**
 * roster_file_replace_get_fd:
 *
 * Returns: where to write; it stays open until the commit
 */
int
roster_file_replace_get_fd (RosterFileReplace *self)
{
  return self->fd;
}

/* The new name is on the disk too. That some file systems cannot do this is no failure. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  if (fsync (fd) != 0)
    g_debug ("The folder %s could not be synchronized: %s", folder, g_strerror (errno));
  g_close (fd, NULL);
}

static int
sync_and_close (RosterFileReplace *self)
{
  const int fd = self->fd;

  if (fsync (fd) != 0)
    return errno;
  self->fd = -1;
  return close (fd) == 0 || errno == EINTR ? 0 : errno;
}

/**
 * roster_file_replace_commit:
 *
 * Makes sure that all is on the disk, then puts the file in its place.
 *
 * Returns: 0, or a value of errno; the old file is then as it was
 */
int
roster_file_replace_commit (RosterFileReplace *self)
{
  const int code = sync_and_close (self);

  if (code != 0)
    return code;
  if (g_rename (self->temporary, self->path) != 0)
    return errno;
  end_temporary (self);
  sync_folder (self->path);
  return 0;
}

/* Gives the file a name that nobody has yet. */
static int
take_name (const char *temporary, const char *path)
{
  if (link (temporary, path) == 0)
    return g_unlink (temporary) == 0 ? 0 : errno;
  if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS)
    return errno;
  /* A file system without hard links, such as a USB stick's. */
  if (g_access (path, F_OK) == 0)
    return EEXIST;
  return g_rename (temporary, path) == 0 ? 0 : errno;
}

/* "list.csv", "list-2.csv", … */
static char *
number_path (const char *path, guint number)
{
  const char *slash = strrchr (path, '/');
  const char *end = strrchr (path, '.');

  if (number == 1)
    return g_strdup (path);
  if (end == NULL || end < slash)
    end = path + strlen (path);
  return g_strdup_printf ("%.*s-%u%s", (int)(end - path), path, number, end);
}

/**
 * roster_file_replace_commit_beside:
 * @path: (out) (transfer full): where it is now
 *
 * As roster_file_replace_commit(), but a file that is there meanwhile, or was before, is left as it
 * is: the new one gets a number.
 *
 * Returns: 0, or a value of errno
 */
int
roster_file_replace_commit_beside (RosterFileReplace *self, char **path)
{
  int code = sync_and_close (self);

  for (guint number = 1; code == 0 && number <= MAX_BESIDE; number++)
    {
      g_autofree char *name = number_path (self->path, number);

      code = take_name (self->temporary, name);
      if (code == EEXIST && number < MAX_BESIDE)
        {
          code = 0;
          continue;
        }
      if (code != 0)
        return code;
      end_temporary (self);
      sync_folder (name);
      *path = g_steal_pointer (&name);
      return 0;
    }
  return code;
}

/**
 * roster_file_replace_free:
 * @self: (nullable): a file
 *
 * Without a commit before, nothing of it is left and the old file is as it was.
 */
void
roster_file_replace_free (RosterFileReplace *self)
{
  if (self == NULL)
    return;

  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    {
      g_unlink (self->temporary);
      end_temporary (self);
    }
  g_free (self->path);
  g_free (self);
}

/**
 * roster_file_replace_open_special:
 * @path: where to; links are followed, see roster_file_replace_resolve()
 * @code: (out): 0, or as roster_file_replace_begin() gives it
 *
 * A pipe or a device such as a terminal is not replaced but written to. Opening a pipe waits for
 * who reads it.
 *
 * Returns: an open file; -1 with @code 0 where @path is neither, or not there
 */
int
roster_file_replace_open_special (const char *path, int *code)
{
  g_autofree char *place = roster_file_replace_resolve (path, code);
  const gboolean is_descriptor = place != NULL && g_str_has_prefix (place, "/proc/");
  struct stat found, folder;
  int fd;

  if (place == NULL ||
      fstatat (AT_FDCWD, place, &found, is_descriptor ? 0 : AT_SYMLINK_NOFOLLOW) != 0 ||
      !(S_ISFIFO (found.st_mode) || S_ISCHR (found.st_mode)))
    return -1;
  if (stat_folder (place, &folder) && is_planted (found.st_uid, &folder))
    {
      *code = EACCES;
      return -1;
    }
  fd = open (place, O_WRONLY | (is_descriptor ? 0 : O_NOFOLLOW) | O_NOCTTY | O_CLOEXEC);
  if (fd < 0)
    *code = errno;
  return fd;
}

/**
 * roster_file_replace_write:
 * @fd: an open file
 * @data: what to write
 * @length: bytes
 *
 * Returns: 0 when all is written, or a value of errno
 */
int
roster_file_replace_write (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno != EINTR)
        return errno;
      if (n > 0)
        {
          data += n;
          length -= (gsize)n;
        }
    }
  return 0;
}

/**
 * roster_file_replace_describe:
 * @code: what one of these functions gave
 *
 * Returns: the reason in words, without a final period
 */
const char *
roster_file_replace_describe (int code)
{
  if (code == ROSTER_FILE_REPLACE_FOREIGN_LINK)
    /* Translators: why a file cannot be written, behind a colon; a symbolic link is meant. */
    return _ ("somebody else put a link there");
  return g_strerror (code);
}
