/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** ROSTER_LATE_FREE_MEMBERS: members of a list that are worth a thread to be freed in. */
#define ROSTER_LATE_FREE_MEMBERS 10000

void roster_late_free (gpointer data, guint n_members, GDestroyNotify free_func);
void roster_late_free_wait (void);

G_END_DECLS
