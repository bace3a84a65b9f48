/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of members: whole or not at all, from a server that has a bad day. */

#include "core/base/roster-error.h"
#include "support/wire-fixture.h"

#define PERSON(id) "{\"id\":\"" id "\",\"email\":\"" id "@example.com\",\"role\":\"user\"}"

static RosterMemberTable *
list (WireFixture *fixture, RosterCallProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_client_list_members_async (fixture->client, "org", FALSE, progress, cancellable,
                                    wire_keep_result, &result);
  wire_await (&result);
  return roster_client_list_members_finish (fixture->client, result, error);
}

/* The ids of a list, in one line. */
static gboolean
append_id (const RosterMember *member, gpointer user_data, GError **error)
{
  g_string_append_printf (user_data, "%s ", member->id);
  return TRUE;
}

static gboolean
stream (WireFixture *fixture, RosterMemberFunc func, gpointer func_data, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_client_stream_members_async (fixture->client, "org", FALSE, func, func_data, NULL, NULL,
                                      wire_keep_result, &result);
  wire_await (&result);
  return roster_client_stream_members_finish (fixture->client, result, error);
}

/* Three pages whose tokens have to be escaped, and a first answer that breaks where asked for. */
typedef struct
{
  guint n_broken;    /* how many of the first answers break off */
  const char *begin; /* what they begin with */
} Pages;

static gboolean
give_pages (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  const Pages *pages = user_data;
  const char *body = "{\"members\":[" PERSON ("a") "," PERSON ("b") "],\"token\":\"x&y=z+1/é \"}";
  g_autofree char *headers = NULL;

  if (strstr (request->resource, "token=x%26y%3Dz%2B1%2F%C3%A9%20") != NULL)
    body = "{\"members\":[" PERSON ("c") "],\"token\":\"2\"}";
  else if (g_str_has_suffix (request->resource, "token=2"))
    body = "{\"members\":[" PERSON ("d") "],\"token\":null}";

  if (request->number > 0 && request->number <= pages->n_broken)
    {
      g_autofree char *start =
          g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n%s", pages->begin);

      wire_write (out, start);
      return FALSE;
    }
  headers = wire_sign (server, request, "application/json", body);
  wire_reply (out, 200, headers, body);
  return TRUE;
}

static void
test_pages (void)
{
  Pages pages = { 0, NULL };
  g_autoptr (WireServer) server = wire_server_new (NULL, give_pages, &pages);
  g_autoptr (RosterCallProgress) progress = roster_call_progress_new ();
  g_autoptr (RosterMemberTable) table = NULL;
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  table = list (&fixture, progress, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (roster_member_table_get_n_members (table), ==, 4);
  g_assert_cmpstr (roster_member_table_get (table, 3)->email, ==, "d@example.com");
  g_assert_cmpuint (roster_call_progress_get_n_members (progress), ==, 4);
  g_assert_cmpuint (wire_server_get_n_requests (server), ==, 3);
  g_assert_cmpuint (wire_server_get_n_connections (server), ==, 1);
  for (guint i = 0; i < 3; i++)
    g_assert_true (wire_request_is_signed (server, wire_server_get_request (server, i), "org"));

  g_assert_true (stream (&fixture, append_id, ids, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (ids->str, ==, "a b c d ");
}

/* The second page breaks: it is read again, and nobody is listed twice. */
static void
test_broken_page (void)
{
  Pages pages = { 3, "{\"members\":[" PERSON ("c") "," PERSON ("x") ",{\"id\":" };
  g_autoptr (WireServer) server = wire_server_new (NULL, give_pages, &pages);
  g_autoptr (RosterMemberTable) table = NULL;
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  table = list (&fixture, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wire_server_get_n_requests (server), ==, 6);
  g_assert_cmpuint (roster_member_table_get_n_members (table), ==, 4);
  g_assert_cmpstr (roster_member_table_get (table, 2)->id, ==, "c");
  g_assert_cmpstr (roster_member_table_get (table, 3)->id, ==, "d");
}

static void
test_broken_for_ever (void)
{
  Pages pages = { 100, "{\"members\":[" PERSON ("c") "," };
  g_autoptr (WireServer) server = wire_server_new (NULL, give_pages, &pages);
  g_autoptr (RosterMemberTable) table = NULL;
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  table = list (&fixture, NULL, NULL, &error);
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INTERRUPTED);
  g_assert_null (table);
  g_assert_cmpuint (wire_server_get_n_requests (server), ==, 7);
}

/* A stream cannot take back what it handed on; before that, a page can be read again. */
static void
test_broken_stream (void)
{
  static const struct
  {
    const char *begin;
    gboolean success;
    const char *ids;
    guint n_requests;
  } cases[] = {
    { "{\"members\":[" PERSON ("c") ",", FALSE, "a b c ", 2 },
    { "{\"members\":[", TRUE, "a b c d ", 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Pages pages = { 1, cases[i].begin };
      g_autoptr (WireServer) server = wire_server_new (NULL, give_pages, &pages);
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GString) ids = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      g_assert_cmpint (stream (&fixture, append_id, ids, &error), ==, cases[i].success);
      if (cases[i].success)
        g_assert_no_error (error);
      else
        g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INTERRUPTED);
      g_assert_cmpstr (ids->str, ==, cases[i].ids);
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, cases[i].n_requests);
    }
}

