/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting, cancelling and not being in the way of the main loop. */

#include "core/base/roster-error.h"
#include "support/wire-fixture.h"

/* Drips a list without end, slowly. */
static gboolean
drip (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  wire_write (out,
              "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n{\"members\":[{\"id\":\"a\"}");
  while (g_output_stream_write_all (out, ",{\"id\":\"b\"}", strlen (",{\"id\":\"b\"}"), NULL, NULL,
                                    NULL))
    g_usleep (2000);
  return FALSE;
}

static gboolean
say_nothing (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  gint *go_on = user_data;

  while (g_atomic_int_get (go_on))
    g_usleep (1000);
  return FALSE;
}

static void
start_list (WireFixture *fixture,
            RosterCallProgress *progress,
            GCancellable *cancellable,
            GAsyncResult **result)
{
  roster_client_list_members_async (fixture->client, "org", FALSE, progress, cancellable,
                                    wire_keep_result, result);
}

static void
assert_cancelled (WireFixture *fixture, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  wire_await (result);
  g_assert_null (roster_client_list_members_finish (fixture->client, *result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel_reading (void)
{
  g_autoptr (WireServer) server = wire_server_new (NULL, drip, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RosterCallProgress) progress = roster_call_progress_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (WireFixture) fixture = { 0 };

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  start_list (&fixture, progress, cancellable, &result);
  while (roster_call_progress_get_n_members (progress) < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  assert_cancelled (&fixture, &result);
}

static void
test_cancel_before_answer (void)
{
  gint go_on = TRUE;
  g_autoptr (WireServer) server = wire_server_new (NULL, say_nothing, &go_on);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (WireFixture) fixture = { 0 };

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  start_list (&fixture, NULL, cancellable, &result);
  while (wire_server_get_n_requests (server) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  assert_cancelled (&fixture, &result);
  g_atomic_int_set (&go_on, FALSE);
}

static void
test_cancelled_already (void)
{
  gint go_on = FALSE;
  g_autoptr (WireServer) server = wire_server_new (NULL, say_nothing, &go_on);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (WireFixture) fixture = { 0 };

  g_cancellable_cancel (cancellable);
  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  start_list (&fixture, NULL, cancellable, &result);
  assert_cancelled (&fixture, &result);
  g_assert_cmpuint (wire_server_get_n_requests (server), ==, 0);
}

/* The wait is told, in words, and ends at once. */
static void
test_cancel_waiting (void)
{
  WireAnswer answer = { 429, "Retry-After: 500\r\n", "{\"errors\":[\"Slow down\"]}" };
  g_autoptr (WireServer) server = wire_server_new (NULL, wire_give_answer, &answer);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RosterCallProgress) progress = roster_call_progress_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (WireFixture) fixture = { 0 };
  gint64 until;

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  roster_transport_set_backoff_unit (fixture.transport, 1000);
  start_list (&fixture, progress, cancellable, &result);
  while (roster_call_progress_get_wait_until (progress) == 0)
    g_main_context_iteration (NULL, TRUE);

  until = roster_call_progress_get_wait_until (progress) - g_get_monotonic_time ();
  g_assert_cmpint (until, >, 400 * G_USEC_PER_SEC);
  g_assert_cmpint (until, <=, 500 * G_USEC_PER_SEC);
  g_assert_nonnull (strstr (roster_call_progress_get_reason (progress), "(429): Slow down"));

  g_cancellable_cancel (cancellable);
  assert_cancelled (&fixture, &result);
  g_assert_cmpint (roster_call_progress_get_wait_until (progress), ==, 0);
  g_assert_null (roster_call_progress_get_reason (progress));
  g_assert_cmpuint (wire_server_get_n_requests (server), ==, 1);
}

/* Four connections to a host at most; who waits for one can be cancelled too. */
static void
test_cancel_queued (void)
{
  gint go_on = TRUE;
  g_autoptr (WireServer) server = wire_server_new (NULL, say_nothing, &go_on);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *results[5] = { NULL };
  g_auto (WireFixture) fixture = { 0 };

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  for (guint i = 0; i < 4; i++)
    start_list (&fixture, NULL, NULL, &results[i]);
  while (wire_server_get_n_requests (server) < 4)
    g_main_context_iteration (NULL, FALSE);

  start_list (&fixture, NULL, cancellable, &results[4]);
  for (guint i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpuint (wire_server_get_n_connections (server), ==, 4);
  g_cancellable_cancel (cancellable);
  assert_cancelled (&fixture, &results[4]);

  roster_transport_cancel_reads (fixture.transport);
  for (guint i = 0; i < 4; i++)
    assert_cancelled (&fixture, &results[i]);
  g_assert_cmpuint (wire_server_get_n_requests (server), ==, 4);
  g_atomic_int_set (&go_on, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_object_unref (results[i]);
}

/* A change that has left is let finish. */
static gboolean
answer_late (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  gint *go_on = user_data;

  while (g_atomic_int_get (go_on))
    g_usleep (1000);
  wire_reply (out, 200, NULL, "");
  return TRUE;
}

static void
test_change_is_not_cancelled (void)
{
  gint go_on = TRUE;
  g_autoptr (WireServer) server = wire_server_new (NULL, answer_late, &go_on);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (WireFixture) fixture = { 0 };

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  roster_client_add_member_async (fixture.client, "org", "5d7", "user", NULL, wire_keep_result,
                                  &result);
  while (wire_server_get_n_requests (server) == 0)
    g_main_context_iteration (NULL, FALSE);
  roster_transport_cancel_reads (fixture.transport);
  g_atomic_int_set (&go_on, FALSE);
  wire_await (&result);
  g_assert_true (roster_client_change_finish (fixture.client, result, &error));
  g_assert_no_error (error);
}

/* Everything is let go while a read and a change are running: both end, each says so. */
static void
on_list_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint *n_ended = user_data;

  g_assert_null (roster_client_list_members_finish (ROSTER_CLIENT (source), result, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER);
  (*n_ended)++;
}

static void
on_removal_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint *n_ended = user_data;

  g_assert_true (roster_client_change_finish (ROSTER_CLIENT (source), result, &error));
  (*n_ended)++;
}

static void
test_dropped (void)
{
  gint go_on = TRUE;
  g_autoptr (WireServer) server = wire_server_new (NULL, answer_late, &go_on);
  WireFixture fixture = { 0 };
  gpointer transport;
  guint n_ended = 0;

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  transport = fixture.transport;
  g_object_add_weak_pointer (G_OBJECT (fixture.transport), &transport);
  roster_client_list_members_async (fixture.client, "org", FALSE, NULL, NULL, on_list_ended,
                                    &n_ended);
  roster_client_remove_member_async (fixture.client, "org", "5d7", NULL, on_removal_ended,
                                     &n_ended);
  wire_fixture_clear (&fixture);
  g_assert_nonnull (transport);

  g_atomic_int_set (&go_on, FALSE);
  while (n_ended < 2 || transport != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* A long list that arrives in pieces: the main loop goes on turning all the while. */
#define N_PIECES 100
#define N_IN_PIECE 1000

/* All are of one length. */
static char *
make_piece (guint number)
{
  g_autoptr (GString) piece = g_string_new (NULL);

  for (guint i = 0; i < N_IN_PIECE; i++)
    g_string_append_printf (
        piece, "{\"id\":\"%08u\",\"email\":\"somebody@example.com\",\"role\":\"user\"},",
        number * N_IN_PIECE + i);
  return g_string_free (g_steal_pointer (&piece), FALSE);
}

static gboolean
give_much (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  g_autofree char *first = make_piece (0);
  g_autofree char *head = NULL;

  head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          N_PIECES * strlen (first) + strlen ("{\"members\":[{\"id\":\"last\"}]}"));
  wire_write (out, head);
  wire_write (out, "{\"members\":[");
  for (guint i = 0; i < N_PIECES; i++)
    {
      g_autofree char *piece = make_piece (i);

      wire_write (out, piece);
      g_usleep (2000);
    }
  wire_write (out, "{\"id\":\"last\"}]}");
  return TRUE;
}

typedef struct
{
  gint64 last;
  gint64 longest;
  guint n_ticks;
  guint n_told;
} Ticker;

static gboolean
tick (gpointer user_data)
{
  Ticker *ticker = user_data;
  gint64 now = g_get_monotonic_time ();

  ticker->longest = MAX (ticker->longest, now - ticker->last);
  ticker->last = now;
  ticker->n_ticks++;
  return G_SOURCE_CONTINUE;
}

static void
on_told (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  Ticker *ticker = user_data;

  ticker->n_told++;
}

static void
test_main_loop_turns (void)
{
  g_autoptr (WireServer) server = wire_server_new (NULL, give_much, NULL);
  g_autoptr (RosterCallProgress) progress = roster_call_progress_new ();
  g_autoptr (RosterMemberTable) table = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (WireFixture) fixture = { 0 };
  Ticker ticker = { 0 };
  gint64 begin = g_get_monotonic_time ();
  gint64 elapsed;
  guint source;

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  g_signal_connect (progress, "notify::n-members", G_CALLBACK (on_told), &ticker);
  ticker.last = begin;
  source = g_timeout_add (1, tick, &ticker);
  start_list (&fixture, progress, NULL, &result);
  wire_await (&result);
  elapsed = g_get_monotonic_time () - begin;
  g_source_remove (source);

  table = roster_client_list_members_finish (fixture.client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (roster_member_table_get_n_members (table), ==, N_PIECES * N_IN_PIECE + 1);
  g_assert_cmpuint (roster_call_progress_get_n_members (progress), ==, N_PIECES * N_IN_PIECE + 1);

  /* Ratios of the same run: no absolute times on a busy machine. */
  g_test_message ("%" G_GINT64_FORMAT " µs, longest pause %" G_GINT64_FORMAT " µs, %u ticks",
                  elapsed, ticker.longest, ticker.n_ticks);
  g_assert_cmpint (ticker.longest, <, elapsed / 3);
  g_assert_cmpuint (ticker.n_ticks, >, elapsed / 1000 / 10);
  g_assert_cmpuint (ticker.n_told, <=, elapsed / 1000 / 100 + 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/cancel/reading", test_cancel_reading);
  g_test_add_func ("/client/cancel/before-answer", test_cancel_before_answer);
  g_test_add_func ("/client/cancel/already", test_cancelled_already);
  g_test_add_func ("/client/cancel/waiting", test_cancel_waiting);
  g_test_add_func ("/client/cancel/queued", test_cancel_queued);
  g_test_add_func ("/client/cancel/change", test_change_is_not_cancelled);
  g_test_add_func ("/client/dropped", test_dropped);
  g_test_add_func ("/client/main-loop", test_main_loop_turns);
  return g_test_run ();
}
