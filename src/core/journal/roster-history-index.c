/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A history prepared for being searched: what a change is found by is folded once, in a thread, and
 * each organization has a number, so that a keystroke is one pass over plain bytes.
 */

#include "core/journal/roster-history-index.h"

#include <string.h>

struct _RosterHistoryIndex
{
  RosterHistory *history;
  GStringChunk *texts;
  GPtrArray *folded; /* (element-type utf8): of each change, in texts */
  GArray *numbers;   /* (element-type guint): of each change: its organization's */
  GPtrArray *names;  /* (element-type utf8): of each organization, as last called; borrowed */
  GPtrArray *keys;   /* (element-type utf8): of each organization: endpoint and id; owned */
};

static guint
number_organization (RosterHistoryIndex *self, GHashTable *seen, const RosterHistoryEntry *entry)
{
  g_autofree char *key = g_strjoin ("\n", entry->endpoint, entry->organization_id, NULL);
  gpointer number;

  if (g_hash_table_lookup_extended (seen, key, NULL, &number))
    {
      self->names->pdata[GPOINTER_TO_UINT (number)] = (gpointer)entry->organization_name;
      return GPOINTER_TO_UINT (number);
    }

  number = GUINT_TO_POINTER (self->names->len);
  g_ptr_array_add (self->names, (gpointer)entry->organization_name);
  g_ptr_array_add (self->keys, g_strdup (key));
  g_hash_table_insert (seen, g_steal_pointer (&key), number);

  return GPOINTER_TO_UINT (number);
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");
}

static void
add_entry (RosterHistoryIndex *self, GHashTable *seen, const RosterHistoryEntry *entry)
{
  guint number = number_organization (self, seen, entry);
  g_autofree char *text =
      g_strjoin ("\n", entry->label, entry->subject, entry->role, entry->organization_name,
                 entry->organization_id, entry->user_id, entry->email != NULL ? entry->email : "",
                 entry->error, NULL);
  g_autofree char *folded = fold (text);

  g_array_append_val (self->numbers, number);
  g_ptr_array_add (self->folded, g_string_chunk_insert (self->texts, folded));
}

/** roster_history_index_new: prepares @history; takes a while where it is long. */
RosterHistoryIndex *
roster_history_index_new (RosterHistory *history)
{
  RosterHistoryIndex *self = g_atomic_rc_box_new0 (RosterHistoryIndex);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->history = roster_history_ref (history);
  self->texts = g_string_chunk_new (65536);
  self->folded = g_ptr_array_new ();
  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  self->names = g_ptr_array_new ();
  self->keys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < roster_history_get_n_entries (history); i++)
    add_entry (self, seen, roster_history_get (history, i));

  return self;
}

/** roster_history_index_ref: takes a reference. */
RosterHistoryIndex *
roster_history_index_ref (RosterHistoryIndex *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_index (gpointer data)
{
  RosterHistoryIndex *self = data;

  roster_history_unref (self->history);
  g_string_chunk_free (self->texts);
  g_ptr_array_unref (self->folded);
  g_array_unref (self->numbers);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->keys);
}

/** roster_history_index_unref: gives a reference back. */
void
roster_history_index_unref (RosterHistoryIndex *self)
{
  g_atomic_rc_box_release_full (self, clear_index);
}

/** roster_history_index_get_history: what was prepared; borrowed. */
RosterHistory *
roster_history_index_get_history (RosterHistoryIndex *self)
{
  return self->history;
}

/** roster_history_index_get_n_organizations: how many organizations were changed. */
guint
roster_history_index_get_n_organizations (RosterHistoryIndex *self)
{
  return self->names->len;
}

/** roster_history_index_get_organization_name: how that one was called last. */
const char *
roster_history_index_get_organization_name (RosterHistoryIndex *self, guint number)
{
  g_return_val_if_fail (number < self->names->len, NULL);

  return self->names->pdata[number];
}

/** roster_history_index_get_organization_key: what stays of it, also when its number changes. */
const char *
roster_history_index_get_organization_key (RosterHistoryIndex *self, guint number)
{
  g_return_val_if_fail (number < self->keys->len, NULL);

  return self->keys->pdata[number];
}

static gboolean
has_words (const char *text, char **words)
{
  for (; words != NULL && *words != NULL; words++)
    if (strstr (text, *words) == NULL)
      return FALSE;

  return TRUE;
}

static char **
split_words (const char *text)
{
  g_autofree char *folded = text != NULL ? fold (text) : NULL;

  return folded != NULL ? g_strsplit_set (folded, " \t\n", -1) : NULL;
}

/**
 * roster_history_index_search:
 * @self: an index
 * @filter: what is wanted
 *
 * Returns: (transfer full) (element-type guint): where in the history it is, newest first
 */
GArray *
roster_history_index_search (RosterHistoryIndex *self, const RosterHistoryFilter *filter)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (GStrv) words = split_words (filter->text);

  for (guint i = self->folded->len; i > 0; i--)
    {
      guint position = i - 1;
      const RosterHistoryEntry *entry = roster_history_get (self->history, position);

      if (filter->organization != G_MAXUINT &&
          g_array_index (self->numbers, guint, position) != filter->organization)
        continue;
      if (filter->result != ROSTER_HISTORY_N_RESULTS &&
          roster_history_entry_get_result (entry) != filter->result)
        continue;
      if (has_words (self->folded->pdata[position], words))
        g_array_append_val (found, position);
    }

  return found;
}

static void
prepare (GTask *task, gpointer journal, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, roster_history_index_new (task_data),
                         (GDestroyNotify)roster_history_index_unref);
}

static void
on_read (GObject *journal, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  RosterHistory *history = roster_journal_read_finish (ROSTER_JOURNAL (journal), result, &error);

  if (history == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, history, (GDestroyNotify)roster_history_unref);
  g_task_run_in_thread (task, prepare);
}

/**
 * roster_history_index_read_async:
 * @journal: what is read, older files included
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
roster_history_index_read_async (RosterJournal *journal,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (journal, NULL, callback, user_data);

  g_task_set_source_tag (task, roster_history_index_read_async);
  roster_journal_read_async (journal, 0, on_read, g_steal_pointer (&task));
}

/**
 * roster_history_index_read_finish:
 * @journal: what was read
 * @result: what the callback was given
 * @error: place for %ROSTER_ERROR_JOURNAL
 *
 * Returns: (transfer full) (nullable): the history, prepared
 */
RosterHistoryIndex *
roster_history_index_read_finish (RosterJournal *journal, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, journal), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
