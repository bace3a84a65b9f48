/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A journal of any bytes: what can be read can be written again, another line can be added behind
 * whatever is there, and what is damaged goes aside without taking anything along. */

#include "fuzz.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/journal/roster-journal-file.h"
#include "core/journal/roster-journal-record.h"
#include "core/journal/roster-journal-repair.h"
#include "core/journal/roster-journal-rotation.h"

#define MAX_REPEATED 200000 /* bytes */

#define GOOD_LINE                                                                                  \
  "{\"version\":1,\"time\":\"2026-11-23T12:00:00.000Z\",\"event\":\"intent\",\"kind\":\"add\","    \
  "\"uuid\":\"u\",\"endpoint\":\"https://example.com\",\"organization-id\":\"1\","                 \
  "\"organization-name\":\"o\",\"user-id\":\"me\",\"subject\":\"s\",\"label\":\"l\","              \
  "\"role\":\"user\"}\n"

/* One folder a process; a memory file system where there is one. */
static const char *
get_path (void)
{
  static char *path = NULL;

  if (path == NULL)
    {
      g_autofree char *folder =
          g_build_filename (g_access ("/dev/shm", W_OK) == 0 ? "/dev/shm" : g_get_tmp_dir (),
                            "roster-fuzz-XXXXXX", NULL);

      g_assert_nonnull (g_mkdtemp (folder));
      path = g_build_filename (folder, "journal.jsonl", NULL);
    }

  return path;
}

static void
remove_files (void)
{
  g_autofree char *aside = roster_journal_repair_get_path (get_path ());

  g_unlink (aside);
  g_unlink (get_path ());
}

static void
remove_folder (void)
{
  g_autofree char *folder = g_path_get_dirname (get_path ());

  remove_files ();
  g_rmdir (folder);
}

static void
check_line (const char *line, gsize length)
{
  g_autofree char *copy = g_memdup2 (line, length);
  g_autoptr (RosterJournalRecord) record = roster_journal_record_parse (copy, length);
  g_autoptr (RosterJournalRecord) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_false (record != NULL && roster_journal_record_is_later (copy, length));
  if (record == NULL)
    return;

  first = roster_journal_record_to_line (record);
  g_assert_true (g_utf8_validate (first, -1, NULL));
  g_assert_true (strchr (first, '\n') == first + strlen (first) - 1);
  if (strlen (first) > ROSTER_JOURNAL_MAX_LINE + 1)
    return; /* an escape is longer than its character */
  again = roster_journal_record_parse (first, strlen (first) - 1);
  g_assert_nonnull (again);
  second = roster_journal_record_to_line (again);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpint (again->time, ==, record->time);
  g_assert_cmpstr (again->subject, ==, record->subject);
  if (record->event == ROSTER_JOURNAL_OUTCOME)
    g_assert_cmpstr (again->detail, ==, record->detail);
}

static guint
count_records (guint *n_damaged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records =
      roster_journal_file_read_since (get_path (), G_MAXINT64, NULL, n_damaged, &error);

  g_assert_no_error (error);

  return records->len;
}

static void
check_file (const guint8 *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  guint n_records, n_damaged, n_aside, n_left;

  g_assert_true (g_file_set_contents_full (get_path (), (const char *)data, (gssize)size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, &error));
  n_records = count_records (&n_damaged);

  roster_journal_file_append_for_run (get_path (), GOOD_LINE, NULL, NULL, ROSTER_JOURNAL_MAX_SIZE,
                                      NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_records (&n_left), ==, n_records + 1);
  g_assert_cmpuint (n_left, ==, n_damaged);

  g_assert_true (roster_journal_repair_run (get_path (), &n_aside, &error));
  g_assert_cmpuint (n_aside, ==, n_damaged);
  g_assert_cmpuint (count_records (&n_left), ==, n_records + 1);
  g_assert_cmpuint (n_left, ==, 0);
  g_assert_true ((roster_journal_repair_count (get_path ()) > 0) == (n_damaged > 0));
  remove_files ();
}

static void
check_journal (const guint8 *data, size_t size)
{
  const guint8 *end = data + size;

  for (const guint8 *line = data; line < end;)
    {
      const guint8 *stop = memchr (line, '\n', (gsize)(end - line));
      gsize length = (gsize)((stop != NULL ? stop : end) - line);

      if (length > 0)
        check_line ((const char *)line, length);
      line += length + 1;
    }
  check_file (size > 0 ? data : (const guint8 *)"", size);
}

/* Nested and endless lines out of few bytes: what is behind “*” and a byte for how often, as
 * often. */
static void
check_repeated (const guint8 *data, size_t size)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const gsize n = (gsize)1 << (data[1] % 17);

  for (gsize i = 0; i < n && bytes->len + size < MAX_REPEATED; i++)
    g_byte_array_append (bytes, data + 2, (guint)size - 2);
  check_journal (bytes->data, bytes->len);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static gboolean registered = FALSE;

  if (!registered)
    atexit (remove_folder);
  registered = TRUE;

  if (size > 2 && *data == '*')
    check_repeated (data, size);
  else
    check_journal (data, size);

  return 0;
}
