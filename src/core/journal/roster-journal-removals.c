/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts removals for the guard of a quarter within 24 hours. It is asked before each removal is
 * written, under the journal's lock, so it reads only what was added since it was asked last.
 */

#include "core/journal/roster-journal-removals.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/roster-error.h"
#include "core/journal/roster-journal-file.h"
#include "core/journal/roster-journal-lock.h"
#include "core/journal/roster-journal-process-lock.h"

/* A removal, or an addition, which takes a removal back. The strings belong to texts. */
typedef struct
{
  gint64 time; /* of its first line, unix milliseconds */
  RosterChangeKind kind;
  RosterChangeState result; /* sending where there is no outcome yet */
  const char *endpoint;
  const char *organization_id;
  const char *subject;
  const char *run; /* (nullable) */
  gboolean owner;
} Item;

struct _RosterJournalRemovals
{
  GArray *items;         /* (element-type Item) in the order of the journal */
  GHashTable *positions; /* of a change's uuid: its place in items, plus one */
  GStringChunk *texts;

  gint64 since; /* unix milliseconds: older files were left out */

  /* How far the newest file was read. */
  dev_t device;
  ino_t inode;
  gsize size;
};

/** roster_journal_removals_new: one that has read nothing yet. */
RosterJournalRemovals *
roster_journal_removals_new (void)
{
  RosterJournalRemovals *self = g_new0 (RosterJournalRemovals, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  self->positions = g_hash_table_new (g_str_hash, g_str_equal);
  self->texts = g_string_chunk_new (4096);

  return self;
}

/** roster_journal_removals_free: frees it. */
void
roster_journal_removals_free (RosterJournalRemovals *self)
{
  g_array_unref (self->items);
  g_hash_table_unref (self->positions);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static Item *
add_item (RosterJournalRemovals *self, const RosterJournalRecord *record)
{
  const Item item = {
    .time = record->time,
    .kind = record->kind,
    .result = ROSTER_CHANGE_SENDING,
    .endpoint = g_string_chunk_insert_const (self->texts, record->endpoint),
    .organization_id = g_string_chunk_insert_const (self->texts, record->organization_id),
    .subject = g_string_chunk_insert_const (self->texts, record->subject),
    .run = record->run != NULL ? g_string_chunk_insert_const (self->texts, record->run) : NULL,
    .owner = roster_role_from_string (record->role) == ROSTER_ROLE_OWNER,
  };

  g_array_append_val (self->items, item);
  g_hash_table_insert (self->positions, g_string_chunk_insert (self->texts, record->uuid),
                       GUINT_TO_POINTER (self->items->len));

  return &g_array_index (self->items, Item, self->items->len - 1);
}

static void
take_record (RosterJournalRemovals *self, const RosterJournalRecord *record)
{
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, record->uuid));
  Item *item;

  if (record->kind == ROSTER_CHANGE_INVITE)
    return;

  item = position > 0 ? &g_array_index (self->items, Item, position - 1) : add_item (self, record);
  if (record->event == ROSTER_JOURNAL_OUTCOME)
    item->result = record->result;
}

/* All of it: another file has come into the place of the one that was read. */
static gboolean
read_all (RosterJournalRemovals *self, const char *path, int fd, gint64 since, GError **error)
{
  g_autoptr (GPtrArray) records = roster_journal_file_read_locked (path, fd, since, error);

  if (records == NULL)
    return FALSE;

  g_hash_table_remove_all (self->positions);
  g_array_set_size (self->items, 0);
  g_string_chunk_clear (self->texts);
  for (guint i = 0; i < records->len; i++)
    take_record (self, records->pdata[i]);
  self->since = since;

  return TRUE;
}

static gboolean
read_bytes (int fd, char *bytes, gsize length, gsize offset)
{
  while (length > 0)
    {
      const gssize n = pread (fd, bytes, length, (off_t)offset);

      if (n == 0)
        errno = EIO;
      if (n == 0 || (n < 0 && errno != EINTR))
        return FALSE;
      if (n > 0)
        {
          bytes += n;
          offset += (gsize)n;
          length -= (gsize)n;
        }
    }

  return TRUE;
}

/* What was added since, up to size. */
static gboolean
read_rest (RosterJournalRemovals *self, const char *path, int fd, gsize size, GError **error)
{
  gsize length = size - self->size;
  g_autofree char *bytes = g_malloc (length);
  const char *end = bytes + length;

  if (!read_bytes (fd, bytes, length, self->size))
    return roster_journal_lock_set_error (error, path, errno);

  for (const char *line = bytes; line < end;)
    {
      const char *stop = memchr (line, '\n', (gsize)(end - line));
      gsize n = (gsize)((stop != NULL ? stop : end) - line);
      g_autoptr (RosterJournalRecord) record = n > 0 ? roster_journal_record_parse (line, n) : NULL;

      if (record != NULL)
        take_record (self, record);
      line += n + 1;
    }

  return TRUE;
}

