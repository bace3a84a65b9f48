/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of RosterApplication share: roster-application.c holds it together,
 * roster-application-line.c does what a command line asks for, roster-application-name.c keeps its
 * name on the bus. */
#pragma once

#include "roster-application.h"
#include "roster-window.h"

G_BEGIN_DECLS

struct _RosterApplication
{
  GtkApplication parent_instance;

  /* Owned; made when they are first needed */
  GSettings *settings;
  RosterTransport *transport;
  RosterDirectory *directory;
  RosterChangeQueue *queue;
  RosterDemoLauncher *launcher;          /* while it is starting */
  GCancellable *start_cancellable;       /* (nullable) of the last start */
  GApplicationCommandLine *waiting_line; /* (nullable) names a tab of the demo that is starting */

  guint inhibit_cookie;
  guint n_busy; /* change queues at work */
  guint signal_sources[3];
};

/* roster-application.c */
RosterWindow *
roster_application_find_window (RosterApplication *self, gboolean demo); /* (nullable) */
void roster_application_ensure_models (RosterApplication *self);
RosterWindow *roster_application_ensure_window (RosterApplication *self);
void roster_application_start_demo (RosterApplication *self);

/* roster-application-line.c */
void roster_application_line_init (RosterApplication *self);
int roster_application_line_handle (GApplication *application, GApplicationCommandLine *line);
gboolean roster_application_show_named (RosterWindow *window, GApplicationCommandLine *line);

/* roster-application-name.c */
void roster_application_register_patiently (GApplication *application);
void roster_application_give_up_name (GApplication *application);

G_END_DECLS
