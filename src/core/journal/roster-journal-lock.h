/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The lock that all processes of a user share while they read or write the journal: on the file
 * itself. A private part of the journal; blocking, for threads. */

typedef enum
{
  ROSTER_JOURNAL_LOCK_READ,   /* shared; no file is no error */
  ROSTER_JOURNAL_LOCK_CHANGE, /* alone; no file is no error */
  ROSTER_JOURNAL_LOCK_APPEND, /* alone; the file is made where there is none */
} RosterJournalLockMode;

/* Returns: a descriptor that closes with close(); -1 with error set, or without where there is no
 * file. */
int roster_journal_lock_open (const char *path, RosterJournalLockMode mode, GError **error);

gboolean roster_journal_lock_set_error (GError **error, const char *path, int code);
gboolean roster_journal_lock_sync_folders (const char *path);

/* Puts a whole file in the place of path in one step, on the disk when it returns. */
gboolean roster_journal_lock_replace (const char *path, const char *text, gsize length);
/* The same, up to the last step: the new file is at the path that is returned; g_free(). */
char *roster_journal_lock_prepare (const char *path, const char *text, gsize length);

G_END_DECLS
