/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls as the service spells them, and its errors in its own words. */

#include "core/services/threat-stack/roster-requests.h"

#include <libsoup/soup.h>

#include "core/wire/roster-error-body.h"

#define ENDPOINT "https://api.example.com/v2"

static void
assert_request (RosterRequest *request, const char *method, const char *uri, const char *body)
{
  g_assert_cmpstr (request->method, ==, method);
  g_assert_cmpstr (request->uri, ==, uri);
  if (body == NULL)
    {
      g_assert_null (request->body);
      g_assert_null (request->content_type);
    }
  else
    {
      g_assert_cmpmem (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body),
                       body, strlen (body));
      g_assert_cmpstr (request->content_type, ==, "application/json");
    }
}

static void
test_list_members (void)
{
  static const struct
  {
    gboolean enabled_only;
    const char *token;
    const char *uri;
  } cases[] = {
    { FALSE, NULL, ENDPOINT "/organizations/members" },
    { TRUE, NULL, ENDPOINT "/organizations/members?enabledOnly=true" },
    { FALSE, "abc", ENDPOINT "/organizations/members?token=abc" },
    { TRUE, "abc", ENDPOINT "/organizations/members?enabledOnly=true&token=abc" },
    { FALSE, "", ENDPOINT "/organizations/members?token=" },
    { FALSE, "a&b=c+d/e==", ENDPOINT "/organizations/members?token=a%26b%3Dc%2Bd%2Fe%3D%3D" },
    { FALSE, "é #?%", ENDPOINT "/organizations/members?token=%C3%A9%20%23%3F%25" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterRequest) request =
          roster_request_list_members (ENDPOINT, cases[i].enabled_only, cases[i].token);

      assert_request (request, "GET", cases[i].uri, NULL);
    }
}

static void
test_add_member (void)
{
  g_autoptr (RosterRequest) plain = roster_request_add_member (ENDPOINT, "5d7", "user");
  g_autoptr (RosterRequest) odd = roster_request_add_member (ENDPOINT, "a\"b\\c\nü", "reader");

  assert_request (plain, "POST", ENDPOINT "/organizations/members",
                  "{\"role\":\"user\",\"id\":\"5d7\"}");
  assert_request (odd, "POST", ENDPOINT "/organizations/members",
                  "{\"role\":\"reader\",\"id\":\"a\\\"b\\\\c\\nü\"}");
}

