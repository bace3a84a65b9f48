/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text files that somebody drops or chooses: read in a thread, bounded, UTF-8 only. */

#include "ui/widgets/roster-text-file.h"

#include "core/base/roster-error.h"
#include "core/base/roster-text.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Fails where a folder, a device or a pipe is given: reading those may never end. */
static gboolean
check_file (GFile *file, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) local_error = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, &local_error);
  if (info == NULL)
    {
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE, _ ("“%s” cannot be read: %s."), name,
                   local_error->message);
      return FALSE;
    }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE, _ ("“%s” is not a file."), name);
      return FALSE;
    }
  if (g_file_info_get_size (info) > ROSTER_TEXT_FILE_MAX)
    {
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE, _ ("“%s” is larger than 1 MiB."), name);
      return FALSE;
    }
  return TRUE;
}

/* One byte more than allowed is asked for, since a file may grow after its size was read. */
static char *
read_bytes (GFile *file, const char *name, gsize *length, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *bytes = g_malloc (ROSTER_TEXT_FILE_MAX + 2);
  g_autoptr (GError) local_error = NULL;

  stream = g_file_read (file, cancellable, &local_error);
  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, ROSTER_TEXT_FILE_MAX + 1, length,
                                cancellable, &local_error))
    {
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE, _ ("“%s” cannot be read: %s."), name,
                   local_error->message);
      return NULL;
    }
  if (*length > ROSTER_TEXT_FILE_MAX)
    {
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE, _ ("“%s” is larger than 1 MiB."), name);
      return NULL;
    }
  bytes[*length] = '\0';
  return g_steal_pointer (&bytes);
}

static char *
read_text (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *basename = g_file_get_basename (file);
  g_autofree char *name = roster_text_display (basename);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  if (!check_file (file, name, cancellable, error))
    return NULL;
  bytes = read_bytes (file, name, &length, cancellable, error);
  if (bytes == NULL)
    return NULL;
  /* Refuses zero bytes too, so that the text is all of the file. */
  if (!g_utf8_validate_len (bytes, length, NULL))
    {
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
                   _ ("“%s” is not a text in UTF-8: save it as “CSV UTF-8” or as plain text."),
                   name);
      return NULL;
    }
  if (g_str_has_prefix (bytes, BYTE_ORDER_MARK))
    memmove (bytes, bytes + strlen (BYTE_ORDER_MARK), length - strlen (BYTE_ORDER_MARK) + 1);
  return g_steal_pointer (&bytes);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  char *text = read_text (source, cancellable, &error);

  if (text == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, text, g_free);
}

/**
 * roster_text_file_read_async:
 * @file: a file
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is read
 * @user_data: for @callback
 *
 * Reads @file in a thread. Fails with %ROSTER_ERROR_FILE where it is not a regular file of at most
 * %ROSTER_TEXT_FILE_MAX bytes in UTF-8 (with or without a byte order mark).
 */
void
roster_text_file_read_async (GFile *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_text_file_read_async);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * roster_text_file_read_finish:
 * @file: the file
 * @result: the result
 * @error: where to say what went wrong: %ROSTER_ERROR_FILE or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): all of its text, or %NULL
 */
char *
roster_text_file_read_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
