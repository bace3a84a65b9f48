/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Over TLS: whom to trust, and HTTP/2. */

#include "core/base/roster-error.h"
#include "support/wire-fixture.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>

#define N_PAGES 20

static GTlsCertificate *
load_certificate (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "localhost.pem", NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  return certificate;
}

static void
trust (WireFixture *fixture)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "localhost.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  roster_transport_set_tls_database (fixture->transport, database);
}

/* Nothing is sent to somebody who is not trusted. */
static void
test_trust (void)
{
  static const struct
  {
    const char *host;
    gboolean trusted;
    int code; /* -1: success */
    const char *words;
  } cases[] = {
    { "localhost", TRUE, -1, NULL },
    { "localhost", FALSE, ROSTER_ERROR_CERTIFICATE, "“localhost”" },
    { "127.0.0.1", TRUE, ROSTER_ERROR_CERTIFICATE, "another name" },
  };
  g_autoptr (GTlsCertificate) certificate = load_certificate ();

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      WireAnswer answer = { 204, NULL, "" };
      g_autoptr (WireServer) server = wire_server_new (certificate, wire_give_answer, &answer);
      g_autofree char *endpoint =
          g_strdup_printf ("https://%s:%u/v2", cases[i / 2].host, wire_server_get_port (server));
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;

      wire_fixture_init (&fixture, endpoint);
      if (cases[i / 2].trusted)
        trust (&fixture);
      wire_fixture_run (&fixture, i % 2 == 0 ? VERB_SELF_TEST : VERB_ADD, &error);
      if (cases[i / 2].code < 0)
        {
          g_assert_no_error (error);
          g_assert_true (wire_request_is_signed (server, wire_server_get_request (server, 0),
                                                 i % 2 == 0 ? NULL : "org"));
          continue;
        }
      g_assert_error (error, ROSTER_ERROR, cases[i / 2].code);
      g_assert_nonnull (strstr (error->message, cases[i / 2].words));
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, 0);
    }
}

/* What the environment names is trusted in place of the system's; what cannot be read is named. */
static void
test_environment (void)
{
  g_autofree char *pem = g_test_build_filename (G_TEST_DIST, "fixtures", "localhost.pem", NULL);
  g_autofree char *folder = g_dir_make_tmp ("roster-trust-XXXXXX", NULL);
  g_autofree char *copy = g_build_filename (folder, "0a1b2c3d.0", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty", NULL);
  g_autofree char *folders = g_strconcat ("/usr/share/locale:", folder, NULL);
  g_autofree char *text = NULL;
  const struct
  {
    const char *variable;
    const char *value;
    const char *words; /* (nullable): of the error */
  } cases[] = {
    { "SSL_CERT_FILE", pem, NULL },
    { "SSL_CERT_DIR", folder, NULL },
    { "SSL_CERT_DIR", folders, NULL },
    { "REQUESTS_CA_BUNDLE", pem, NULL },
    { "REQUESTS_CA_BUNDLE", folder, NULL },
    { "SSL_CERT_FILE", "", "does not trust" },
    { "SSL_CERT_FILE", "/nowhere/ca.pem", "“/nowhere/ca.pem”, which SSL_CERT_FILE names" },
    { "SSL_CERT_FILE", empty, "no certificate in it" },
    { "SSL_CERT_DIR", "/usr/share/locale", "SSL_CERT_DIR" },
    { "REQUESTS_CA_BUNDLE", "/nowhere", "REQUESTS_CA_BUNDLE" },
  };
  g_autoptr (GTlsCertificate) certificate = load_certificate ();

  g_assert_true (g_file_get_contents (pem, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (copy, text, -1, NULL));
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WireAnswer answer = { 204, NULL, "" };
      g_autoptr (WireServer) server = wire_server_new (certificate, wire_give_answer, &answer);
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s=%s", cases[i].variable, cases[i].value);
      g_setenv (cases[i].variable, cases[i].value, TRUE);
      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      wire_fixture_run (&fixture, VERB_SELF_TEST, &error);
      g_unsetenv (cases[i].variable);
      if (cases[i].words == NULL)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_CERTIFICATE);
      g_assert_nonnull (strstr (error->message, cases[i].words));
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, 0);
    }
  g_remove (copy);
  g_remove (empty);
  g_rmdir (folder);
}

