/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The members of one organization: flat rows in chunks that double in size, strings in an arena. */

#include "core/members/roster-member-table.h"

#include <string.h>

#include "core/members/roster-late-free.h"
#include "core/members/roster-member-filter.h"
#include "core/members/roster-member-index.h"
#include "core/members/roster-memory.h"
#include "core/members/roster-string-arena.h"

/* Chunk k holds FIRST_CHUNK << k rows, so that a small organization takes little and a row is found
 * by the position of one bit. */
#define FIRST_CHUNK_BITS 6
#define FIRST_CHUNK (1u << FIRST_CHUNK_BITS)
#define MAX_CHUNKS (32 - FIRST_CHUNK_BITS)

/* Roles are a handful; what a strange service sends beyond this many is stored like a name. */
#define MAX_ROLES 16

struct _RosterMemberTable
{
  gatomicrefcount ref_count;
  guint n_members;
  guint n_chunks;
  RosterMember *chunks[MAX_CHUNKS]; /* owned */
  gsize counted;                    /* bytes that are part of total_size */
  RosterStringArena strings;
  GPtrArray *roles; /* owned: (element-type utf8): spellings of roles other than the three */

  guint n_not_known;                     /* whose last sign-in is not known */
  guint filter_counts[ROSTER_N_FILTERS]; /* but for INACTIVE, which depends on the day */

  GMutex lock;                                         /* held while an index is made */
  RosterMemberIndex *indexes[ROSTER_N_MEMBER_INDEXES]; /* owned, (nullable), atomic */
};

G_DEFINE_BOXED_TYPE (RosterMemberTable,
                     roster_member_table,
                     roster_member_table_ref,
                     roster_member_table_unref)

/* Atomic: bytes of all tables, as far as they were counted. */
static gsize total_size;

static RosterMember *
get_row (RosterMemberTable *self, guint row)
{
  guint place = row + FIRST_CHUNK;
  guint bit = (guint)g_bit_storage (place) - 1;

  return &self->chunks[bit - FIRST_CHUNK_BITS][place - (1u << bit)];
}

/* In rows. */
static gsize
get_chunk_size (guint chunk)
{
  return (gsize)FIRST_CHUNK << chunk;
}

static void
ensure_chunk (RosterMemberTable *self, guint row)
{
  guint chunk = (guint)g_bit_storage (row + FIRST_CHUNK) - 1 - FIRST_CHUNK_BITS;

  if (chunk < self->n_chunks)
    return;

  self->chunks[chunk] = roster_memory_new_array (RosterMember, get_chunk_size (chunk));
  self->n_chunks = chunk + 1;
}

static const char *
store (RosterMemberTable *self, const char *text)
{
  return text == NULL || *text == '\0' ? "" : roster_string_arena_store (&self->strings, text);
}

/* One copy for each spelling of a role. */
static const char *
store_role (RosterMemberTable *self, const char *role)
{
  const char *known = roster_role_to_string (roster_role_from_string (role));

  if (g_strcmp0 (role, known) == 0)
    return known;
  if (role == NULL || *role == '\0')
    return "";

  for (guint i = 0; i < self->roles->len; i++)
    if (strcmp (g_ptr_array_index (self->roles, i), role) == 0)
      return g_ptr_array_index (self->roles, i);

  if (self->roles->len == MAX_ROLES)
    return roster_string_arena_store (&self->strings, role);

  g_ptr_array_add (self->roles, g_strdup (role));

  return g_ptr_array_index (self->roles, self->roles->len - 1);
}

static void
drop_indexes (RosterMemberTable *self)
{
  for (guint i = 0; i < ROSTER_N_MEMBER_INDEXES; i++)
    g_clear_pointer (&self->indexes[i], roster_member_index_free);
}

/* step: 1 for a member that is added, -1 for one that is taken away */
static inline void
count (RosterMemberTable *self, const RosterMember *member, int step)
{
  for (guint i = 0; i < ROSTER_N_FILTERS; i++)
    if (roster_member_matches (member, (RosterFilter)i, ROSTER_NEVER))
      self->filter_counts[i] += (guint)step;
}

static const char *
get_id (gconstpointer rows, guint row)
{
  return get_row ((RosterMemberTable *)rows, row)->id;
}

static const char *
get_email (gconstpointer rows, guint row)
{
  return get_row ((RosterMemberTable *)rows, row)->email;
}

