/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a threatstack.cfg, and takes the key out of it, each in a thread. Bytes that may hold the
 * key are wiped before their memory is given back. */

#include "core/config/roster-config-file.h"

#include "core/base/roster-error.h"
#include "core/base/roster-file-replace.h"
#include "core/base/roster-text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A threatstack.cfg has a few hundred bytes; whatever is far larger is something else. */
#define MAX_BYTES (1024 * 1024)

/* Bytes that are wiped when they are let go. */
typedef struct
{
  gsize size;
  gsize length;
  char data[];
} Buffer;

static Buffer *
buffer_new (gsize size)
{
  Buffer *buffer = g_malloc (sizeof (Buffer) + size);

  buffer->size = size;
  buffer->length = 0;
  return buffer;
}

static void
buffer_free (Buffer *buffer)
{
  explicit_bzero (buffer->data, buffer->size);
  g_free (buffer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Buffer, buffer_free)

/* A file descriptor that closes itself. */
typedef int Descriptor;

static void
descriptor_close (Descriptor *descriptor)
{
  if (*descriptor >= 0)
    close (*descriptor);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Descriptor, descriptor_close)

static void
set_read_error (GError **error, const char *filename, const char *reason)
{
  g_autofree char *sentence = roster_text_dup_sentence (reason);

  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
               /* Translators: a file's name, the system's reason. */
               _ ("“%s” cannot be read: %s"), filename, sentence);
}

static void
set_write_error (GError **error, const char *filename, const char *reason)
{
  g_autofree char *sentence = roster_text_dup_sentence (reason);

  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
               /* Translators: a file's name, the system's reason. */
               _ ("The key cannot be taken out of “%s”, which is as it was: %s"), filename,
               sentence);
}

static void
set_too_large_error (GError **error, const char *filename)
{
  set_read_error (error, filename, _ ("it is too large to be a threatstack.cfg"));
}

static char *
dup_display_name (GFile *file)
{
  g_autofree char *basename = g_file_get_basename (file);

  return g_filename_display_name (basename != NULL ? basename : "");
}

/* Opening a pipe or a device would wait, so only plain files are opened. */
static gboolean
check_kind (GFile *file, const char *filename, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, &failure);

  if (info == NULL && g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (info == NULL)
    {
      set_read_error (error, filename, failure->message);
      return FALSE;
    }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      set_read_error (error, filename, _ ("it is not a file of text"));
      return FALSE;
    }
  return TRUE;
}

/* Reads all of an open file, or sets errno (EFBIG where it is too large). */
static gboolean
read_descriptor (int descriptor, Buffer *buffer)
{
  while (buffer->length < buffer->size)
    {
      gssize n = read (descriptor, buffer->data + buffer->length, buffer->size - buffer->length);

      if (n == 0)
        return TRUE;
      if (n < 0 && errno != EINTR)
        return FALSE;
      buffer->length += n > 0 ? (gsize)n : 0;
    }
  errno = EFBIG;
  return FALSE;
}

/* Without waiting: a file of the kernel's, such as /proc/kmsg, says that it is a plain file and
 * then has nothing to give for hours. */
static gboolean
read_local_file (const char *path, const char *filename, Buffer *buffer, GError **error)
{
  g_auto (Descriptor) descriptor = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat info;

  if (descriptor < 0 || fstat (descriptor, &info) != 0)
    set_read_error (error, filename, g_strerror (errno));
  else if (!S_ISREG (info.st_mode))
    set_read_error (error, filename, _ ("it is not a file of text"));
  else if (read_descriptor (descriptor, buffer))
    return TRUE;
  else if (errno == EFBIG)
    set_too_large_error (error, filename);
  else if (errno == EAGAIN)
    set_read_error (error, filename, _ ("it is not a file of text"));
  else
    set_read_error (error, filename, g_strerror (errno));
  return FALSE;
}

