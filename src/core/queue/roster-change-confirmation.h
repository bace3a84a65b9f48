/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/journal/roster-journal.h"
#include "core/queue/roster-change-run.h"

G_BEGIN_DECLS

/* (transfer none) (nullable): where outcomes go; NULL where the list says nothing of the run. */
typedef RosterJournal *(*RosterChangeJournalFunc) (gpointer user_data);

/* Called at the end: n_contradicted changes that were done failed. */
typedef void (*RosterChangeConfirmedFunc) (gpointer user_data, guint n_contradicted);

/* A private part of RosterChangeQueue. */
void roster_change_confirmation_start (RosterChangeRun *run,
                                       RosterChangeJournalFunc get_journal,
                                       RosterChangeConfirmedFunc confirmed,
                                       gpointer user_data);

G_END_DECLS
