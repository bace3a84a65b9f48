/* SPDX-License-Identifier: GPL-3.0-or-later */
/* With a proxy that does not exist: this computer itself is reached all the same. */

#include "roster-error.h"
#include "wire-fixture.h"

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

int
main (int argc, char *argv[])
{
  g_setenv ("http_proxy", "http://127.0.0.1:1", TRUE);
  g_setenv ("https_proxy", "http://127.0.0.1:1", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proxy/reach", test_reach);
  g_test_add_func ("/proxy/refuse", test_refuse);
  return g_test_run ();
}
