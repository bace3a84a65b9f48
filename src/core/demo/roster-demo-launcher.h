/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterDemoLauncher: starts the demo service and knows its organizations. The service ends with
 * this object, or with the process: it reads its standard input and stops at the end of it. */
#pragma once

#include "core/organizations/roster-directory.h"
#include "core/queue/roster-change-queue.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_DEMO_LAUNCHER (roster_demo_launcher_get_type ())
G_DECLARE_FINAL_TYPE (RosterDemoLauncher, roster_demo_launcher, ROSTER, DEMO_LAUNCHER, GObject)

RosterDemoLauncher *roster_demo_launcher_new (RosterTransport *transport);
void roster_demo_launcher_start_async (RosterDemoLauncher *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
roster_demo_launcher_start_finish (RosterDemoLauncher *self, GAsyncResult *result, GError **error);
RosterDirectory *roster_demo_launcher_get_directory (RosterDemoLauncher *self);
RosterChangeQueue *roster_demo_launcher_get_queue (RosterDemoLauncher *self);

G_END_DECLS
