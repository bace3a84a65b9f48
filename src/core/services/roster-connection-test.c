/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tries an account out, step by step, and tells how each step went. */

#include "core/services/roster-connection-test.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"

struct _RosterConnectionTest
{
  GObject parent_instance;

  /* owned */
  RosterClient *client;
  GStrv organization_ids;
  GCancellable *cancellable;

  guint position; /* of the organization that is being listed */
};

enum
{
  LISTED,
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterConnectionTest, roster_connection_test, G_TYPE_OBJECT)

static void list_next (RosterConnectionTest *self);

/* error: (nullable) */
static void
end (RosterConnectionTest *self, const GError *error)
{
  g_signal_emit (self, signals[ENDED], 0, error);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterConnectionTest) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterMemberTable) table =
      roster_client_list_members_finish (ROSTER_CLIENT (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  g_signal_emit (self, signals[LISTED], 0, self->position, table, error);
  self->position++;
  list_next (self);
}

static void
list_next (RosterConnectionTest *self)
{
  const char *id = self->organization_ids[self->position];

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (id == NULL)
    end (self, NULL);
  else
    roster_client_list_members_async (self->client, id, FALSE, NULL, self->cancellable, on_listed,
                                      g_object_ref (self));
}

static void
on_self_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterConnectionTest) self = user_data;
  g_autoptr (GError) error = NULL;

  roster_client_self_test_finish (ROSTER_CLIENT (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  /* A service that has no such page can be tried by its lists alone. */
  if (error == NULL || g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND))
    list_next (self);
  else
    end (self, error);
}

static void
roster_connection_test_finalize (GObject *object)
{
  RosterConnectionTest *self = ROSTER_CONNECTION_TEST (object);

  g_clear_object (&self->client);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->organization_ids, g_strfreev);

  G_OBJECT_CLASS (roster_connection_test_parent_class)->finalize (object);
}

static void
roster_connection_test_class_init (RosterConnectionTestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_connection_test_finalize;

  signals[LISTED] =
      g_signal_new ("listed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_UINT, ROSTER_TYPE_MEMBER_TABLE, G_TYPE_ERROR);
  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
roster_connection_test_init (RosterConnectionTest *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * roster_connection_test_new:
 * @client: of the account, whose key is set
 * @organization_ids: (array zero-terminated=1): what to list, in this order; may be empty
 *
 * Returns: (transfer full): a test that has not started
 */
RosterConnectionTest *
roster_connection_test_new (RosterClient *client, const char *const *organization_ids)
{
  RosterConnectionTest *self;

  g_return_val_if_fail (ROSTER_IS_CLIENT (client), NULL);
  g_return_val_if_fail (organization_ids != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_CONNECTION_TEST, NULL);
  self->client = g_object_ref (client);
  self->organization_ids = g_strdupv ((char **)organization_ids);
  return self;
}

/**
 * roster_connection_test_start:
 * @self: a test
 *
 * Starts it, once.
 */
void
roster_connection_test_start (RosterConnectionTest *self)
{
  g_return_if_fail (ROSTER_IS_CONNECTION_TEST (self));

  roster_client_self_test_async (self->client, NULL, self->cancellable, on_self_tested,
                                 g_object_ref (self));
}

/**
 * roster_connection_test_cancel:
 * @self: a test
 *
 * Ends it; no signal comes any more.
 */
void
roster_connection_test_cancel (RosterConnectionTest *self)
{
  g_return_if_fail (ROSTER_IS_CONNECTION_TEST (self));

  g_cancellable_cancel (self->cancellable);
}

/* (nullable): that this computer's clock is off; requests say the right time all the same */
static char *
describe_clock (RosterAccount *account)
{
  gint64 offset = roster_account_get_clock_offset (account);
  guint seconds = (guint)CLAMP (ABS (offset), 0, G_MAXINT);

  if (seconds == 0)
    return NULL;
  return g_strdup_printf (ngettext ("This computer’s clock is off by %u second; Roster allows for "
                                    "that.",
                                    "This computer’s clock is off by %u seconds; Roster allows for "
                                    "that.",
                                    seconds),
                          seconds);
}

/**
 * roster_connection_test_describe:
 * @self: a test that has ended
 *
 * Returns: (transfer full) (nullable): what is to be known beside: that the service does not
 *   sign its answers, and that this computer’s clock is off; translated sentences, a line each
 */
char *
roster_connection_test_describe (RosterConnectionTest *self)
{
  RosterAccount *account;
  g_autofree char *clock = NULL;
  const char *signing = NULL;

  g_return_val_if_fail (ROSTER_IS_CONNECTION_TEST (self), NULL);

  account = roster_client_get_account (self->client);
  if (roster_account_get_signing (account) == ROSTER_SIGNING_NO)
    signing = roster_signing_describe (ROSTER_SIGNING_NO);
  clock = describe_clock (account);
  if (signing == NULL)
    return g_steal_pointer (&clock);
  return clock != NULL ? g_strdup_printf ("%s\n%s", signing, clock) : g_strdup (signing);
}
