/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-directory.h"
#include "core/queue/roster-change-queue.h"

G_BEGIN_DECLS

/* Asks whether an account is to be forgotten, says what goes with it, and forgets it. */
void roster_account_forget_ask (GtkWindow *parent,
                                RosterDirectory *directory,
                                RosterChangeQueue *queue,
                                RosterAccount *account);

G_END_DECLS
