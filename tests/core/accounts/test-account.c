/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where requests may go, what an account knows, and what an progress tells. */

#include "core/accounts/roster-account.h"
#include "core/base/roster-error.h"
#include "core/wire/roster-call-progress.h"

static void
test_endpoint_good (void)
{
  static const char *const cases[][2] = {
    { "https://api.threatstack.com/v2", "https://api.threatstack.com/v2" },
    { "  https://api.example.com/v2/\n", "https://api.example.com/v2" },
    { "https://api.example.com/v2///", "https://api.example.com/v2" },
    { "https://api.example.com", "https://api.example.com" },
    { "https://api.example.com/", "https://api.example.com" },
    { "HTTPS://API.Example.COM/V2", "https://api.example.com/V2" },
    { "https://api.example.com:443/v2", "https://api.example.com/v2" },
    { "https://api.example.com:80/v2", "https://api.example.com:80/v2" },
    { "https://api.example.com:8443/v2", "https://api.example.com:8443/v2" },
    { "https://192.0.2.1/v2", "https://192.0.2.1/v2" },
    { "https://[2001:db8::1]:8443/v2", "https://[2001:db8::1]:8443/v2" },
    { "https://bücher.example/v2", "https://xn--bcher-kva.example/v2" },
    { "https://api.example.com/a%20b", "https://api.example.com/a%20b" },
    { "https://api.example.com/vé", "https://api.example.com/v%C3%A9" },
    { "http://localhost:8080/v2", "http://127.0.0.1:8080/v2" },
    { "https://localhost:8080/v2", "https://localhost:8080/v2" },
    { "http://LOCALHOST/v2", "http://127.0.0.1/v2" },
    { "http://127.0.0.1:80/v2", "http://127.0.0.1/v2" },
    { "http://127.8.9.1:443/v2", "http://127.8.9.1:443/v2" },
    { "http://[::1]:8080/v2/", "http://[::1]:8080/v2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *endpoint = roster_account_check_endpoint (cases[i][0], &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (endpoint, ==, cases[i][1]);
      again = roster_account_check_endpoint (endpoint, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, endpoint);
    }
}

static void
test_endpoint_bad (void)
{
  static const char *const cases[] = {
    "",
    "   ",
    "api.example.com/v2",
    "//api.example.com/v2",
    "https:",
    "https://",
    "https:///v2",
    "https:/api.example.com/v2",
    "https://api.example.com:99999/v2",
    "https://api.example.com:0/v2",
    "https://api.example.com:port/v2",
    "https://api.exa mple.com/v2",
    "https://api.example.com/v 2",
    "https://api.example.com/v2\r\nX-Header: 1",
    "https://api.example.com\\@evil.example/v2",
    "https://api.example.com/\xff",
    "https://user@api.example.com/v2",
    "https://user:password@api.example.com/v2",
    "https://api.example.com/v2?a=b",
    "https://api.example.com/v2?",
    "https://api.example.com/v2#top",
    "http://api.example.com/v2",
    "http://localhost.example.com/v2",
    "http://127.0.0.1.example.com/v2",
    "http://127.0.0.1@example.com/v2",
    "http://10.0.0.1/v2",
    "http://0.0.0.0/v2",
    "http://[::2]/v2",
    "http://192.168.1.1/v2",
    "ftp://localhost/v2",
    "file:///etc/passwd",
    "javascript:alert(1)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *endpoint = roster_account_check_endpoint (cases[i], &error);

      if (endpoint != NULL)
        g_error ("“%s” was taken as “%s”", cases[i], endpoint);
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ENDPOINT);
    }
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  guint *n_notified = user_data;

  (*n_notified)++;
}

