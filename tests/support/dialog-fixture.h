/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogs that change members, against the demo service in a thread. */
#pragma once

#include "support/ui-test.h"

#include "core/organizations/roster-directory.h"
#include "mock/mock-service.h"
#include "ui/changes/roster-change-dialog.h"

G_BEGIN_DECLS

/** The demo's organizations: the account is an owner, a user and a reader there. */
enum
{
  PRODUCTION,
  STAGING,
  RESEARCH,
};

/**
 * DialogFixture:
 *
 * For g_test_add(); the test's data are the service's options.
 */
typedef struct
{
  MockService *service;
  RosterTransport *transport;
  RosterDirectory *directory;
  RosterJournal *journal;
  RosterChangeQueue *queue;
  char *folder;
} DialogFixture;

void dialog_fixture_set_up (DialogFixture *self, gconstpointer options);
void dialog_fixture_tear_down (DialogFixture *self, gconstpointer options);
RosterOrganization *dialog_fixture_get (DialogFixture *self, guint position);
RosterOrganization *dialog_fixture_load (DialogFixture *self, guint position);
GPtrArray *dialog_fixture_list_role (DialogFixture *self, guint position, RosterRole role, guint n);

/* What a person does and sees. */
void dialog_press (GtkWindow *dialog, const char *id);
void dialog_tick (GtkWindow *dialog, const char *id);
void dialog_type (GtkWindow *dialog, const char *id, const char *text);
char *dialog_dup_text (GtkWindow *dialog);
gboolean dialog_is_usable (GtkWindow *dialog, const char *id);
void dialog_wait_action (GtkWindow *dialog, const char *label);
void dialog_wait_state (GtkWindow *dialog, RosterChangeDialogState state);
const char *dialog_get_summary (GtkWindow *dialog);
char *dialog_describe_item (GtkWindow *dialog, guint position);
guint dialog_count_items (GtkWindow *dialog);

G_END_DECLS
