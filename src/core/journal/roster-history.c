/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal's lines put together change by change. The strings are in one chunk, each once: the
 * same few organizations and people come back in thousands of lines.
 */

#include "core/journal/roster-history.h"

#include "core/base/roster-address-key.h"
#include "core/journal/roster-journal-rotation.h"

struct _RosterHistory
{
  GArray *entries; /* (element-type RosterHistoryEntry) */
  GStringChunk *strings;
  RosterHistory *parent; /* (nullable): whose strings these are, where there are none of its own */
  guint n_damaged;
};

G_DEFINE_BOXED_TYPE (RosterHistory, roster_history, roster_history_ref, roster_history_unref)

typedef struct
{
  RosterHistory *history;
  GHashTable *positions; /* of a uuid: its place in the entries, plus one */
  GHashTable *living;    /* (nullable) */
} Fold;

static RosterHistory *
new_empty (guint n_damaged)
{
  RosterHistory *self = g_atomic_rc_box_new0 (RosterHistory);

  self->entries = g_array_new (FALSE, TRUE, sizeof (RosterHistoryEntry));
  self->n_damaged = n_damaged;

  return self;
}

static const char *
keep (RosterHistory *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->strings, text) : NULL;
}

static RosterHistoryEntry *
add_entry (Fold *fold, const RosterJournalRecord *record)
{
  RosterHistory *self = fold->history;
  RosterHistoryEntry entry = {
    .time = record->time,
    .kind = record->kind,
    .result = ROSTER_CHANGE_SENDING,
    .uuid = keep (self, record->uuid),
    .endpoint = keep (self, record->endpoint),
    .organization_id = keep (self, record->organization_id),
    .organization_name = keep (self, record->organization_name),
    .user_id = keep (self, record->user_id),
    .subject = keep (self, record->subject),
    .label = keep (self, record->label),
    .email = keep (self, record->kind == ROSTER_CHANGE_INVITE ? record->subject : record->email),
    .role = keep (self, record->role),
  };

  g_array_append_val (self->entries, entry);
  g_hash_table_insert (fold->positions, (gpointer)entry.uuid,
                       GUINT_TO_POINTER (self->entries->len));

  return &g_array_index (self->entries, RosterHistoryEntry, self->entries->len - 1);
}

/* The same line may come twice, where it was carried over into a new file. */
static void
fold_record (Fold *fold, const RosterJournalRecord *record)
{
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (fold->positions, record->uuid));
  RosterHistoryEntry *entry =
      position > 0 ? &g_array_index (fold->history->entries, RosterHistoryEntry, position - 1)
                   : add_entry (fold, record);

  entry->is_alive = fold->living != NULL && record->run != NULL &&
                    g_hash_table_contains (fold->living, record->run);
  if (record->event != ROSTER_JOURNAL_OUTCOME)
    return;

  entry->ended = record->time;
  entry->result = record->result;
  entry->error = keep (fold->history, record->error);
  entry->detail = keep (fold->history, record->detail);
}

static gboolean
may_have_happened (const RosterHistoryEntry *entry)
{
  return entry->result == ROSTER_CHANGE_DONE || entry->result == ROSTER_CHANGE_UNKNOWN ||
         entry->result == ROSTER_CHANGE_SENDING;
}

static char *
make_key (const RosterHistoryEntry *entry, const char *what, const char *text)
{
  return g_strjoin ("\n", entry->endpoint, entry->organization_id, what, text, NULL);
}

/* Lines of older versions have no address: it is taken from another change of the same id. */
static void
complete_emails (RosterHistory *self)
{
  g_autoptr (GHashTable) emails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const RosterHistoryEntry *entry = &g_array_index (self->entries, RosterHistoryEntry, i);

      if (entry->kind != ROSTER_CHANGE_INVITE && entry->email != NULL)
        g_hash_table_insert (emails, make_key (entry, "id", entry->subject),
                             (gpointer)entry->email);
    }

  for (guint i = 0; i < self->entries->len; i++)
    {
      RosterHistoryEntry *entry = &g_array_index (self->entries, RosterHistoryEntry, i);
      g_autofree char *key = make_key (entry, "id", entry->subject);

      if (entry->email == NULL)
        entry->email = g_hash_table_lookup (emails, key);
    }
}

/* What one change says of its person. An address links an invitation with the others alone: two
 * members who have the same one are told apart by their ids. */
typedef struct
{
  char *id;      /* (nullable): of a member */
  char *invited; /* (nullable): the address, as it is invited */
  char *member;  /* (nullable): the address, as a member has it */
} Person;

static void
clear_person (Person *person)
{
  g_free (person->id);
  g_free (person->invited);
  g_free (person->member);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Person, clear_person)

static void
identify (const RosterHistoryEntry *entry, Person *person)
{
  g_autofree char *folded = entry->email != NULL ? roster_address_key (entry->email) : NULL;

  if (entry->kind != ROSTER_CHANGE_INVITE)
    person->id = make_key (entry, "id", entry->subject);
  if (folded == NULL)
    return;
  person->invited = make_key (entry, "invited", folded);
  person->member = make_key (entry, "member", folded);
}