static void
test_key (void)
{
  g_autoptr (RosterAccount) account = roster_account_new ("https://api.example.com/v2", "a1b2c3d4");
  SecretValue *key = secret_value_new ("9z8y7x6w", -1, "text/plain");
  SecretValue *other =
      secret_value_new ("werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn", -1, "text/plain");
  SecretValue *empty = secret_value_new ("", -1, "text/plain");
  g_autofree char *endpoint = NULL;
  g_autofree char *user_id = NULL;
  guint n_notified = 0;

  g_signal_connect (account, "notify::has-key", G_CALLBACK (count_notify), &n_notified);
  g_object_get (account, "endpoint", &endpoint, "user-id", &user_id, NULL);
  g_assert_cmpstr (endpoint, ==, "https://api.example.com/v2");
  g_assert_cmpstr (user_id, ==, "a1b2c3d4");
  g_assert_cmpstr (roster_account_get_endpoint (account), ==, endpoint);
  g_assert_cmpstr (roster_account_get_user_id (account), ==, user_id);

  g_assert_false (roster_account_has_key (account));
  g_assert_null (roster_account_get_key (account));

  roster_account_set_key (account, key);
  roster_account_set_key (account, key);
  secret_value_unref (key);
  g_assert_true (roster_account_has_key (account));
  g_assert_cmpstr (secret_value_get_text (roster_account_get_key (account)), ==, "9z8y7x6w");
  g_assert_cmpuint (n_notified, ==, 1);

  roster_account_set_key (account, other);
  secret_value_unref (other);
  g_assert_cmpuint (n_notified, ==, 2);

  roster_account_set_key (account, empty);
  secret_value_unref (empty);
  g_assert_false (roster_account_has_key (account));
  roster_account_set_key (account, NULL);
  g_assert_cmpuint (n_notified, ==, 3);
}

static void
test_learnt (void)
{
  g_autoptr (RosterAccount) account = roster_account_new (ROSTER_DEFAULT_ENDPOINT, "a1b2c3d4");

  g_assert_cmpint (roster_account_get_clock_offset (account), ==, 0);
  g_assert_cmpuint (roster_account_get_learnt (account), ==, 0);

  roster_account_set_clock_offset (account, -86400);
  roster_account_learn (account, 2);
  g_assert_cmpint (roster_account_get_clock_offset (account), ==, -86400);
  g_assert_cmpuint (roster_account_get_learnt (account), !=, 0);
}

static void
test_progress (void)
{
  g_autoptr (RosterCallProgress) progress = roster_call_progress_new ();
  g_autofree char *reason = NULL;
  gint64 wait_until = 0;
  guint n_members = 0;
  guint n_notified = 0;

  g_signal_connect (progress, "notify", G_CALLBACK (count_notify), &n_notified);
  roster_call_progress_reset (progress);
  g_assert_cmpuint (n_notified, ==, 0);

  roster_call_progress_set_n_members (progress, 241);
  roster_call_progress_set_n_members (progress, 241);
  g_assert_cmpuint (n_notified, ==, 1);

  roster_call_progress_set_waiting (progress, 1234, "The service is busy.");
  roster_call_progress_set_waiting (progress, 1234, "The service is busy.");
  g_assert_cmpuint (n_notified, ==, 3);

  g_object_get (progress, "n-members", &n_members, "wait-until", &wait_until, "reason", &reason,
                NULL);
  g_assert_cmpuint (n_members, ==, 241);
  g_assert_cmpint (wait_until, ==, 1234);
  g_assert_cmpstr (reason, ==, "The service is busy.");

  roster_call_progress_reset (progress);
  g_assert_cmpuint (n_notified, ==, 6);
  g_assert_cmpuint (roster_call_progress_get_n_members (progress), ==, 0);
  g_assert_cmpint (roster_call_progress_get_wait_until (progress), ==, 0);
  g_assert_null (roster_call_progress_get_reason (progress));
}

static void
test_check_key (void)
{
  static const char *const good[] = { "a", "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn", "+/=_-.~",
                                      "schlüssel" };
  static const char *const bad[] = { "a\r", "a\n", "\"a\"", "'a'", "a b", "a\tb", "\x7f" };

  for (gsize i = 0; i < G_N_ELEMENTS (good) + G_N_ELEMENTS (bad); i++)
    {
      const gboolean is_good = i < G_N_ELEMENTS (good);
      SecretValue *key =
          secret_value_new (is_good ? good[i] : bad[i - G_N_ELEMENTS (good)], -1, "text/plain");
      g_autoptr (GError) error = NULL;

      g_assert_true (roster_account_check_key (key, &error) == is_good);
      if (!is_good)
        g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_UNAUTHORIZED);
      secret_value_unref (key);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account/endpoint/good", test_endpoint_good);
  g_test_add_func ("/account/endpoint/bad", test_endpoint_bad);
  g_test_add_func ("/account/key", test_key);
  g_test_add_func ("/account/learnt", test_learnt);
  g_test_add_func ("/progress", test_progress);
  g_test_add_func ("/account/check-key", test_check_key);
  return g_test_run ();
}
