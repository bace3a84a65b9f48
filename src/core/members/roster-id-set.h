/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterIdSet:
 *
 * Which ids were seen, for whoever keeps nothing else of them: 64 bits of a keyed hash each, so
 * that two of five million ids are taken for one once in a million lists.
 */
typedef struct _RosterIdSet RosterIdSet;

RosterIdSet *roster_id_set_new (void);
void roster_id_set_free (RosterIdSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterIdSet, roster_id_set_free)

gboolean roster_id_set_add (RosterIdSet *self, const char *id);

G_END_DECLS
