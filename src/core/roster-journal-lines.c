/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A journal taken apart into its lines. */

#include "roster-journal-lines.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "roster-error.h"
#include "roster-text.h"

/**
 * roster_journal_lines_read:
 * @fd: an open journal
 * @size: bytes: what comes behind them may still be written by another process
 * @func: called for each line that is not empty
 * @user_data: for @func
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * Returns: whether all of it could be read
 */
gboolean
roster_journal_lines_read (
    int fd, gsize size, RosterJournalLineFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (fd, FALSE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (stream);
  g_autoptr (GError) failure = NULL;
  g_autofree char *reason = NULL;
  gsize done = 0;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  g_buffered_input_stream_set_buffer_size (G_BUFFERED_INPUT_STREAM (lines), 65536);
  if (lseek (fd, 0, SEEK_SET) < 0)
    size = 0;
  while (done < size)
    {
      gsize length;
      g_autofree char *line = g_data_input_stream_read_line (lines, &length, NULL, &failure);

      if (line == NULL)
        break;
      done += length + 1;
      if (length > 0)
        func (roster_journal_record_parse (line, length), line, length, user_data);
    }

  if (failure == NULL)
    return TRUE;

  reason = roster_text_dup_sentence (failure->message);
  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_JOURNAL,
               /* Translators: %s is the system's reason, a sentence */
               _ ("The journal of changes cannot be read: %s"), reason);

  return FALSE;
}
