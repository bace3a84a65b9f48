/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preferences over a service, a keyring and settings. */
#pragma once

#include "support/setup-fixture.h"
#include "ui/preferences/roster-preferences-window.h"

G_BEGIN_DECLS

typedef struct
{
  SetupFixture setup;
  RosterChangeQueue *queue;
  GtkWindow *window; /* weak */
  char *folder;
} PreferencesFixture;

/** The pages of the window. */
enum
{
  ACCOUNTS,
  ORGANIZATIONS,
  LIST,
  CONFIRMATIONS,
};

void preferences_set_up (PreferencesFixture *self, gconstpointer data);
void preferences_tear_down (PreferencesFixture *self, gconstpointer data);
void preferences_add_organizations (PreferencesFixture *self);
void preferences_open (PreferencesFixture *self, int page);

/* The nth card of a page, or NULL. */
GtkWidget *preferences_get_card (PreferencesFixture *self, const char *page, guint position);
RosterOrganization *preferences_get_organization (PreferencesFixture *self, guint position);

G_END_DECLS