static Buffer *
read_file (GFile *file, const char *filename, GCancellable *cancellable, GError **error)
{
  g_autoptr (Buffer) buffer = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) failure = NULL;
  const char *path = g_file_peek_path (file);

  if (!check_kind (file, filename, cancellable, error))
    return NULL;

  buffer = buffer_new (MAX_BYTES + 1);
  if (path != NULL)
    return read_local_file (path, filename, buffer, error) ? g_steal_pointer (&buffer) : NULL;
  stream = g_file_read (file, cancellable, &failure);
  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), buffer->data, buffer->size,
                                &buffer->length, cancellable, &failure))
    {
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        set_read_error (error, filename, failure->message);
      return NULL;
    }
  if (buffer->length > MAX_BYTES)
    {
      set_too_large_error (error, filename);
      return NULL;
    }
  return g_steal_pointer (&buffer);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GFile *file = task_data;
  g_autofree char *filename = dup_display_name (file);
  g_autoptr (RosterConfigFile) config = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (Buffer) buffer = read_file (file, filename, cancellable, &error);

  if (buffer != NULL)
    config = roster_config_file_parse (filename, buffer->data, buffer->length, &error);

  if (config != NULL)
    g_task_return_pointer (task, g_steal_pointer (&config),
                           (GDestroyNotify)roster_config_file_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * roster_config_file_load_async:
 * @file: a threatstack.cfg
 * @cancellable: (nullable): to stop it
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * Reads and parses a file in a thread. Files over 1 MiB, and whatever is not a plain file, are
 * refused.
 */
void
roster_config_file_load_async (GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (G_IS_FILE (file));

  g_task_set_source_tag (task, roster_config_file_load_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * roster_config_file_load_finish:
 * @result: of roster_config_file_load_async()
 * @error: return location for %ROSTER_ERROR_FILE or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the account and its organizations, or %NULL
 */
RosterConfigFile *
roster_config_file_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_unchanged (const char *path, const struct stat *before)
{
  struct stat now;

  if (lstat (path, &now) != 0)
    return FALSE;
  return now.st_dev == before->st_dev && now.st_ino == before->st_ino &&
         now.st_size == before->st_size && now.st_mtim.tv_sec == before->st_mtim.tv_sec &&
         now.st_mtim.tv_nsec == before->st_mtim.tv_nsec;
}

/* Puts bytes in the place of the file at path, in one step. */
static gboolean
replace (const char *path,
         const char *filename,
         const struct stat *before,
         GBytes *bytes,
         GError **error)
{
  g_autoptr (RosterFileReplace) file = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  int code;

  file = roster_file_replace_begin (path, &code);
  if (file != NULL)
    code = roster_file_replace_write (roster_file_replace_get_fd (file), data, length);
  if (code == 0 && !is_unchanged (path, before))
    {
      set_write_error (error, filename, _ ("another program has just changed it"));
      return FALSE;
    }
  if (code == 0)
    code = roster_file_replace_commit (file);
  if (code != 0)
    set_write_error (error, filename, roster_file_replace_describe (code));
  return code == 0;
}

/* What stands against rewriting it: an errno, or a reason of our own. */
static const char *
find_obstacle (int descriptor, struct stat *before)
{
  if (descriptor < 0 || fstat (descriptor, before) != 0)
    return g_strerror (errno);
  if (!S_ISREG (before->st_mode))
    return _ ("it is not a file of text");
  if (before->st_nlink > 1)
    return _ ("it has a second name (a hard link), which would keep the key");
  return NULL;
}

static gboolean
remove_key (const char *path, const char *filename, gboolean *from_comments, GError **error)
{
  g_auto (Descriptor) descriptor = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  g_autoptr (Buffer) buffer = NULL;
  g_autoptr (GBytes) rest = NULL;
  struct stat before;
  const char *obstacle = find_obstacle (descriptor, &before);

  if (obstacle != NULL)
    {
      set_write_error (error, filename, obstacle);
      return FALSE;
    }

  buffer = buffer_new (MAX_BYTES + 1);
  if (!read_descriptor (descriptor, buffer))
    {
      set_write_error (error, filename, g_strerror (errno));
      return FALSE;
    }

  rest = roster_config_file_strip_key (buffer->data, buffer->length, from_comments);
  if (g_bytes_get_size (rest) == buffer->length)
    return TRUE;
  return replace (path, filename, &before, rest, error);
}

static void
remove_key_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GFile *file = task_data;
  g_autofree char *filename = dup_display_name (file);
  g_autofree char *path = g_file_get_path (file);
  int code = 0;
  g_autofree char *target = path != NULL ? roster_file_replace_resolve (path, &code) : NULL;
  g_autoptr (GError) error = NULL;
  gboolean from_comments = FALSE;

  if (path == NULL)
    set_write_error (&error, filename, _ ("it is not on this computer"));
  else if (target == NULL)
    set_write_error (&error, filename, roster_file_replace_describe (code));
  else
    remove_key (target, filename, &from_comments, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_int (task, from_comments ? 1 : 0);
}

/**
 * roster_config_file_remove_key_async:
 * @file: a threatstack.cfg
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * Takes the key out of the file (roster_config_file_strip_key()), in a thread: a new file is
 * written beside it, synced, given the mode (and, where the system lets us, the owner) of the old
 * one and renamed over it. There is no backup, and at no time half a file. A symbolic link stays,
 * and its target is rewritten: see roster_file_replace_resolve().
 */
void
roster_config_file_remove_key_async (GFile *file, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_return_if_fail (G_IS_FILE (file));

  g_task_set_source_tag (task, roster_config_file_remove_key_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, remove_key_in_thread);
}

/**
 * roster_config_file_remove_key_finish:
 * @result: of roster_config_file_remove_key_async()
 * @from_comments: (out) (optional): whether a comment had a key as well, which is gone too
 * @error: return location for %ROSTER_ERROR_FILE; the file is then as it was
 *
 * Returns: %TRUE where no key is in the file now
 */
gboolean
roster_config_file_remove_key_finish (GAsyncResult *result, gboolean *from_comments, GError **error)
{
  gssize answer;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  answer = g_task_propagate_int (G_TASK (result), error);
  if (from_comments != NULL)
    *from_comments = answer > 0;
  return answer >= 0;
}
