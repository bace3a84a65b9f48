/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A CSV file that replaces the old one in one step, once it is complete. */

#include "roster-csv-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "roster-error.h"

#define BLOCK_SIZE (64u * 1024u)       /* bytes */
#define SYNC_SIZE (2u * 1024u * 1024u) /* bytes after which the disk begins to work */
#define MAX_LINKS 40                   /* as the kernel's own limit */

struct _RosterCsvFile
{
  char *name;           /* owned: as it is shown */
  char *path;           /* owned, (nullable): where it goes; NULL where fd is somebody else's */
  char *temporary_path; /* owned, (nullable): as long as there is one */
  int fd;
  RosterCsvFlags flags;
  GString *text; /* owned: not written yet */
  guint64 n_members;
  goffset n_written; /* bytes */
  goffset n_synced;  /* bytes that were given to the disk */
};

static gboolean
set_error (GError **error, const char *name, int code)
{
  switch (code)
    {
    case EISDIR:
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE, _ ("“%s” is a folder."), name);
      break;
    case EEXIST:
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
                   _ ("“%s” is not a file that can be replaced."), name);
      break;
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
                   _ ("“%s” cannot be saved: its folder does not exist."), name);
      break;
    case EACCES:
    case EPERM:
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
                   _ ("“%s” cannot be saved: you may not write there."), name);
      break;
    case EROFS:
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
                   _ ("“%s” cannot be saved: the disk can only be read."), name);
      break;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
                   _ ("“%s” cannot be saved: there is no room left for it."), name);
      break;
    default:
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
                   /* Translators: a file’s name, and the reason in the system’s words. */
                   _ ("“%s” cannot be saved: %s."), name, g_strerror (code));
    }

  return FALSE;
}

/* The place that @path means once every symbolic link at its end is followed; the last need not
 * exist. NULL where there are too many. */
static char *
follow_links (const char *path)
{
  g_autofree char *place = g_strdup (path);

  for (guint i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *target = g_file_read_link (place, NULL);
      g_autofree char *folder = NULL;

      if (target == NULL)
        return g_steal_pointer (&place);

      folder = g_path_get_dirname (place);
      g_free (place);
      place = g_path_is_absolute (target) ? g_steal_pointer (&target)
                                          : g_build_filename (folder, target, NULL);
    }

  return NULL;
}

/* Whether the old file, where there is one, is of a kind that can be replaced. */
static int
check_place (const char *path, gboolean *exists, struct stat *old)
{
  *exists = stat (path, old) == 0;
  if (!*exists)
    return errno == ENOENT ? 0 : errno;
  if (S_ISDIR (old->st_mode))
    return EISDIR;

  if (!S_ISREG (old->st_mode))
    return EEXIST;

  return access (path, W_OK) == 0 ? 0 : errno; /* a write-protected file stays */
}

/* An empty file beside the place, with the owner and the mode of the old one. */
static int
make_temporary (RosterCsvFile *self, const struct stat *old)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *temporary = g_build_filename (folder, ".roster-XXXXXX.csv", NULL);

  self->fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (self->fd < 0)
    return errno;

  self->temporary_path = g_steal_pointer (&temporary);
  if (old == NULL)
    return 0;

  /* Only root may give a file away; a group of one's own can always be kept. */
  if (fchown (self->fd, old->st_uid, old->st_gid) != 0 &&
      fchown (self->fd, (uid_t)-1, old->st_gid) != 0)
    g_debug ("The owner of the old file is not kept: %s", g_strerror (errno));

  if (fchmod (self->fd, old->st_mode & 07777) == 0 || errno == ENOSYS || errno == EOPNOTSUPP)
    return 0;

  return errno;
}

static gboolean
write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        {
          data += n;
          length -= (gsize)n;
        }
    }

  return TRUE;
}

/* The disk works beside the network, so that little is left for the end. That it cannot is no
 * failure: fsync() says so then. */
static void
begin_sync (RosterCsvFile *self)
{
#ifdef SYNC_FILE_RANGE_WRITE
  if (self->path == NULL || self->n_written - self->n_synced < SYNC_SIZE)
    return;

  sync_file_range (self->fd, self->n_synced, self->n_written - self->n_synced,
                   SYNC_FILE_RANGE_WRITE);
  self->n_synced = self->n_written;
#endif
}

