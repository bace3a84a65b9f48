/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A journal that has grown large goes aside as journal-1.jsonl, the next as journal-2.jsonl, and so
 * on; nothing is ever thrown away. The new file begins with the lines of what is not settled, so
 * that one look into it is enough at each start.
 *
 *   write the new file beside it → link the old one to its number → rename the new one over it
 *
 * At each instant there is a whole journal under its name; a crash between the last two steps
 * leaves a second name of the same file, which readers know and the next rotation takes up.
 */

#include "core/journal/roster-journal-rotation.h"

#include <dirent.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/journal/roster-journal-lines.h"
#include "core/journal/roster-journal-lock.h"

typedef struct
{
  GHashTable *positions; /* of a uuid: its place in order, plus one */
  GPtrArray *lines;      /* (element-type utf8) (nullable): what is carried on */
  gint64 since;          /* unix milliseconds: older outcomes that are not known are left */
} Carry;

/* “journal-” of “journal.jsonl” */
static char *
dup_stem (const char *path)
{
  g_autofree char *stem = g_strdup (path);

  if (g_str_has_suffix (stem, ".jsonl"))
    stem[strlen (stem) - strlen (".jsonl")] = '\0';

  return g_strconcat (stem, "-", NULL);
}

static char *
dup_numbered (const char *path, guint number)
{
  g_autofree char *stem = dup_stem (path);

  return g_strdup_printf ("%s%u.jsonl", stem, number);
}

/* The number in the name of an older file; 0 where it is another file. */
static guint
parse_number (const char *name, const char *stem)
{
  const char *digits = g_str_has_prefix (name, stem) ? name + strlen (stem) : "";
  gsize length = strspn (digits, "0123456789");

  if (*digits == '0' || length == 0 || length > 9 || !g_str_equal (digits + length, ".jsonl"))
    return 0;

  return (guint)g_ascii_strtoull (digits, NULL, 10);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const guint first = *(const guint *)a;
  const guint second = *(const guint *)b;

  return (first > second) - (first < second);
}

/* (transfer full) (element-type guint) (nullable): the numbers of the older files, in order; one
 * may be missing. NULL, and errno is set, where the folder cannot be read. */
static GArray *
list_numbers (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *stem_path = dup_stem (path);
  g_autofree char *stem = g_path_get_basename (stem_path);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  DIR *files = opendir (folder);

  if (files == NULL)
    return errno == ENOENT ? g_steal_pointer (&numbers) : NULL;
  for (const struct dirent *file = readdir (files); file != NULL; file = readdir (files))
    {
      guint number = parse_number (file->d_name, stem);

      if (number > 0)
        g_array_append_val (numbers, number);
    }
  closedir (files);
  g_array_sort (numbers, compare_numbers);

  return g_steal_pointer (&numbers);
}

/**
 * roster_journal_rotation_list:
 * @path: the journal's file
 *
 * Where one is missing, the others are all there is.
 *
 * Returns: (transfer full) (element-type filename) (nullable): the paths of the older files, oldest
 *   first; %NULL, and errno is set, where the folder cannot be read
 */
GPtrArray *
roster_journal_rotation_list (const char *path)
{
  g_autoptr (GArray) numbers = list_numbers (path);
  GPtrArray *paths = NULL;

  if (numbers == NULL)
    return NULL;
  paths = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < numbers->len; i++)
    g_ptr_array_add (paths, dup_numbered (path, g_array_index (numbers, guint, i)));

  return paths;
}

static gboolean
is_open_end (const RosterJournalRecord *record, gint64 since)
{
  return record->event == ROSTER_JOURNAL_INTENT ||
         (record->result == ROSTER_CHANGE_UNKNOWN && record->time >= since);
}

/* The last line of each change counts. */
static void
carry_line (RosterJournalRecord *taken, const char *line, gsize length, gpointer user_data)
{
  g_autoptr (RosterJournalRecord) record = taken;
  Carry *carry = user_data;
  guint position;

  if (record == NULL)
    return;

  position = GPOINTER_TO_UINT (g_hash_table_lookup (carry->positions, record->uuid));
  if (position > 0)
    {
      g_free (carry->lines->pdata[position - 1]);
      carry->lines->pdata[position - 1] = NULL;
      g_hash_table_remove (carry->positions, record->uuid);
    }
  if (is_open_end (record, carry->since))
    {
      g_ptr_array_add (carry->lines, g_strndup (line, length));
      g_hash_table_insert (carry->positions, g_strdup (record->uuid),
                           GUINT_TO_POINTER (carry->lines->len));
    }
}

/* (nullable): the lines that the new file begins with */
static GString *
collect (int fd, gsize size)
{
  g_autoptr (GHashTable) positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  Carry carry = { positions, lines,
                  (g_get_real_time () - ROSTER_JOURNAL_UNKNOWN_DAYS * G_TIME_SPAN_DAY) /
                      G_TIME_SPAN_MILLISECOND };
  GString *text;

  if (!roster_journal_lines_read (fd, size, carry_line, &carry, NULL))
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; i < lines->len; i++)
    if (lines->pdata[i] != NULL)
      g_string_append_printf (text, "%s\n", (const char *)lines->pdata[i]);

  return text;
}

static gboolean
is_same_file (const char *path, int fd)
{
  struct stat named;
  struct stat opened;

  return stat (path, &named) == 0 && fstat (fd, &opened) == 0 && named.st_dev == opened.st_dev &&
         named.st_ino == opened.st_ino;
}

/* Gives the old file its number, behind all others, unless a crash left it there. */
static gboolean
link_old (const char *path, int fd)
{
  g_autoptr (GArray) numbers = list_numbers (path);
  guint last =
      numbers != NULL && numbers->len > 0 ? g_array_index (numbers, guint, numbers->len - 1) : 0;
  g_autofree char *newest = dup_numbered (path, last);
  g_autofree char *next = dup_numbered (path, last + 1);

  return numbers != NULL && ((last > 0 && is_same_file (newest, fd)) || link (path, next) == 0);
}

/**
 * roster_journal_rotation_rotate:
 * @path: the journal's file
 * @fd: the same, locked alone
 * @max_size: bytes; a journal that would begin at more than half of them stays as it is
 *
 * A file system without hard links, or a full one, is no reason to lose a line: the journal then
 * grows on.
 *
 * Returns: whether @path is another file now, so that @fd is to be closed and opened again
 */
gboolean
roster_journal_rotation_rotate (const char *path, int fd, gsize max_size)
{
  struct stat info;
  g_autoptr (GString) carried = fstat (fd, &info) == 0 ? collect (fd, (gsize)info.st_size) : NULL;
  g_autofree char *prepared = NULL;

  if (carried == NULL || carried->len > max_size / 2)
    return FALSE;

  prepared = roster_journal_lock_prepare (path, carried->str, carried->len);
  if (prepared != NULL && link_old (path, fd) && g_rename (prepared, path) == 0)
    return roster_journal_lock_sync_folders (path);

  g_debug ("The journal stays in one file: %s", g_strerror (errno));
  if (prepared != NULL)
    g_unlink (prepared);

  return FALSE;
}
