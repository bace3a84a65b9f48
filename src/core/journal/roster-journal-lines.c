/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A journal taken apart into its lines. */

#include "core/journal/roster-journal-lines.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/roster-error.h"
#include "core/base/roster-text.h"

#define BLOCK_SIZE 65536 /* bytes that are read at a time */

typedef struct
{
  GString *line; /* of a longer one, a byte more than a line may have */
  RosterJournalLineFunc func;
  gpointer user_data;
} Reading;

static void
end_line (Reading *reading)
{
  GString *line = reading->line;

  if (line->len > 0)
    reading->func (roster_journal_record_parse (line->str, line->len), line->str, line->len,
                   reading->user_data);
  g_string_truncate (line, 0);
}

static void
take_block (Reading *reading, const char *block, gsize length)
{
  const char *end = block + length;

  while (block < end)
    {
      const char *stop = memchr (block, '\n', (gsize)(end - block));
      gsize n = (gsize)((stop != NULL ? stop : end) - block);

      g_string_append_len (reading->line, block,
                           (gssize)MIN (n, ROSTER_JOURNAL_MAX_LINE + 1 - reading->line->len));
      if (stop != NULL)
        end_line (reading);
      block += n + 1;
    }
}

static gboolean
set_error (GError **error, int code)
{
  g_autofree char *reason = roster_text_dup_sentence (g_strerror (code));

  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_JOURNAL,
               /* Translators: %s is the system's reason, a sentence */
               _ ("The journal of changes cannot be read: %s"), reason);

  return FALSE;
}

/**
 * roster_journal_lines_read:
 * @fd: an open journal, a plain file
 * @size: bytes: what comes behind them may still be written by another process
 * @func: called for each line that is not empty; a longer one than %ROSTER_JOURNAL_MAX_LINE is cut
 * to a byte more
 * @user_data: for @func
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * Takes no more memory than a line may have, however long the lines are: a crash of the system can
 * leave a hole of any size in a file.
 *
 * Returns: whether all of it could be read
 */
gboolean
roster_journal_lines_read (
    int fd, gsize size, RosterJournalLineFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GString) line = g_string_sized_new (ROSTER_JOURNAL_MAX_LINE + 1);
  g_autofree char *block = g_malloc (BLOCK_SIZE);
  Reading reading = { line, func, user_data };
  gsize done = 0;

  while (done < size)
    {
      gssize n = pread (fd, block, MIN (size - done, BLOCK_SIZE), (off_t)done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return set_error (error, errno);
      if (n == 0)
        break;
      take_block (&reading, block, (gsize)n);
      done += (gsize)n;
    }
  end_line (&reading);

  return TRUE;
}
