/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window over a directory of its own, whose account has no key: its reads fail by themselves,
 * without a network. */
#pragma once

#include "support/ui-test.h"

#include "ui/window/roster-application.h"
#include "ui/window/roster-window.h"

G_BEGIN_DECLS

typedef struct
{
  RosterTransport *transport;
  RosterDirectory *directory;
  RosterAccount *account; /* borrowed */
  RosterChangeQueue *queue;
  RosterDemoLauncher *launcher; /* (nullable): then directory, queue and transport are its own */
  RosterWindow *window;
  gpointer watched; /* the window; NULL once it is gone */
  char *folder;
} WindowFixture;

RosterApplication *window_fixture_get_application (void);
void window_fixture_set_up (WindowFixture *self, GSettings *settings, const char *endpoint);
void window_fixture_make (WindowFixture *self);
void window_fixture_open (WindowFixture *self);
/* Of the real demo service: its directory, queue and transport, and no window yet. */
void window_fixture_start_demo (WindowFixture *self);
void window_fixture_open_demo (WindowFixture *self);
gboolean window_fixture_has_read (gpointer directory);
void window_fixture_end_demo (WindowFixture *self);
void window_fixture_tear_down (WindowFixture *self);
RosterOrganization *
window_fixture_add (WindowFixture *self, const char *name, const char *organization_id);
GtkWidget *window_fixture_find (WindowFixture *self, const char *id);
GtkNotebook *window_fixture_get_notebook (WindowFixture *self);
gboolean window_fixture_is_enabled (WindowFixture *self, const char *action);
void window_fixture_activate (WindowFixture *self, const char *action);
GtkDialog *window_fixture_find_dialog (WindowFixture *self);
GtkWidget *window_fixture_open_find (WindowFixture *self);
gboolean window_fixture_is_gone (gpointer self);

G_END_DECLS