/* The index of @kind, made by whichever thread asks first. */
static RosterMemberIndex *
ensure_index (RosterMemberTable *self, RosterMemberIndexKind kind)
{
  RosterMemberIndex **place = &self->indexes[kind];
  RosterMemberIndex *found = g_atomic_pointer_get (place);
  g_autoptr (GMutexLocker) locker = NULL;

  if (found != NULL)
    return found;

  locker = g_mutex_locker_new (&self->lock);
  found = g_atomic_pointer_get (place);
  if (found == NULL)
    {
      found = roster_member_index_new (kind, kind == ROSTER_MEMBER_INDEX_ID ? get_id : get_email,
                                       self, self->n_members);
      g_atomic_pointer_set (place, found);
    }

  return found;
}

/**
 * roster_member_table_new:
 *
 * Returns: (transfer full): an empty table
 */
RosterMemberTable *
roster_member_table_new (void)
{
  RosterMemberTable *self = g_new0 (RosterMemberTable, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  roster_string_arena_init (&self->strings);
  self->roles = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * roster_member_table_ref:
 * @self: a table
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): @self
 */
RosterMemberTable *
roster_member_table_ref (RosterMemberTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
table_free (gpointer data)
{
  RosterMemberTable *self = data;

  g_atomic_pointer_add (&total_size, -(gssize)self->counted);
  drop_indexes (self);
  for (guint i = 0; i < self->n_chunks; i++)
    roster_memory_free_array (self->chunks[i], get_chunk_size (i));
  roster_string_arena_clear (&self->strings);
  g_ptr_array_unref (self->roles);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * roster_member_table_unref:
 * @self: a table
 *
 * May be called from any thread. With the last reference the rows and all their strings go; where
 * there are many, another thread sees to that.
 */
void
roster_member_table_unref (RosterMemberTable *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  roster_late_free (self, self->n_members, table_free);
}

/**
 * roster_member_table_append:
 * @self: a table that no other thread knows yet
 * @member: what to add; its strings are copied, %NULL becomes ""
 *
 * Rows that are there already do not move.
 */
void
roster_member_table_append (RosterMemberTable *self, const RosterMember *member)
{
  RosterMember *row;

  g_return_if_fail (self != NULL);
  g_return_if_fail (member != NULL && member->id != NULL && *member->id != '\0');
  g_return_if_fail (self->n_members < G_MAXINT32);

  drop_indexes (self);
  ensure_chunk (self, self->n_members);
  row = get_row (self, self->n_members++);

  *row = *member;
  row->id = roster_string_arena_store (&self->strings, member->id); /* first: see truncate */
  row->display_name = store (self, member->display_name);
  row->email = store (self, member->email);
  row->role = store_role (self, member->role);
  count (self, row, 1);
}

/**
 * roster_member_table_truncate:
 * @self: a table that no other thread knows yet
 * @n_members: how many members to keep, at most as many as there are
 *
 * Drops back to an earlier length, for whoever reads a broken page again. The members taken out and
 * their strings must not be used any more.
 */
void
roster_member_table_truncate (RosterMemberTable *self, guint n_members)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (n_members <= self->n_members);

  if (n_members == self->n_members)
    return;

  drop_indexes (self);
  for (guint row = n_members; row < self->n_members; row++)
    count (self, get_row (self, row), -1);

  /* A member's id is the first of its strings in the arena. */
  roster_string_arena_rewind (&self->strings, get_row (self, n_members)->id);
  self->n_members = n_members;
}

/**
 * roster_member_table_get_n_members:
 * @self: a table
 *
 * Returns: the number of rows
 */
guint
roster_member_table_get_n_members (RosterMemberTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_members;
}

/**
 * roster_member_table_get:
 * @self: a table
 * @row: a row number below the number of members
 *
 * Returns: (transfer none): the member; it lives as long as the table
 */
const RosterMember *
roster_member_table_get (RosterMemberTable *self, guint row)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (row < self->n_members, NULL);

  return get_row (self, row);
}

/**
 * roster_member_table_get_size:
 * @self: a table
 *
 * Returns: the memory that the table holds, indexes and spare room included, in bytes
 */
gsize
roster_member_table_get_size (RosterMemberTable *self)
{
  gsize size = sizeof *self;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->n_chunks; i++)
    size += get_chunk_size (i) * sizeof (RosterMember);
  size += roster_string_arena_get_size (&self->strings);
  for (guint i = 0; i < self->roles->len; i++)
    size += strlen (g_ptr_array_index (self->roles, i)) + 1;
  for (guint i = 0; i < ROSTER_N_MEMBER_INDEXES; i++)
    size += roster_member_index_get_size (g_atomic_pointer_get (&self->indexes[i]));
  return size;
}

