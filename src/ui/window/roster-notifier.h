/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-directory.h"
#include "core/queue/roster-change-queue.h"

G_BEGIN_DECLS

/**
 * RosterNotifier:
 *
 * Tells the desktop that something long has ended while a window was not in front: changes, reads,
 * an export. Counts and the organization's name, never a person: a lock screen shows it to anybody.
 * A click leads to the tab; once the window is in front, what was told is taken back.
 */
#define ROSTER_TYPE_NOTIFIER (roster_notifier_get_type ())
G_DECLARE_FINAL_TYPE (RosterNotifier, roster_notifier, ROSTER, NOTIFIER, GObject)

RosterNotifier *roster_notifier_new (GtkWindow *window,
                                     RosterDirectory *directory,
                                     RosterChangeQueue *queue,
                                     gboolean demo);
void roster_notifier_set_patience (RosterNotifier *self, guint milliseconds);
void roster_notifier_tell_export (RosterNotifier *self,
                                  RosterOrganization *organization,
                                  int n_members,
                                  guint milliseconds);

G_END_DECLS