static gboolean
is_seen (GHashTable *seen, const char *key)
{
  return key != NULL && g_hash_table_contains (seen, key);
}

static void
add_seen (GHashTable *seen, char **key)
{
  if (*key != NULL)
    g_hash_table_add (seen, g_steal_pointer (key));
}

/* From the last to the first: whoever was seen before is seen later in time. */
static void
mark_superseded (RosterHistory *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = self->entries->len; i > 0; i--)
    {
      RosterHistoryEntry *entry = &g_array_index (self->entries, RosterHistoryEntry, i - 1);
      const gboolean is_invitation = entry->kind == ROSTER_CHANGE_INVITE;
      g_auto (Person) person = { NULL };

      identify (entry, &person);
      entry->is_superseded = is_seen (seen, person.id) || is_seen (seen, person.invited) ||
                             (is_invitation && is_seen (seen, person.member));
      if (!may_have_happened (entry))
        continue;
      add_seen (seen, &person.id);
      add_seen (seen, is_invitation ? &person.invited : &person.member);
    }
}

/**
 * roster_history_new:
 * @records: (element-type RosterJournalRecord): in the order of the journal
 * @living: (nullable) (element-type utf8): the runs that were alive before the first was read
 * @n_damaged: lines that could not be read
 *
 * Returns: (transfer full): the same, change by change
 */
RosterHistory *
roster_history_new (GPtrArray *records, GHashTable *living, guint n_damaged)
{
  g_autoptr (GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);
  RosterHistory *self = new_empty (n_damaged);
  Fold fold = { self, positions, living };

  self->strings = g_string_chunk_new (4096);
  for (guint i = 0; i < records->len; i++)
    fold_record (&fold, records->pdata[i]);
  complete_emails (self);
  mark_superseded (self);

  return self;
}

/** roster_history_ref: takes a reference. */
RosterHistory *
roster_history_ref (RosterHistory *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_history (gpointer data)
{
  RosterHistory *self = data;

  g_array_unref (self->entries);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_pointer (&self->parent, roster_history_unref);
}

/** roster_history_unref: gives a reference back. */
void
roster_history_unref (RosterHistory *self)
{
  g_atomic_rc_box_release_full (self, clear_history);
}

/** roster_history_get_n_entries: how many changes there are. */
guint
roster_history_get_n_entries (RosterHistory *self)
{
  return self->entries->len;
}

/** roster_history_get: the change at @position, oldest first; borrowed. */
const RosterHistoryEntry *
roster_history_get (RosterHistory *self, guint position)
{
  g_return_val_if_fail (position < self->entries->len, NULL);

  return &g_array_index (self->entries, RosterHistoryEntry, position);
}

/** roster_history_get_n_damaged: how many lines of the journal could not be read. */
guint
roster_history_get_n_damaged (RosterHistory *self)
{
  return self->n_damaged;
}

/**
 * roster_history_entry_is_unsettled:
 * @entry: a change
 * @now: unix milliseconds
 *
 * A change in flight of a run that is alive is that run's own. What could not be settled before is
 * looked into again for %ROSTER_JOURNAL_UNKNOWN_DAYS, unless a later change hides it.
 *
 * Returns: whether its outcome is to be looked for
 */
gboolean
roster_history_entry_is_unsettled (const RosterHistoryEntry *entry, gint64 now)
{
  const gint64 days = ROSTER_JOURNAL_UNKNOWN_DAYS;

  if (entry->is_alive)
    return FALSE;
  if (entry->result == ROSTER_CHANGE_SENDING)
    return TRUE;

  return entry->result == ROSTER_CHANGE_UNKNOWN && !entry->is_superseded &&
         entry->time >= now - days * 24 * 60 * 60 * 1000;
}

/**
 * roster_history_entry_can_undo:
 * @entry: a change
 *
 * Returns: whether it can be undone as far as the journal knows: a removal or an addition that
 *   happened, and no later change of the same person there
 */
gboolean
roster_history_entry_can_undo (const RosterHistoryEntry *entry)
{
  return entry->result == ROSTER_CHANGE_DONE && entry->kind != ROSTER_CHANGE_INVITE &&
         !entry->is_superseded && *entry->role != '\0';
}

/**
 * roster_history_pick_unsettled:
 * @self: a history
 * @now: unix milliseconds
 *
 * Returns: (transfer full): those of its changes whose outcome is to be looked for, oldest first
 */
RosterHistory *
roster_history_pick_unsettled (RosterHistory *self, gint64 now)
{
  RosterHistory *picked = new_empty (self->n_damaged);

  picked->parent = roster_history_ref (self);
  for (guint i = 0; i < self->entries->len; i++)
    if (roster_history_entry_is_unsettled (roster_history_get (self, i), now))
      g_array_append_vals (picked->entries, roster_history_get (self, i), 1);

  return picked;
}
