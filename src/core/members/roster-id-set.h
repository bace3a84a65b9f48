/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** ROSTER_ID_SET_REMEMBERED: at least so many of the last ids are remembered, in 2 MiB. */
#define ROSTER_ID_SET_REMEMBERED 65536

/**
 * RosterIdSet:
 *
 * Which ids were seen, for whoever keeps nothing else of them: 64 bits of a keyed hash each. A list
 * that moves while it is read repeats members of the page before, so that the last
 * ROSTER_ID_SET_REMEMBERED ids are enough; older ones may be forgotten.
 */
typedef struct _RosterIdSet RosterIdSet;

RosterIdSet *roster_id_set_new (void);
void roster_id_set_free (RosterIdSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterIdSet, roster_id_set_free)

gboolean roster_id_set_add (RosterIdSet *self, const char *id);

G_END_DECLS
