/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterMemberIndex:
 *
 * Finds a row by its key: an open-addressed hash table of row numbers, about eight bytes a row. The
 * keys stay where they are, and a function of the owner of the rows gives them.
 */
typedef struct _RosterMemberIndex RosterMemberIndex;

typedef enum
{
  ROSTER_MEMBER_INDEX_ID,    /* exact */
  ROSTER_MEMBER_INDEX_EMAIL, /* by roster_address_key() */
} RosterMemberIndexKind;

#define ROSTER_N_MEMBER_INDEXES (ROSTER_MEMBER_INDEX_EMAIL + 1)

/* The key of a row, as it is stored; it stays valid as long as @rows does. */
typedef const char *(*RosterMemberIndexKeyFunc) (gconstpointer rows, guint row);

RosterMemberIndex *roster_member_index_new (RosterMemberIndexKind kind,
                                            RosterMemberIndexKeyFunc get_key,
                                            gconstpointer rows,
                                            guint n_rows);
void roster_member_index_free (RosterMemberIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMemberIndex, roster_member_index_free)

guint roster_member_index_find (RosterMemberIndex *self, const char *key);
guint roster_member_index_find_next (RosterMemberIndex *self, guint row);
gsize roster_member_index_get_size (RosterMemberIndex *self);

G_END_DECLS