static void
test_remove_member (void)
{
  static const char *const cases[][2] = {
    { "5d7", "5d7" },          { "a/b?c#d", "a%2Fb%3Fc%23d" },
    { "é%41", "%C3%A9%2541" }, { "...", "..." },
    { "%2e", "%252e" },        { "a.b-c_d~e", "a.b-c_d~e" },
    { "../x", "..%2Fx" },      { "a b", "a%20b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterRequest) request = roster_request_remove_member (ENDPOINT, cases[i][0]);
      g_autofree char *uri = g_strconcat (ENDPOINT "/organizations/members/", cases[i][1], NULL);
      g_autoptr (SoupMessage) message = soup_message_new (request->method, request->uri);
      g_autofree char *sent = g_uri_to_string (soup_message_get_uri (message));

      assert_request (request, "DELETE", uri, NULL);
      g_assert_cmpstr (sent, ==, uri);
    }
}

/* They would reach the organization itself, or the whole list. */
static void
test_remove_nobody (void)
{
  g_assert_null (roster_request_remove_member (ENDPOINT, ""));
  g_assert_null (roster_request_remove_member (ENDPOINT, "."));
  g_assert_null (roster_request_remove_member (ENDPOINT, ".."));
}

static void
test_invite (void)
{
  g_autoptr (RosterRequest) post =
      roster_request_invite (ENDPOINT, "Ada+x@Example.com", "reader", FALSE);
  g_autoptr (RosterRequest) put =
      roster_request_invite (ENDPOINT, "Ada+x@Example.com", "reader", TRUE);
  const char *body = "{\"role\":\"reader\",\"email\":\"Ada+x@Example.com\"}";

  assert_request (post, "POST", ENDPOINT "/organizations/invites", body);
  assert_request (put, "PUT", ENDPOINT "/organizations/invites", body);
}

static void
test_self_test (void)
{
  static const char *const cases[][2] = {
    { "https://api.example.com/v2", "https://api.example.com/help/hawk/self-test" },
    { "https://api.example.com", "https://api.example.com/help/hawk/self-test" },
    { "https://api.example.com:8443/a/b/v2", "https://api.example.com:8443/help/hawk/self-test" },
    { "http://[::1]:8080/v2", "http://[::1]:8080/help/hawk/self-test" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterRequest) request = roster_request_self_test (cases[i][0]);

      assert_request (request, "GET", cases[i][1], NULL);
    }
}

static void
test_parse_error (void)
{
  static const char *const cases[][2] = {
    { "", NULL },
    { " \r\n\t", NULL },
    { "{\"errors\":[\"Invalid role\"]}", "Invalid role" },
    { "\xef\xbb\xbf{\"errors\":[\"Invalid role\"]}", "Invalid role" },
    { "{\"errors\":[\"Invalid role\",\"Unknown id\"]}", "Invalid role; Unknown id" },
    { "{\"errors\":\"Invalid role\"}", "Invalid role" },
    { "{\"errors\":[{\"message\":\"Invalid role\",\"code\":7}]}", "Invalid role" },
    { "{\"error\":\"Forbidden\",\"message\":\"No way\"}", "Forbidden; No way" },
    { "{\"statusCode\":401,\"error\":\"Unauthorized\"}", "Unauthorized" },
    { "{\"errors\":[]}", NULL },
    { "{\"errors\":null}", NULL },
    { "{\"errors\":[null,7,true]}", NULL },
    { "{}", NULL },
    { "[]", NULL },
    { "null", NULL },
    { "42", NULL },
    { "\"Forbidden\"", "Forbidden" },
    { "[\"Forbidden\"]", "Forbidden" },
    { "{\"errors\":[\"a\\nb\\u0000c\\u202ed\"]}", "a b" },
    { "{\"errors\":[\"cut", "{\"errors\":[\"cut" },
    { "Service\r\n  unavailable\x1b[31m", "Service unavailable [31m" },
    { "bad \xff byte", "bad � byte" },
    { "3 < 4", "3 < 4" },
    { "<html><head><title>502</title><style>p{}</style></head><body><h1>Bad&nbsp;Gateway</h1>\n"
      "<script>alert('<b>')</script><!-- <p>no --><p>try &lt;later&gt; &amp;lt;</p></body></html>",
      "Bad Gateway try <later> &lt;" },
    { "<html><head>never closed", NULL },
    { "<html", NULL },
    { "<!doctype html><p>x < y", "x < y" },
    { "<!--", NULL },
    { "<header>Sorry</header>", "Sorry" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i][0], strlen (cases[i][0]));
      g_autofree char *text = roster_error_body_dup_text (body, NULL);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
test_parse_error_bounds (void)
{
  static const char *const units[] = { "x", "é", "[", "{\"errors\":", "<p>", "a ", "<script>" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) huge = g_string_new (NULL);
      g_autoptr (GBytes) body = NULL;
      g_autofree char *text = NULL;

      while (huge->len < 1024 * 1024)
        g_string_append (huge, units[i]);
      body = g_bytes_new (huge->str, huge->len);
      text = roster_error_body_dup_text (body, NULL);
      if (text == NULL || units[i][0] == '<')
        continue;
      g_assert_cmpint (g_utf8_strlen (text, -1), <=, 300);
      g_assert_cmpint (g_utf8_strlen (text, -1), >, 290);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_true (g_str_has_suffix (text, "…"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/requests/list-members", test_list_members);
  g_test_add_func ("/requests/add-member", test_add_member);
  g_test_add_func ("/requests/remove-member", test_remove_member);
  g_test_add_func ("/requests/remove-nobody", test_remove_nobody);
  g_test_add_func ("/requests/invite", test_invite);
  g_test_add_func ("/requests/self-test", test_self_test);
  g_test_add_func ("/requests/parse-error/words", test_parse_error);
  g_test_add_func ("/requests/parse-error/bounds", test_parse_error_bounds);
  return g_test_run ();
}