static gboolean
refuse_second (const RosterMember *member, gpointer user_data, GError **error)
{
  if (g_str_equal (member->id, "a"))
    return TRUE;
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "No space");
  return FALSE;
}

/* What the function says comes through as it is. */
static void
test_stream_func_fails (void)
{
  Pages pages = { 0, NULL };
  g_autoptr (WireServer) server = wire_server_new (NULL, give_pages, &pages);
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  g_assert_false (stream (&fixture, refuse_second, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_cmpuint (wire_server_get_n_requests (server), ==, 1);
}

/* Answers that are no list, or no end of one. */
static void
test_nonsense (void)
{
  static const char *const bodies[] = {
    "",
    " ",
    "null",
    "{}",
    "[]",
    "not JSON",
    "{\"members\":[",
    "{\"members\":[" PERSON ("a") "]",
    "{\"members\":[{\"email\":\"a@example.com\"}]}",
    "{\"members\":{}}",
    "{\"members\":[],\"token\":7}",
    "{\"members\":[" PERSON ("a") "],\"token\":\"same\"}",
    "{\"members\":[],\"token\":null} trailing",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      WireAnswer answer = { 200, NULL, bodies[i] };
      g_autoptr (WireServer) server = wire_server_new (NULL, wire_give_answer, &answer);
      g_autoptr (RosterMemberTable) table = NULL;
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bodies[i]);
      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      table = list (&fixture, NULL, NULL, &error);
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER);
      g_assert_null (table);
      g_assert_cmpuint (wire_server_get_n_requests (server), <=, 2);
    }
}

/* A signed list that was changed on its way, so that it reads well or not at all. */
typedef struct
{
  const char *signed_body;
  const char *sent_body;
} Forgery;

static gboolean
forge (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  const Forgery *forgery = user_data;
  g_autofree char *headers = wire_sign (server, request, "application/json", forgery->signed_body);

  wire_reply (out, 200, headers, forgery->sent_body);
  return TRUE;
}

static void
test_forged (void)
{
  static const struct
  {
    Forgery forgery;
    int code; /* -1: authentic */
  } cases[] = {
    { { "{\"members\":[]}", "{\"members\":[]}" }, -1 },
    { { "{\"members\":[]}", "{\"members\":[" PERSON ("a") "]}" }, ROSTER_ERROR_NOT_AUTHENTIC },
    { { "{\"members\":[]}", "{\"members\":[],\"token\":\"t\"}" }, ROSTER_ERROR_NOT_AUTHENTIC },
    { { "{\"members\":[]}", "" }, ROSTER_ERROR_NOT_AUTHENTIC },
    { { "{\"members\":[]}", "not JSON at all" }, ROSTER_ERROR_NOT_AUTHENTIC },
    { { "not JSON at all", "not JSON at all" }, ROSTER_ERROR_BAD_ANSWER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Forgery forgery = cases[i].forgery;
      g_autoptr (WireServer) server = wire_server_new (NULL, forge, &forgery);
      g_autoptr (RosterMemberTable) table = NULL;
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;

      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      table = list (&fixture, NULL, NULL, &error);
      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, ROSTER_ERROR, cases[i].code);
      g_assert_cmpint (table != NULL, ==, cases[i].code < 0);
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, 1);
    }
}