static gboolean
flush (RosterCsvFile *self, GError **error)
{
  if (!write_all (self->fd, self->text->str, self->text->len))
    return set_error (error, self->name, errno);

  self->n_written += (goffset)self->text->len;
  g_string_truncate (self->text, 0);
  begin_sync (self);

  return TRUE;
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

static RosterCsvFile *
csv_file_new (int fd, const char *name, RosterCsvFlags flags)
{
  RosterCsvFile *self = g_new0 (RosterCsvFile, 1);

  self->name = g_strdup (name);
  self->fd = fd;
  self->flags = flags;
  self->text = g_string_sized_new (BLOCK_SIZE + 4096);
  roster_csv_append_header (self->text);

  return self;
}

/**
 * roster_csv_file_open:
 * @file: where to; a symbolic link is followed
 * @flags: see roster_csv_append_member()
 * @error: %ROSTER_ERROR_FILE: a sentence that names the file and the reason
 *
 * Starts a temporary file in the folder of @file, whose mode is kept where it exists. Nothing is
 * seen at @file before roster_csv_file_commit().
 *
 * Returns: (transfer full): the file, or %NULL
 */
RosterCsvFile *
roster_csv_file_open (GFile *file, RosterCsvFlags flags, GError **error)
{
  g_autoptr (RosterCsvFile) self = NULL;
  g_autofree char *name = NULL;
  const char *path;
  gboolean exists = FALSE;
  struct stat old;
  int code;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = g_file_get_parse_name (file);
  path = g_file_peek_path (file);
  if (path == NULL)
    {
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
                   _ ("“%s” cannot be saved: choose a folder of this computer."), name);
      return NULL;
    }

  self = csv_file_new (-1, name, flags);
  self->path = follow_links (path);
  code = self->path == NULL ? ELOOP : check_place (self->path, &exists, &old);
  if (code == 0)
    code = make_temporary (self, exists ? &old : NULL);
  if (code != 0)
    {
      set_error (error, name, code);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * roster_csv_file_new_for_fd:
 * @fd: an open file descriptor, which stays the caller's
 * @name: how errors name it
 * @flags: see roster_csv_append_member()
 *
 * Writes straight to @fd (standard output, a pipe), where nothing can be taken back.
 *
 * Returns: (transfer full): the file
 */
RosterCsvFile *
roster_csv_file_new_for_fd (int fd, const char *name, RosterCsvFlags flags)
{
  g_return_val_if_fail (fd >= 0, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return csv_file_new (fd, name, flags);
}

/**
 * roster_csv_file_append:
 * @self: a file
 * @member: the member to write
 * @error: %ROSTER_ERROR_FILE; then only roster_csv_file_abort() is left
 *
 * Returns: whether it could be written
 */
gboolean
roster_csv_file_append (RosterCsvFile *self, const RosterMember *member, GError **error)
{
  g_return_val_if_fail (self != NULL && self->fd >= 0, FALSE);
  g_return_val_if_fail (member != NULL, FALSE);

  roster_csv_append_member (self->text, member, self->flags);
  self->n_members++;

  return self->text->len < BLOCK_SIZE || flush (self, error);
}

/**
 * roster_csv_file_commit:
 * @self: a file
 * @error: %ROSTER_ERROR_FILE; then the old file is as it was
 *
 * Writes what is left, makes sure that it is on the disk, and puts it in the place of the old file.
 * Afterwards @self can only be asked for its number of members and let go with
 * roster_csv_file_abort().
 *
 * Returns: whether the file is complete
 */
gboolean
roster_csv_file_commit (RosterCsvFile *self, GError **error)
{
  int fd;

  g_return_val_if_fail (self != NULL && self->fd >= 0, FALSE);

  if (!flush (self, error))
    return FALSE;
  if (self->path == NULL)
    return TRUE;

  if (fsync (self->fd) != 0)
    return set_error (error, self->name, errno);
  fd = self->fd;
  self->fd = -1;
  if (close (fd) != 0 && errno != EINTR)
    return set_error (error, self->name, errno);
  if (g_rename (self->temporary_path, self->path) != 0)
    return set_error (error, self->name, errno);

  g_clear_pointer (&self->temporary_path, g_free);
  sync_folder (self->path);

  return TRUE;
}

/**
 * roster_csv_file_get_n_members:
 * @self: a file
 *
 * Returns: how many members have been appended
 */
guint64
roster_csv_file_get_n_members (RosterCsvFile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_members;
}

/**
 * roster_csv_file_abort:
 * @self: (nullable): a file
 *
 * Lets go of @self; without a commit before, no trace of it is left and the old file is as it was.
 */
void
roster_csv_file_abort (RosterCsvFile *self)
{
  if (self == NULL)
    return;

  if (self->path != NULL && self->fd >= 0)
    close (self->fd);
  if (self->temporary_path != NULL)
    g_unlink (self->temporary_path);

  g_free (self->temporary_path);
  g_free (self->path);
  g_free (self->name);
  g_string_free (self->text, TRUE);
  g_free (self);
}
