/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Damaged lines go from the journal into a file beside it, journal-damaged.jsonl. A private part of
 * the journal; blocking, for threads. */

/* n_damaged: (out): how many went aside now, or stay because they could not be moved */
gboolean roster_journal_repair_run (const char *path, guint *n_damaged, GError **error);

char *roster_journal_repair_get_path (const char *path);
guint roster_journal_repair_count (const char *path);

G_END_DECLS
