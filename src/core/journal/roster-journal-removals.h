/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterJournalRemovals:
 *
 * How many people were removed lately, as the journal tells it: what it has read once it does not
 * read again. A private part of the journal; blocking, for its thread.
 */
typedef struct _RosterJournalRemovals RosterJournalRemovals;

/**
 * RosterJournalLimit:
 * @endpoint: of the account
 * @organization_id: the service's id of the organization
 * @since: unix milliseconds
 * @most: how many may be removed there since then; %G_MAXUINT where there is no limit
 * @owner: whether it is an owner who is to be removed
 * @run: of which run of the program
 */
typedef struct
{
  const char *endpoint;
  const char *organization_id;
  gint64 since;
  guint most;
  gboolean owner;
  const char *run;
} RosterJournalLimit;

RosterJournalRemovals *roster_journal_removals_new (void);
void roster_journal_removals_free (RosterJournalRemovals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterJournalRemovals, roster_journal_removals_free)

gboolean roster_journal_removals_read (RosterJournalRemovals *self,
                                       const char *path,
                                       int fd,
                                       gint64 since, /* unix milliseconds */
                                       GError **error);
guint roster_journal_removals_count (RosterJournalRemovals *self,
                                     const char *endpoint,
                                     const char *organization_id,
                                     gint64 since); /* unix milliseconds */

gboolean roster_journal_removals_check (RosterJournalRemovals *self,
                                        const char *path,
                                        int fd,
                                        const RosterJournalLimit *limit,
                                        GError **error);

G_END_DECLS
