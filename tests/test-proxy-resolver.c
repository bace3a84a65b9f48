/* SPDX-License-Identifier: GPL-3.0-or-later */
/* With a proxy that does not exist: this computer itself is reached all the same. */

#include "roster-error.h"
#include "roster-proxy-resolver.h"
#include "wire-fixture.h"

static void
test_lookup (void)
{
  static const char *const loopback[] = { "http://127.0.0.1:8080/v2", "http://localhost/",
                                          "http://[::1]:1/", "https://127.1.2.3/" };
  g_autoptr (GProxyResolver) resolver = roster_proxy_resolver_new ();

  g_assert_true (g_proxy_resolver_is_supported (resolver));
  for (gsize i = 0; i < G_N_ELEMENTS (loopback); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) proxies = g_proxy_resolver_lookup (resolver, loopback[i], NULL, &error);
      g_auto (GStrv) again = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (proxies[0], ==, "direct://");
      g_proxy_resolver_lookup_async (resolver, loopback[i], NULL, wire_keep_result, &result);
      wire_await (&result);
      again = g_proxy_resolver_lookup_finish (resolver, result, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again[0], ==, "direct://");
    }
}

/* Everything else is as the system says. */
static void
test_default (void)
{
  static const char *const other[] = { "http://example.com/", "https://127.0.0.1.example.com/" };
  g_autoptr (GProxyResolver) resolver = roster_proxy_resolver_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) expected =
          g_proxy_resolver_lookup (g_proxy_resolver_get_default (), other[i], NULL, &error);
      g_auto (GStrv) proxies = g_proxy_resolver_lookup (resolver, other[i], NULL, &error);
      g_auto (GStrv) again = NULL;

      g_proxy_resolver_lookup_async (resolver, other[i], NULL, wire_keep_result, &result);
      wire_await (&result);
      again = g_proxy_resolver_lookup_finish (resolver, result, &error);
      g_assert_no_error (error);
      g_assert_true (g_strv_equal ((const char *const *)expected, (const char *const *)proxies));
      g_assert_true (g_strv_equal ((const char *const *)expected, (const char *const *)again));
    }
}

static void
test_reach (void)
{
  WireAnswer answer = { 200, NULL, "" };
  g_autoptr (WireServer) server = wire_server_new (NULL, wire_give_answer, &answer);
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  g_assert_true (wire_fixture_run (&fixture, VERB_SELF_TEST, &error));
  g_assert_true (wire_fixture_run (&fixture, VERB_ADD, &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_setenv ("http_proxy", "http://127.0.0.1:1", TRUE);
  g_setenv ("https_proxy", "http://127.0.0.1:1", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proxy-resolver/lookup", test_lookup);
  g_test_add_func ("/proxy-resolver/default", test_default);
  g_test_add_func ("/proxy-resolver/reach", test_reach);
  return g_test_run ();
}