/**
 * roster_member_table_count_size:
 * @self: a table that no other thread knows yet
 *
 * Counts what @self has grown by since it was counted before.
 *
 * Returns: the memory that all tables of the process hold that were counted, in bytes
 */
gsize
roster_member_table_count_size (RosterMemberTable *self)
{
  const gssize growth = (gssize)roster_member_table_get_size (self) - (gssize)self->counted;

  self->counted += (gsize)growth;
  return (gsize)(g_atomic_pointer_add (&total_size, growth) + growth);
}

/**
 * roster_member_table_index:
 * @self: a table to which nothing is added any more
 *
 * Makes what finding by id and by address needs (about 20 ms for 100 000 members), so that nobody
 * who asks later has to wait: for the end of the thread that has filled the table.
 */
void
roster_member_table_index (RosterMemberTable *self)
{
  g_return_if_fail (self != NULL);

  ensure_index (self, ROSTER_MEMBER_INDEX_ID);
  ensure_index (self, ROSTER_MEMBER_INDEX_EMAIL);
}

/**
 * roster_member_table_is_indexed:
 * @self: a table
 *
 * Returns: whether finding takes no time to prepare
 */
gboolean
roster_member_table_is_indexed (RosterMemberTable *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_atomic_pointer_get (&self->indexes[ROSTER_MEMBER_INDEX_ID]) != NULL &&
         g_atomic_pointer_get (&self->indexes[ROSTER_MEMBER_INDEX_EMAIL]) != NULL;
}

/**
 * roster_member_table_find_id:
 * @self: a table
 * @id: (nullable): a user id
 *
 * May be called from any thread; where the table has not been indexed, the first call does that.
 *
 * Returns: the row of the member with that id (the first, should there be several), or %G_MAXUINT
 */
guint
roster_member_table_find_id (RosterMemberTable *self, const char *id)
{
  g_return_val_if_fail (self != NULL, G_MAXUINT);

  if (id == NULL)
    return G_MAXUINT;

  return roster_member_index_find (ensure_index (self, ROSTER_MEMBER_INDEX_ID), id);
}

/**
 * roster_member_table_find_email:
 * @self: a table
 * @email: (nullable): an address, in any case
 *
 * As roster_member_table_find_id(); addresses are compared by roster_address_key().
 *
 * Returns: the row of the first member with that address, or %G_MAXUINT
 */
guint
roster_member_table_find_email (RosterMemberTable *self, const char *email)
{
  g_return_val_if_fail (self != NULL, G_MAXUINT);

  if (email == NULL)
    return G_MAXUINT;

  return roster_member_index_find (ensure_index (self, ROSTER_MEMBER_INDEX_EMAIL), email);
}

/**
 * roster_member_table_find_next_email:
 * @self: a table
 * @row: of roster_member_table_find_email() or of this function
 *
 * Returns: another row with the same address, each once, or %G_MAXUINT
 */
guint
roster_member_table_find_next_email (RosterMemberTable *self, guint row)
{
  g_return_val_if_fail (self != NULL, G_MAXUINT);

  return roster_member_index_find_next (ensure_index (self, ROSTER_MEMBER_INDEX_EMAIL), row);
}

/**
 * roster_member_table_count_owners:
 * @self: a table
 *
 * Returns: how many people are owners: a row that came twice is one of them
 */
guint
roster_member_table_count_owners (RosterMemberTable *self)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint row = 0; row < self->n_members; row++)
    {
      const RosterMember *member = get_row (self, row);

      n += roster_member_get_role (member) == ROSTER_ROLE_OWNER &&
           roster_member_table_find_id (self, member->id) == row;
    }

  return n;
}

/**
 * roster_member_table_count_filters:
 * @self: a table
 * @inactive_before: milliseconds since the epoch, as in roster_member_matches()
 * @counts: (out): %ROSTER_N_FILTERS places
 *
 * Counts what each quick filter would show. Looks at one number a member.
 */
void
roster_member_table_count_filters (RosterMemberTable *self, gint64 inactive_before, guint *counts)
{
  guint inactive = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (counts != NULL);

  for (guint row = 0; row < self->n_members; row++)
    inactive += get_row (self, row)->last_sign_in < MAX (inactive_before, ROSTER_NEVER + 1);

  memcpy (counts, self->filter_counts, sizeof self->filter_counts);
  counts[ROSTER_FILTER_INACTIVE] = inactive;
}
