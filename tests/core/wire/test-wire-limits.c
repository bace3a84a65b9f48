/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that go on and on: everything ends, and what became of a change is then not known. */

#include "core/base/roster-error.h"
#include "support/wire-fixture.h"

/* Milliseconds between two pieces, and how many pieces are sent at most. */
#define PAUSE 5
#define MANY 4000

/* What drips ends by its time, what comes at once by its number; on a busy computer, too. */
static const RosterWireLimits impatient = {
  .headers = 150, .small_body = 150, .pace_window = 150, .pace_bytes = 1024, .n_interim = 10
};
static const RosterWireLimits patient = {
  .headers = 30000, .small_body = 30000, .pace_window = 30000, .pace_bytes = 1, .n_interim = 10
};

typedef struct
{
  const char *begin;
  gsize begin_length; /* 0: a string */
  const char *piece;
  gboolean at_once; /* no pause between the pieces */
  const char *end;  /* (nullable): after the last */
  guint n_pieces;   /* 0: until the connection ends */
} Talk;

static gboolean
talk (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  const Talk *self = user_data;
  const guint n_pieces = self->n_pieces > 0 ? self->n_pieces : MANY * (self->at_once ? 1000 : 1);
  const gsize length = self->begin_length > 0 ? self->begin_length : strlen (self->begin);

  if (!g_output_stream_write_all (out, self->begin, length, NULL, NULL, NULL))
    return FALSE;
  for (guint i = 0; i < n_pieces; i++)
    {
      if (!g_output_stream_write_all (out, self->piece, strlen (self->piece), NULL, NULL, NULL))
        return FALSE;
      if (!self->at_once)
        g_usleep (PAUSE * 1000);
    }
  if (self->end != NULL)
    wire_write (out, self->end);
  return FALSE;
}

#define GZIP_NAME "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08\0\0\0\0\0\x03"

static const struct
{
  const char *name;
  Talk talk;
  RosterError code; /* of a read */
} cases[] = {
  { "status-line", { .begin = "HTTP/1.1 200 ", .piece = "O" }, ROSTER_ERROR_INTERRUPTED },
  { "header", { .begin = "HTTP/1.1 200 OK\r\nX: ", .piece = "x" }, ROSTER_ERROR_INTERRUPTED },
  { "interim-now-and-then",
    { .begin = "", .piece = "HTTP/1.1 102 Processing\r\n\r\n" },
    ROSTER_ERROR_BAD_ANSWER },
  { "interim",
    { .begin = "", .piece = "HTTP/1.1 102 Processing\r\n\r\n", .at_once = TRUE },
    ROSTER_ERROR_BAD_ANSWER },
  { "body", { .begin = "HTTP/1.1 200 OK\r\n\r\n", .piece = " " }, ROSTER_ERROR_INTERRUPTED },
  { "body-of-known-length",
    { .begin = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", .piece = " " },
    ROSTER_ERROR_INTERRUPTED },
  { "chunk-size",
    { .begin = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", .piece = "x" },
    ROSTER_ERROR_INTERRUPTED },
  { "gzip-name",
    { .begin = GZIP_NAME, .begin_length = sizeof GZIP_NAME - 1, .piece = "x" },
    ROSTER_ERROR_INTERRUPTED },
  { "gzip-name-at-once",
    { .begin = GZIP_NAME, .begin_length = sizeof GZIP_NAME - 1, .piece = "xxxx", .at_once = TRUE },
    ROSTER_ERROR_INTERRUPTED },
};

static void
set_up (WireFixture *fixture, WireServer *server, const RosterWireLimits *limits)
{
  wire_fixture_init (fixture, wire_server_get_endpoint (server));
  roster_transport_set_limits (fixture->transport, limits);
}

static void
list_members (WireFixture *fixture, RosterMemberTable **table, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_client_list_members_async (fixture->client, "org", FALSE, NULL, NULL, wire_keep_result,
                                    &result);
  wire_await (&result);
  *table = roster_client_list_members_finish (fixture->client, result, error);
}

static const RosterWireLimits *
get_limits (guint i)
{
  return cases[i].code == ROSTER_ERROR_BAD_ANSWER ? &patient : &impatient;
}

static void
test_read (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr (WireServer) server = wire_server_new (NULL, talk, (gpointer)&cases[i].talk);
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (RosterMemberTable) table = NULL;
  g_autoptr (GError) small = NULL;
  g_autoptr (GError) list = NULL;

  set_up (&fixture, server, get_limits (i));
  g_assert_false (wire_fixture_run (&fixture, VERB_SELF_TEST, &small));
  g_assert_error (small, ROSTER_ERROR, (int)cases[i].code);
  list_members (&fixture, &table, &list);
  g_assert_error (list, ROSTER_ERROR, (int)cases[i].code);
}

/* It is sent once, and nobody knows what became of it. */
static void
test_change (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr (WireServer) server = wire_server_new (NULL, talk, (gpointer)&cases[i].talk);
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  set_up (&fixture, server, get_limits (i));
  g_assert_false (wire_fixture_run (&fixture, VERB_REMOVE, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_UNKNOWN_OUTCOME);
  /* The service may read the request after its time is over. */
  while (wire_server_get_n_requests (server) == 0)
    g_usleep (1000);
  g_assert_cmpuint (wire_server_get_n_requests (server), ==, 1);
}

/* A refusal that never ends is not one: the change may have been made. */
static void
test_late_refusal (void)
{
  const Talk refusal = { .begin = "HTTP/1.1 403 No\r\n\r\n", .piece = "x" };
  g_autoptr (WireServer) server = wire_server_new (NULL, talk, (gpointer)&refusal);
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  set_up (&fixture, server, &impatient);
  g_assert_false (wire_fixture_run (&fixture, VERB_REMOVE, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_UNKNOWN_OUTCOME);
}

/* A list may take longer than all else where it keeps up its pace; a few interim answers do no
 * harm. */
static void
test_long_list (void)
{
  const Talk steady = { .begin = "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
                                 "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
                                 "{\"members\":[{\"id\":\"a\"}],\"note\":\"",
                        .piece = "A text of more than a few bytes, as long as one member is. ",
                        .end = "\",\"token\":null}",
                        .n_pieces = 200 };
  const RosterWireLimits limits = {
    .headers = 2000, .small_body = 100, .pace_window = 400, .pace_bytes = 256, .n_interim = 10
  };
  g_autoptr (WireServer) server = wire_server_new (NULL, talk, (gpointer)&steady);
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (RosterMemberTable) table = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&fixture, server, &limits);
  list_members (&fixture, &table, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (roster_member_table_get_n_members (table), ==, 1);
  g_assert_cmpuint (wire_server_get_n_requests (server), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *read = g_strconcat ("/wire-limits/read/", cases[i].name, NULL);
      g_autofree char *change = g_strconcat ("/wire-limits/change/", cases[i].name, NULL);

      g_test_add_data_func (read, GUINT_TO_POINTER (i), test_read);
      g_test_add_data_func (change, GUINT_TO_POINTER (i), test_change);
    }
  g_test_add_func ("/wire-limits/late-refusal", test_late_refusal);
  g_test_add_func ("/wire-limits/long-list", test_long_list);
  return g_test_run ();
}
