/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/queue/roster-recovery.h"
#include "ui/widgets/roster-message-bar.h"

G_BEGIN_DECLS

/**
 * RosterRecoveryNotice:
 *
 * Finds out what became of the changes that an earlier run of the program had not finished, and
 * says so in a message bar.
 */
#define ROSTER_TYPE_RECOVERY_NOTICE (roster_recovery_notice_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterRecoveryNotice, roster_recovery_notice, ROSTER, RECOVERY_NOTICE, GObject)

RosterRecoveryNotice *roster_recovery_notice_new (RosterMessageBar *bar,
                                                  RosterJournal *journal,
                                                  GListModel *organizations);

G_END_DECLS
