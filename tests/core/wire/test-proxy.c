/* SPDX-License-Identifier: GPL-3.0-or-later */
/* With a proxy that does not exist: this computer itself is reached all the same. */

#include "core/base/roster-error.h"
#include "core/wire/roster-proxy.h"
#include "support/wire-fixture.h"

static void
test_reach (void)
{
  WireAnswer answer = { 200, NULL, "" };
  g_autoptr (WireServer) server = wire_server_new (NULL, wire_give_answer, &answer);
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *maps = NULL;

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  g_assert_true (wire_fixture_run (&fixture, VERB_SELF_TEST, &error));
  g_assert_true (wire_fixture_run (&fixture, VERB_ADD, &error));
  g_assert_no_error (error);

  /* What asks the system for proxies takes longer to load than all the rest of rosterctl. */
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  g_assert_null (strstr (maps, "proxy.so"));
}

/* Everything else goes where the system says. */
static void
test_refuse (void)
{
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  wire_fixture_init (&fixture, "https://roster.invalid/v2");
  g_assert_false (wire_fixture_run (&fixture, VERB_ADD, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_OFFLINE);
}

/* A proxy that refuses: it is the proxy that is named, whatever the status means of a service. */
static void
test_status (gconstpointer scheme)
{
  static const guint statuses[] = { 400, 401, 403, 404, 407, 408, 429, 500, 502, 503, 511 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      WireAnswer answer = { statuses[i], "Proxy-Authenticate: Basic realm=\"x\"\r\n", "no" };
      g_autoptr (WireServer) server = wire_server_new (NULL, wire_give_answer, &answer);
      g_autofree char *proxy =
          g_strdup_printf ("%s127.0.0.1:%u", (const char *)scheme, wire_server_get_port (server));
      g_autofree char *name = g_strdup_printf ("“127.0.0.1:%u”", wire_server_get_port (server));
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) read = NULL;
      g_autoptr (GError) change = NULL;

      g_setenv ("https_proxy", proxy, TRUE);
      wire_fixture_init (&fixture, "https://roster.invalid/v2");
      g_assert_false (wire_fixture_run (&fixture, VERB_SELF_TEST, &read));
      g_assert_error (read, ROSTER_ERROR, ROSTER_ERROR_PROXY);
      g_assert_nonnull (strstr (read->message, name));
      g_assert_nonnull (strstr (read->message, "roster.invalid"));
      g_assert_false (wire_fixture_run (&fixture, VERB_REMOVE, &change));
      g_assert_error (change, ROSTER_ERROR, ROSTER_ERROR_PROXY);
      g_assert_cmpstr (wire_server_get_request (server, 0)->method, ==, "CONNECT");
      g_assert_null (
          wire_request_get_header (wire_server_get_request (server, 0), "Authorization"));
    }
  g_setenv ("https_proxy", "http://127.0.0.1:1", TRUE);
}

/* What goes past the proxy, as everywhere. */
static void
test_no_proxy (void)
{
  static const struct
  {
    const char *no_proxy;
    gboolean is_used;
  } cases[] = { { "", TRUE },
                { "*", FALSE },
                { "example.com,roster.invalid", FALSE },
                { "example.com, .invalid", FALSE },
                { "example.com", TRUE } };

  g_autoptr (GUri) uri = g_uri_parse ("https://roster.invalid/v2", G_URI_FLAGS_NONE, NULL);

  g_setenv ("https_proxy", "user:secret@proxy.example:3128", TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GProxyResolver) resolver = NULL;
      g_autoptr (GError) error = NULL;
      RosterWireRetry retry;

      g_setenv ("no_proxy", cases[i].no_proxy, TRUE);
      resolver = roster_proxy_resolver_from_environment ();
      error = roster_proxy_make_error (resolver, uri, 403, &retry);
      g_test_message ("%s: %s", cases[i].no_proxy, error->message);
      g_assert_true ((strstr (error->message, "“proxy.example:3128”") != NULL) == cases[i].is_used);
      g_assert_null (strstr (error->message, "secret"));
    }
  g_unsetenv ("no_proxy");
  g_setenv ("https_proxy", "http://127.0.0.1:1", TRUE);
}

int
main (int argc, char *argv[])
{
  g_setenv ("http_proxy", "http://127.0.0.1:1", TRUE);
  g_setenv ("https_proxy", "http://127.0.0.1:1", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proxy/reach", test_reach);
  g_test_add_func ("/proxy/refuse", test_refuse);
  g_test_add_data_func ("/proxy/status", "http://", test_status);
  g_test_add_data_func ("/proxy/status-without-scheme", "", test_status);
  g_test_add_func ("/proxy/no-proxy", test_no_proxy);
  return g_test_run ();
}
