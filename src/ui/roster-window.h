/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster-application.h"
#include "roster-change-queue.h"
#include "roster-directory.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_WINDOW (roster_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterWindow, roster_window, ROSTER, WINDOW, GtkApplicationWindow)

RosterWindow *roster_window_new (RosterApplication *application,
                                 RosterDirectory *directory,
                                 RosterChangeQueue *queue);

G_END_DECLS
