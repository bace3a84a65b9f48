/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** ROSTER_JOURNAL_MAX_SIZE: bytes at which another file is begun. */
#define ROSTER_JOURNAL_MAX_SIZE (10 * 1000 * 1000)

/** ROSTER_JOURNAL_UNKNOWN_DAYS: for how long an outcome that is not known is looked into again. */
#define ROSTER_JOURNAL_UNKNOWN_DAYS 30

/* fd: the journal, locked alone. Begins another file; whether that was done. */
gboolean roster_journal_rotation_rotate (const char *path, int fd, gsize max_size);

/* (nullable) (element-type filename): the paths of the older files, oldest first; NULL with errno
 */
GPtrArray *roster_journal_rotation_list (const char *path);

G_END_DECLS