/* An HTTP/2 service in a thread of its own. */
typedef struct
{
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server;
  GThread *thread;
  guint port;
  gint n_http2; /* atomic */
} Http2Service;

static char *
write_page (guint64 page)
{
  g_autoptr (GString) body = g_string_new ("{\"members\":[");

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (body, "%s{\"id\":\"%" G_GUINT64_FORMAT "-%u\"}", i > 0 ? "," : "", page,
                            i);
  if (page + 1 < N_PAGES)
    g_string_append_printf (body, "],\"token\":\"%" G_GUINT64_FORMAT "\"}", page + 1);
  else
    g_string_append (body, "]}");
  return g_string_free (g_steal_pointer (&body), FALSE);
}

static void
give_page (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  Http2Service *self = user_data;
  const char *token = query != NULL ? g_hash_table_lookup (query, "token") : NULL;
  guint64 page = token != NULL ? g_ascii_strtoull (token, NULL, 10) : 0;
  gboolean is_change = g_str_equal (soup_server_message_get_method (message), "POST");
  g_autofree char *body = is_change ? g_strdup ("{\"id\":\"5d7\"}") : write_page (page);

  g_atomic_int_add (&self->n_http2,
                    soup_server_message_get_http_version (message) == SOUP_HTTP_2_0);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

static gpointer
run_service (gpointer data)
{
  Http2Service *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static void
http2_service_start (Http2Service *self)
{
  g_autoptr (GTlsCertificate) certificate = load_certificate ();
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (self->server, NULL, give_page, self, NULL);
  g_assert_true (soup_server_listen_local (
      self->server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->port = (guint)g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  g_main_context_pop_thread_default (self->context);
  self->thread = g_thread_new ("http2", run_service, self);
}

static void
http2_service_stop (Http2Service *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
}

/* Lists at the same time, each read in a thread of its own, then a change and a list again. */
static void
test_http2 (void)
{
  Http2Service service = { 0 };
  g_auto (WireFixture) fixture = { 0 };
  g_autofree char *endpoint = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *results[6] = { NULL };

  http2_service_start (&service);
  endpoint = g_strdup_printf ("https://localhost:%u/v2", service.port);
  wire_fixture_init (&fixture, endpoint);
  trust (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    roster_client_list_members_async (fixture.client, "org", FALSE, NULL, NULL, wire_keep_result,
                                      &results[i]);
  g_assert_true (wire_fixture_run (&fixture, VERB_ADD, &error));
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (RosterMemberTable) table = NULL;

      wire_await (&results[i]);
      table = roster_client_list_members_finish (fixture.client, results[i], &error);
      g_assert_no_error (error);
      g_assert_cmpuint (roster_member_table_get_n_members (table), ==, N_PAGES * 1000);
      g_assert_cmpstr (roster_member_table_get (table, 19999)->id, ==, "19-999");
      g_object_unref (results[i]);
    }
  g_assert_true (wire_fixture_run (&fixture, VERB_SELF_TEST, &error));
  g_assert_no_error (error);
  g_test_message ("%d requests by HTTP/2", g_atomic_int_get (&service.n_http2));
  g_assert_cmpint (g_atomic_int_get (&service.n_http2), ==, 6 * N_PAGES + 2);

  wire_fixture_clear (&fixture);
  http2_service_stop (&service);
}

int
main (int argc, char *argv[])
{
  g_setenv ("SOUP_SERVER_HTTP2", "1", TRUE); /* in libsoup 3.2 a server speaks it only if asked */
  g_unsetenv ("REQUESTS_CA_BUNDLE");
  g_unsetenv ("SSL_CERT_FILE");
  g_unsetenv ("SSL_CERT_DIR");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/tls/trust", test_trust);
  g_test_add_func ("/client/tls/environment", test_environment);
  g_test_add_func ("/client/tls/http2", test_http2);
  return g_test_run ();
}