/**
 * roster_journal_removals_read:
 * @self: what was read before
 * @path: the journal
 * @fd: the same, locked; -1 where there is no file
 * @since: unix milliseconds: what is older is not needed
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * Returns: whether all of the journal is known now; else nothing may be counted
 */
gboolean
roster_journal_removals_read (
    RosterJournalRemovals *self, const char *path, int fd, gint64 since, GError **error)
{
  struct stat info = { 0 };
  gboolean is_same;

  if (fd >= 0 && fstat (fd, &info) < 0)
    return roster_journal_lock_set_error (error, path, errno);

  is_same = fd >= 0 && self->size > 0 && since >= self->since && info.st_dev == self->device &&
            info.st_ino == self->inode && (gsize)info.st_size >= self->size;
  if (is_same ? !read_rest (self, path, fd, (gsize)info.st_size, error)
              : !read_all (self, path, fd, since, error))
    {
      self->size = 0;
      return FALSE;
    }

  self->device = info.st_dev;
  self->inode = info.st_ino;
  self->size = (gsize)info.st_size;

  return TRUE;
}

static gboolean
may_have_happened (const Item *item)
{
  return item->result == ROSTER_CHANGE_SENDING || item->result == ROSTER_CHANGE_DONE ||
         item->result == ROSTER_CHANGE_UNKNOWN;
}

/**
 * roster_journal_removals_count:
 * @self: what was read
 * @endpoint: of the account; whose key was used does not matter
 * @organization_id: the service's id of the organization
 * @since: unix milliseconds
 *
 * Returns: how many people were removed since then, or may have been, and were not added again
 */
guint
roster_journal_removals_count (RosterJournalRemovals *self,
                               const char *endpoint,
                               const char *organization_id,
                               gint64 since)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = &g_array_index (self->items, Item, i);

      if (item->time < since || !g_str_equal (item->endpoint, endpoint) ||
          !g_str_equal (item->organization_id, organization_id))
        continue;
      if (item->kind == ROSTER_CHANGE_REMOVE && may_have_happened (item))
        g_hash_table_add (gone, (gpointer)item->subject);
      else if (item->kind == ROSTER_CHANGE_ADD && item->result == ROSTER_CHANGE_DONE)
        g_hash_table_remove (gone, item->subject);
    }

  return g_hash_table_size (gone);
}

/* Two runs that each see two owners, and remove one each, would leave none: whoever comes second
 * waits until the first is done, and reads the list then. */
static gboolean
check_owners (RosterJournalRemovals *self,
              const char *path,
              const RosterJournalLimit *limit,
              GError **error)
{
  g_autoptr (GHashTable) living = roster_journal_process_lock_list (path);

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = &g_array_index (self->items, Item, i);

      if (item->kind != ROSTER_CHANGE_REMOVE || item->result != ROSTER_CHANGE_SENDING ||
          !item->owner || !g_str_equal (item->endpoint, limit->endpoint) ||
          !g_str_equal (item->organization_id, limit->organization_id))
        continue;
      if (item->run == NULL || g_strcmp0 (item->run, limit->run) == 0 ||
          !g_hash_table_contains (living, item->run))
        continue;

      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_REFUSED,
                           _ ("It was not sent: another owner of the organization is being removed "
                              "right now. Start the removal again when that is done."));
      return FALSE;
    }

  return TRUE;
}

/**
 * roster_journal_removals_check:
 * @self: what was read before
 * @path: the journal
 * @fd: the same, locked alone
 * @limit: how many may be removed
 * @error: place for %ROSTER_ERROR_REFUSED or %ROSTER_ERROR_JOURNAL
 *
 * Returns: whether one more may be removed
 */
gboolean
roster_journal_removals_check (RosterJournalRemovals *self,
                               const char *path,
                               int fd,
                               const RosterJournalLimit *limit,
                               GError **error)
{
  guint n;

  if (!roster_journal_removals_read (self, path, fd, limit->since, error))
    return FALSE;
  if (limit->owner && !check_owners (self, path, limit, error))
    return FALSE;
  /* A run of thousands does not count them all each time. */
  if (self->items->len < limit->most)
    return TRUE;

  n = roster_journal_removals_count (self, limit->endpoint, limit->organization_id, limit->since);
  if (n < limit->most)
    return TRUE;

  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_REFUSED,
               ngettext ("It was not sent: %u member of the organization was removed within 24 "
                         "hours meanwhile, and more than a quarter has to be confirmed first. "
                         "Start the removal again.",
                         "It was not sent: %u members of the organization were removed within 24 "
                         "hours meanwhile, and more than a quarter has to be confirmed first. "
                         "Start the removal again.",
                         n),
               n);

  return FALSE;
}
