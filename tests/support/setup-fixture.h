/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of setting an account up share: a service, a keyring, settings and a window. */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-directory.h"
#include "mock/mock-service.h"
#include "support/ui-test.h"

G_BEGIN_DECLS

typedef struct
{
  MockService *service;
  GSettings *settings;
  RosterKeyring *keyring;
  RosterDirectory *directory;
  GtkWindow *parent;
} SetupFixture;

void setup_fixture_set_up (SetupFixture *self, gconstpointer data);
void setup_fixture_tear_down (SetupFixture *self, gconstpointer data);

RosterAccount *setup_fixture_get_account (SetupFixture *self);
void setup_fixture_store_key (SetupFixture *self, const char *key);
void setup_fixture_store_key_of (SetupFixture *self, RosterAccount *account, const char *key);
gboolean setup_fixture_finds_key (SetupFixture *self, RosterAccount *account);
gboolean setup_fixture_keyring_has (SetupFixture *self, const char *key);
void setup_fixture_lock_keyring (SetupFixture *self);
void setup_fixture_assert_settings (SetupFixture *self, const char *expected);

void setup_fixture_type (gpointer root, const char *id, const char *text);
void setup_fixture_click (gpointer root, const char *id);
const char *setup_fixture_get_label (gpointer root, const char *id);
gboolean setup_fixture_is_shown (gpointer root, const char *id);
void setup_fixture_wait_gone (GtkWindow **window);

G_END_DECLS
