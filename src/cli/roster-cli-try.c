/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/roster-cli-try.h"

#include "core/services/roster-client.h"
#include "core/services/roster-connection-test.h"

/* What the test has said so far. */
typedef struct
{
  gboolean has_ended;
  gboolean has_list;
  GError *error; /* (nullable) owned: the first */
} Trial;

static void
on_ended (RosterConnectionTest *test, const GError *error, Trial *trial)
{
  trial->has_ended = TRUE;
  if (error != NULL && trial->error == NULL)
    trial->error = g_error_copy (error);
}

/* One list is proof enough. */
static void
on_listed (RosterConnectionTest *test,
           guint position,
           RosterMemberTable *table,
           const GError *error,
           Trial *trial)
{
  if (error == NULL)
    {
      trial->has_list = TRUE;
      trial->has_ended = TRUE;
      roster_connection_test_cancel (test);
    }
  else if (trial->error == NULL)
    {
      trial->error = g_error_copy (error);
    }
}

/**
 * roster_cli_try:
 * @transport: what the requests go through
 * @account: whose key is set
 * @ids: (array zero-terminated=1): organizations, of which one has to be readable
 * @error: return location for why the first of them was not
 *
 * Blocks until a list has been read, or none could be.
 *
 * Returns: whether a list was read with the account's key
 */
gboolean
roster_cli_try (RosterTransport *transport,
                RosterAccount *account,
                const char *const *ids,
                GError **error)
{
  g_autoptr (RosterClient) client = roster_client_new (transport, account);
  g_autoptr (RosterConnectionTest) test = roster_connection_test_new (client, ids);
  Trial trial = { 0 };

  /* Both are gone before this is left. */
  g_signal_connect (test, "listed", G_CALLBACK (on_listed), &trial);
  g_signal_connect (test, "ended", G_CALLBACK (on_ended), &trial);
  roster_connection_test_start (test);
  while (!trial.has_ended)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (test, &trial);

  if (trial.has_list)
    g_clear_error (&trial.error);
  if (trial.error != NULL)
    g_propagate_error (error, g_steal_pointer (&trial.error));
  return trial.has_list;
}
