/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/journal/roster-history-text.h"
#include "core/journal/roster-journal.h"

G_BEGIN_DECLS

/**
 * RosterHistoryIndex:
 *
 * A history prepared for being searched and filtered. Reference counted; it never changes, so that
 * every thread may read it.
 */
typedef struct _RosterHistoryIndex RosterHistoryIndex;

/** RosterHistoryFilter: what is to be shown. */
typedef struct
{
  const char *text;   /* (nullable): words that are all found in it, ignoring case */
  guint organization; /* its number; G_MAXUINT: all */
  guint result;       /* a RosterHistoryResult; ROSTER_HISTORY_N_RESULTS: all */
} RosterHistoryFilter;

RosterHistoryIndex *roster_history_index_new (RosterHistory *history);
RosterHistoryIndex *roster_history_index_ref (RosterHistoryIndex *self);
void roster_history_index_unref (RosterHistoryIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterHistoryIndex, roster_history_index_unref)

RosterHistory *roster_history_index_get_history (RosterHistoryIndex *self);
guint roster_history_index_get_n_organizations (RosterHistoryIndex *self);
const char *roster_history_index_get_organization_name (RosterHistoryIndex *self, guint number);
const char *roster_history_index_get_organization_key (RosterHistoryIndex *self, guint number);

/* (element-type guint): positions in the history, newest first; g_array_unref() */
GArray *roster_history_index_search (RosterHistoryIndex *self, const RosterHistoryFilter *filter);

/* Reads the journal and prepares it, in threads. */
void roster_history_index_read_async (RosterJournal *journal,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
RosterHistoryIndex *
roster_history_index_read_finish (RosterJournal *journal, GAsyncResult *result, GError **error);

G_END_DECLS
