/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-directory.h"
#include "core/queue/roster-change-queue.h"

G_BEGIN_DECLS

/**
 * RosterAccountCard:
 *
 * One account: where it is, which organizations use it, whether the keyring has its key, and what
 * can be done with it: edit, replace the key, test, forget.
 */
#define ROSTER_TYPE_ACCOUNT_CARD (roster_account_card_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccountCard, roster_account_card, ROSTER, ACCOUNT_CARD, GtkWidget)

GtkWidget *roster_account_card_new (RosterDirectory *directory,
                                    RosterChangeQueue *queue,
                                    RosterAccount *account);
RosterAccount *roster_account_card_get_account (RosterAccountCard *self);
void roster_account_card_update (RosterAccountCard *self);

G_END_DECLS
