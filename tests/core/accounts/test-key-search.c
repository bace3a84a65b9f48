/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a real keyring holds a key is seen without asking anybody for it. */

#include "core/accounts/roster-key-search.h"
#include "core/base/roster-error.h"
#include "support/keyring-fixture.h"

/* error: (out) (nullable) where it must succeed */
static gboolean
search (Fixture *fixture, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean found = TRUE;
  gboolean answered;

  roster_key_search_async (fixture->account, cancellable, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  answered = roster_key_search_finish (fixture->account, result, &found, error);
  g_assert_true (answered || !found);
  g_assert_true (answered == (error == NULL || *error == NULL));
  return found;
}

static void
assert_search (Fixture *fixture, gboolean expected)
{
  g_autoptr (GError) error = NULL;
  gboolean found = search (fixture, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (found, ==, expected);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterAccount) other = roster_account_new (ENDPOINT, "somebody-else");
  g_autoptr (GError) error = NULL;

  keyring_daemon_start (fixture->daemon, TRUE);
  assert_search (fixture, FALSE);
  assert_stored (fixture, KEY);
  assert_search (fixture, TRUE);

  /* The key of one account is not that of another. */
  g_set_object (&fixture->account, other);
  assert_search (fixture, FALSE);
  error = forget (fixture->keyring, fixture->account);
  g_assert_no_error (error);
  assert_search (fixture, FALSE);
}

/* A locked one answers too, stays locked, and the account has learnt nothing. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  keyring_daemon_start (fixture->daemon, TRUE);
  assert_stored (fixture, KEY);
  roster_account_set_key (fixture->account, NULL);
  keyring_daemon_lock (fixture->daemon);
  assert_search (fixture, TRUE);
  g_assert_false (roster_account_has_key (fixture->account));
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  search (fixture, NULL, &error);
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  keyring_daemon_start (fixture->daemon, TRUE);
  g_cancellable_cancel (cancellable);
  search (fixture, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, func)                                                                            \
  g_test_add (path, Fixture, NULL, keyring_fixture_set_up, func, keyring_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/key-search/search", test_search);
  ADD ("/key-search/locked", test_locked);
  ADD ("/key-search/missing", test_missing);
  ADD ("/key-search/cancelled", test_cancelled);
  return g_test_run ();
}