/* A long one, which is hashed in a thread beside the one that reads it. */
static void
test_forged_long (void)
{
  g_autoptr (GString) body = g_string_new ("{\"members\":[");
  g_autofree char *changed = NULL;

  for (guint n = 0; body->len < 5 * 1024 * 1024; n++)
    g_string_append_printf (body, PERSON ("%u") ",", n, n);
  g_string_append (body, PERSON ("c") "]}");
  changed = g_strdup (body->str);
  changed[body->len - strlen ("\"role\":\"user\"}]}") - 5] = 'z';

  for (guint i = 0; i < 2; i++)
    {
      Forgery forgery = { body->str, i == 0 ? body->str : changed };
      g_autoptr (WireServer) server = wire_server_new (NULL, forge, &forgery);
      g_autoptr (RosterMemberTable) table = NULL;
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;

      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      table = list (&fixture, NULL, NULL, &error);
      if (i == 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_AUTHENTIC);
      g_assert_cmpint (table != NULL, ==, i == 0);
    }
}

/* Compressed, and signed over what was compressed (Hawk: "prior to any content encoding").
 * user_data: how many bytes its end lacks. */
static gboolean
compress (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  const char *body = "{\"members\":[" PERSON ("a") "," PERSON ("b") "]}";
  g_autoptr (GZlibCompressor) compressor =
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autofree char *proof = wire_sign (server, request, "application/json", body);
  g_autofree char *head = NULL;
  char packed[1000];
  gsize n_read;
  gsize n_written;

  gsize n_lacking = GPOINTER_TO_SIZE (user_data);

  g_assert_nonnull (strstr (wire_request_get_header (request, "Accept-Encoding"), "gzip"));
  g_assert_cmpint (g_converter_convert (G_CONVERTER (compressor), body, strlen (body), packed,
                                        sizeof packed, G_CONVERTER_INPUT_AT_END, &n_read,
                                        &n_written, NULL),
                   ==, G_CONVERTER_FINISHED);
  g_assert_cmpuint (n_lacking, <, n_written);
  n_written -= n_lacking;
  head = g_strdup_printf ("HTTP/1.1 200 OK\r\n%sContent-Encoding: gzip\r\nContent-Length: "
                          "%" G_GSIZE_FORMAT "\r\n\r\n",
                          proof, n_written);
  wire_write (out, head);
  g_output_stream_write_all (out, packed, n_written, NULL, NULL, NULL);
  return TRUE;
}

static void
test_compressed (void)
{
  g_autoptr (WireServer) server = wire_server_new (NULL, compress, NULL);
  g_autoptr (RosterMemberTable) table = NULL;
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  table = list (&fixture, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (roster_member_table_get_n_members (table), ==, 2);
}

/* That HTTP says it is whole does not make it so: neither in the middle, nor where only gzip's own
 * checksum and length, the last eight bytes, are missing. */
static void
test_compressed_cut (void)
{
  static const gsize lacking[] = { 1, 4, 8, 9, 60 };

  for (gsize i = 0; i < G_N_ELEMENTS (lacking); i++)
    {
      g_autoptr (WireServer) server =
          wire_server_new (NULL, compress, GSIZE_TO_POINTER (lacking[i]));
      g_autoptr (RosterMemberTable) table = NULL;
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;

      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      table = list (&fixture, NULL, NULL, &error);
      g_test_message ("%" G_GSIZE_FORMAT " bytes: %s", lacking[i],
                      error != NULL ? error->message : "taken");
      g_assert_null (table);
      g_assert_nonnull (error);
      g_assert_true (error->domain == ROSTER_ERROR);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/pages", test_pages);
  g_test_add_func ("/client/broken-page", test_broken_page);
  g_test_add_func ("/client/broken-for-ever", test_broken_for_ever);
  g_test_add_func ("/client/broken-stream", test_broken_stream);
  g_test_add_func ("/client/stream-func-fails", test_stream_func_fails);
  g_test_add_func ("/client/nonsense", test_nonsense);
  g_test_add_func ("/client/forged", test_forged);
  g_test_add_func ("/client/forged-long", test_forged_long);
  g_test_add_func ("/client/compressed", test_compressed);
  g_test_add_func ("/client/compressed-cut", test_compressed_cut);
  return g_test_run ();
}
