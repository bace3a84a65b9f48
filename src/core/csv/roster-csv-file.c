/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A CSV file that replaces the old one in one step, once it is complete. */

#include "core/csv/roster-csv-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/roster-error.h"
#include "core/base/roster-file-replace.h"
#include "core/base/roster-text.h"

#define BLOCK_SIZE (64u * 1024u)       /* bytes */
#define SYNC_SIZE (2u * 1024u * 1024u) /* bytes after which the disk begins to work */

struct _RosterCsvFile
{
  char *name;                 /* owned: as it is shown */
  GFile *file;                /* owned, (nullable): where it goes */
  RosterFileReplace *replace; /* owned, (nullable): NULL where fd is somebody else's */
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
                   _ ("“%s” cannot be saved: %s."), name, roster_file_replace_describe (code));
    }

  return FALSE;
}

/* The disk works beside the network, so that little is left for the end. That it cannot is no
 * failure: fsync() says so then. */
static void
begin_sync (RosterCsvFile *self)
{
#ifdef SYNC_FILE_RANGE_WRITE
  if (self->replace == NULL || self->n_written - self->n_synced < SYNC_SIZE)
    return;

  sync_file_range (self->fd, self->n_synced, self->n_written - self->n_synced,
                   SYNC_FILE_RANGE_WRITE);
  self->n_synced = self->n_written;
#endif
}

static gboolean
flush (RosterCsvFile *self, GError **error)
{
  g_autofree char *shown =
      (self->flags & ROSTER_CSV_VISIBLE) != 0 ? roster_text_display_lines (self->text->str) : NULL;
  const char *text = shown != NULL ? shown : self->text->str;
  const gsize length = shown != NULL ? strlen (shown) : self->text->len;
  const int code = roster_file_replace_write (self->fd, text, length);

  if (code != 0)
    return set_error (error, self->name, code);

  self->n_written += (goffset)self->text->len;
  g_string_truncate (self->text, 0);
  begin_sync (self);

  return TRUE;
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
 * @file: where to; links are followed, see roster_file_replace_resolve()
 * @flags: see roster_csv_append_member(); with %ROSTER_CSV_KEEP_OLD, a file that is there is left
 *   as it is, and the new one gets a number
 * @error: %ROSTER_ERROR_FILE: a sentence that names the file and the reason
 *
 * Starts a temporary file in the folder of @file, whose mode is kept where it exists; a new one is
 * for its owner alone. Nothing is seen at @file before roster_csv_file_commit().
 *
 * Returns: (transfer full): the file, or %NULL
 */
RosterCsvFile *
roster_csv_file_open (GFile *file, RosterCsvFlags flags, GError **error)
{
  g_autoptr (RosterCsvFile) self = NULL;
  g_autofree char *name = NULL;
  const char *path;
  int code = 0;

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
  self->file = g_object_ref (file);
  self->replace = roster_file_replace_begin (path, &code);
  if (self->replace == NULL)
    {
      set_error (error, name, code);
      return NULL;
    }
  self->fd = roster_file_replace_get_fd (self->replace);

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
  g_autofree char *path = NULL;
  int code;

  g_return_val_if_fail (self != NULL && self->fd >= 0, FALSE);

  if (!flush (self, error))
    return FALSE;
  if (self->replace == NULL)
    return TRUE;

  self->fd = -1;
  if ((self->flags & ROSTER_CSV_KEEP_OLD) == 0)
    code = roster_file_replace_commit (self->replace);
  else
    code = roster_file_replace_commit_beside (self->replace, &path);
  if (code != 0)
    return set_error (error, self->name, code);
  if (path != NULL)
    {
      g_autofree char *basename = g_path_get_basename (path);
      g_autoptr (GFile) folder = g_file_get_parent (self->file);

      g_object_unref (self->file);
      self->file = g_file_get_child (folder, basename);
    }
  return TRUE;
}

/**
 * roster_csv_file_get_file:
 * @self: a file
 *
 * Returns: (transfer none) (nullable): where it goes; after a commit with %ROSTER_CSV_KEEP_OLD,
 *   where it is
 */
GFile *
roster_csv_file_get_file (RosterCsvFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->file;
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
 * roster_csv_file_save_text:
 * @file: where to, as for roster_csv_file_open()
 * @text: all that is to be in it
 * @error: as for roster_csv_file_open()
 *
 * For other lists than those of members.
 *
 * Returns: whether the file is complete; otherwise the old one is as it was
 */
gboolean
roster_csv_file_save_text (GFile *file, const GString *text, GError **error)
{
  g_autoptr (RosterCsvFile) self = roster_csv_file_open (file, ROSTER_CSV_DEFAULT, error);

  if (self == NULL)
    return FALSE;
  g_string_truncate (self->text, 0); /* the header of a list of members */
  g_string_append_len (self->text, text->str, (gssize)text->len);
  return roster_csv_file_commit (self, error);
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

  roster_file_replace_free (self->replace);
  g_clear_object (&self->file);
  g_free (self->name);
  g_string_free (self->text, TRUE);
  g_free (self);
}
