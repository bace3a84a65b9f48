/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A line that a crash tore, or that somebody edited, is kept, but not in the way: first it is
 * written into the file beside the journal, then the journal is replaced by one without it. A crash
 * between the two finds the line in the other file already.
 */

#include "core/journal/roster-journal-repair.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/journal/roster-journal-lines.h"
#include "core/journal/roster-journal-lock.h"

typedef struct
{
  GString *good;
  GPtrArray *damaged; /* (element-type GBytes) */
  gboolean is_cut;    /* whether one is longer than what is in damaged */
} Sorting;

/* “journal” of “journal.jsonl” */
static char *
dup_stem (const char *path)
{
  gsize length = strlen (path) - (g_str_has_suffix (path, ".jsonl") ? strlen (".jsonl") : 0);

  return g_strndup (path, length);
}

static void
sort_line (RosterJournalRecord *record, const char *line, gsize length, gpointer user_data)
{
  Sorting *sorting = user_data;

  if (record == NULL && !roster_journal_record_is_later (line, length))
    {
      g_ptr_array_add (sorting->damaged, g_bytes_new (line, length));
      sorting->is_cut = sorting->is_cut || length > ROSTER_JOURNAL_MAX_LINE;
      return;
    }

  g_clear_pointer (&record, roster_journal_record_free);
  g_string_append_len (sorting->good, line, (gssize)length);
  g_string_append_c (sorting->good, '\n');
}

static void
remember_line (RosterJournalRecord *record, const char *line, gsize length, gpointer user_data)
{
  g_clear_pointer (&record, roster_journal_record_free);
  g_hash_table_add (user_data, g_bytes_new (line, length));
}

/* The lines that are aside already: (element-type GBytes) */
static GHashTable *
read_aside (int fd)
{
  GHashTable *lines =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
  struct stat info;

  if (fd >= 0 && fstat (fd, &info) == 0)
    roster_journal_lines_read (fd, (gsize)info.st_size, remember_line, lines, NULL);

  return lines;
}

static gboolean
keep_aside (const char *path, GPtrArray *damaged)
{
  g_autofree char *aside = roster_journal_repair_get_path (path);
  int fd = open (aside, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW, 0600);
  g_autoptr (GHashTable) known = read_aside (fd);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean kept;

  for (guint i = 0; i < damaged->len; i++)
    {
      gsize length;
      const char *line = g_bytes_get_data (damaged->pdata[i], &length);

      if (!g_hash_table_add (known, g_bytes_ref (damaged->pdata[i])))
        continue;
      g_string_append_len (text, line, (gssize)length);
      g_string_append_c (text, '\n');
    }

  kept = fd >= 0 && write (fd, text->str, text->len) == (gssize)text->len && fsync (fd) == 0 &&
         roster_journal_lock_sync_folders (path);
  if (fd >= 0)
    close (fd);

  return kept;
}

/* Of a line that may be gigabytes of nothing, the beginning goes aside; all of it stays in the old
 * journal, which gets a name of its own. */
static gboolean
keep_whole (const char *path)
{
  g_autofree char *stem = dup_stem (path);

  for (guint number = 1; number < G_MAXUINT; number++)
    {
      g_autofree char *name = g_strdup_printf ("%s-damaged-%u.jsonl", stem, number);

      if (link (path, name) == 0)
        return TRUE;
      if (errno != EEXIST)
        return FALSE;
    }

  return FALSE;
}

/**
 * roster_journal_repair_get_path:
 * @path: the journal's file
 *
 * Returns: (transfer full): the file that damaged lines are kept in
 */
char *
roster_journal_repair_get_path (const char *path)
{
  g_autofree char *stem = dup_stem (path);

  return g_strconcat (stem, "-damaged.jsonl", NULL);
}

/** roster_journal_repair_count: how many damaged lines are kept beside the journal at @path. */
guint
roster_journal_repair_count (const char *path)
{
  g_autofree char *aside = roster_journal_repair_get_path (path);
  int fd = open (aside, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  g_autoptr (GHashTable) lines = read_aside (fd);

  if (fd >= 0)
    close (fd);

  return g_hash_table_size (lines);
}

/**
 * roster_journal_repair_run:
 * @path: the journal's file; none is fine
 * @n_damaged: (out): how many damaged lines were found
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * Lines of a later Roster's making are not damaged. Where there is no room to keep a damaged line
 * aside it stays where it is.
 *
 * Returns: whether the journal could be read
 */
gboolean
roster_journal_repair_run (const char *path, guint *n_damaged, GError **error)
{
  g_autoptr (GError) failure = NULL;
  int fd = roster_journal_lock_open (path, ROSTER_JOURNAL_LOCK_CHANGE, &failure);
  g_autoptr (GString) good = g_string_new (NULL);
  g_autoptr (GPtrArray) damaged = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  Sorting sorting = { good, damaged, FALSE };
  struct stat info;

  *n_damaged = 0;
  if (fd >= 0)
    {
      if (fstat (fd, &info) == 0 &&
          roster_journal_lines_read (fd, (gsize)info.st_size, sort_line, &sorting, &failure) &&
          damaged->len > 0 &&
          (!keep_aside (path, damaged) || (sorting.is_cut && !keep_whole (path)) ||
           !roster_journal_lock_replace (path, good->str, good->len)))
        g_debug ("Damaged lines stay in the journal: %s", g_strerror (errno));
      close (fd);
    }

  *n_damaged = damaged->len;
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}
