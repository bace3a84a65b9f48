/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of somebody in between who has no key: false proofs, other places to ask, other ways to
 * sign in, cookies. Nothing of them is believed, followed or sent. */

#include "core/base/roster-error.h"
#include "support/wire-fixture.h"

#define BODY "{\"errors\":[\"no\"]}"
#define TYPE "application/json"

typedef enum
{
  TRICK_NONE,
  TRICK_NO_HEADER,
  TRICK_OTHER_MAC,
  TRICK_OTHER_HASH,
  TRICK_NO_HASH,
  TRICK_OTHER_BODY,
  TRICK_OTHER_TYPE,
  TRICK_OTHER_REQUEST,
  TRICK_EARLIER,
  TRICK_RIGHT_THEN_WRONG,
  TRICK_WRONG_THEN_RIGHT,
  TRICK_TWICE,
  TRICK_OTHER_HEADER,
  N_TRICKS,
} Trick;

typedef struct
{
  Trick trick;
  char *first; /* the proof of the first answer */
} Trickster;

/* @text with one letter of the value of @attribute replaced. */
static char *
spoil (const char *text, const char *attribute)
{
  char *spoilt = g_strdup (text);
  char *value = strstr (spoilt, attribute) + strlen (attribute) + 2;

  *value = *value == 'A' ? 'B' : 'A';
  return spoilt;
}

static char *
without_hash (const char *right)
{
  g_autofree char *until = g_strndup (right, (gsize)(strstr (right, ", hash=") - right));

  return g_strconcat (until, "\r\n", NULL);
}

static char *
with_other_type (const char *right)
{
  g_auto (GStrv) parts = g_strsplit (right, TYPE, -1);

  return g_strjoinv ("text/plain", parts);
}

static char *
make_headers (Trickster *self, WireServer *server, const WireRequest *request)
{
  g_autofree char *right = wire_sign (server, request, TYPE, BODY);
  g_autofree char *other_mac = spoil (right, "mac");
  WireRequest other = *request;

  other.method = (char *)"PUT";
  switch (self->trick)
    {
    case TRICK_NO_HEADER:
      return g_strdup ("");
    case TRICK_OTHER_MAC:
      return g_steal_pointer (&other_mac);
    case TRICK_OTHER_HASH:
      return spoil (right, "hash");
    case TRICK_NO_HASH:
      return without_hash (right);
    case TRICK_OTHER_BODY:
      return wire_sign (server, request, TYPE, "{}");
    case TRICK_OTHER_TYPE:
      return with_other_type (right);
    case TRICK_OTHER_REQUEST:
      return wire_sign (server, &other, TYPE, BODY);
    case TRICK_EARLIER:
      return g_strdup (self->first);
    case TRICK_RIGHT_THEN_WRONG:
      return g_strconcat (right, other_mac, NULL);
    case TRICK_WRONG_THEN_RIGHT:
      return g_strconcat (other_mac, right, NULL);
    case TRICK_TWICE:
      return g_strconcat (right, right, NULL);
    case TRICK_OTHER_HEADER:
      return g_strconcat ("X-", strstr (right, "Server-Authorization"), NULL);
    default:
      return g_steal_pointer (&right);
    }
}

static gboolean
play_trick (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  Trickster *self = user_data;
  g_autofree char *headers = NULL;

  if (request->number == 0)
    {
      self->first = wire_sign (server, request, TYPE, BODY);
      wire_reply (out, 200, self->first, BODY);
      return TRUE;
    }
  headers = make_headers (self, server, request);
  wire_reply (out, 403, headers, BODY);
  return TRUE;
}

/* A refusal of a service whose first answer was signed: it settles a change only where it is signed
 * too; of a read it is said, and that it may come from anybody. */
static void
test_proofs (void)
{
  for (guint i = 0; i < N_TRICKS; i++)
    {
      Trickster trickster = { (Trick)i, NULL };
      gboolean is_unsigned = i == TRICK_NO_HEADER || i == TRICK_OTHER_HEADER;
      int read_code =
          i == TRICK_NONE || is_unsigned ? ROSTER_ERROR_FORBIDDEN : ROSTER_ERROR_NOT_AUTHENTIC;
      int change_code = i == TRICK_NONE ? ROSTER_ERROR_FORBIDDEN : ROSTER_ERROR_UNKNOWN_OUTCOME;
      g_autoptr (WireServer) server = wire_server_new (NULL, play_trick, &trickster);
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("trick %u", i);
      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      g_assert_true (wire_fixture_run (&fixture, VERB_SELF_TEST, &error));
      g_assert_no_error (error);

      wire_fixture_run (&fixture, VERB_SELF_TEST, &error);
      g_assert_error (error, ROSTER_ERROR, read_code);
      g_assert_cmpint (strstr (error->message, "may not come from the service") != NULL, ==,
                       is_unsigned);
      for (WireVerb verb = VERB_ADD; verb <= VERB_INVITE; verb++)
        {
          g_clear_error (&error);
          wire_fixture_run (&fixture, verb, &error);
          g_assert_error (error, ROSTER_ERROR, change_code);
        }
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, 5);
      g_free (trickster.first);
    }
}

/* A time that the service proved to somebody else, minutes ago. */
static gboolean
tell_recorded_time (WireServer *server,
                    const WireRequest *request,
                    GOutputStream *out,
                    gpointer user_data)
{
  const gint64 *off_by = user_data;
  g_autofree char *right = wire_sign (server, request, TYPE, "{}");
  g_autofree char *challenge = wire_challenge (*off_by, WIRE_KEY);

  if (request->number == 0)
    wire_reply (out, 200, right, "{}");
  else
    wire_reply (out, 401, challenge, BODY);
  return TRUE;
}

/* The service has just accepted this clock, so it has hardly refused a change for its time. */
static void
test_recorded_time (void)
{
  static gint64 offsets[] = { -3000, -600, -30, 0, 600 };

  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    for (WireVerb verb = VERB_ADD; verb <= VERB_INVITE; verb++)
      {
        g_autoptr (WireServer) server = wire_server_new (NULL, tell_recorded_time, &offsets[i]);
        g_auto (WireFixture) fixture = { 0 };
        g_autoptr (GError) error = NULL;

        wire_fixture_init (&fixture, wire_server_get_endpoint (server));
        g_assert_true (wire_fixture_run (&fixture, VERB_SELF_TEST, &error));
        g_assert_no_error (error);
        g_assert_false (wire_fixture_run (&fixture, verb, &error));
        g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_UNKNOWN_OUTCOME);
        g_assert_cmpuint (wire_server_get_n_requests (server), ==, 2);
      }
}

static void
run_all_verbs (WireFixture *fixture)
{
  for (WireVerb verb = VERB_SELF_TEST; verb <= VERB_INVITE; verb++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (wire_fixture_run (fixture, verb, &error));
      g_assert_true (error->domain == ROSTER_ERROR);
    }
}

static void
test_redirects (void)
{
  static const guint statuses[] = { 300, 301, 302, 303, 305, 307, 308 };
  WireAnswer good = { 204, NULL, "" };
  g_autoptr (WireServer) elsewhere = wire_server_new (NULL, wire_give_answer, &good);

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *location = g_strdup_printf (
          "Location: %s/x\r\nContent-Location: %s/x\r\nRefresh: 0; url=%s/x\r\n",
          wire_server_get_endpoint (elsewhere), wire_server_get_endpoint (elsewhere),
          wire_server_get_endpoint (elsewhere));
      WireAnswer answer = { statuses[i], location, "" };
      g_autoptr (WireServer) server = wire_server_new (NULL, wire_give_answer, &answer);
      g_auto (WireFixture) fixture = { 0 };

      g_test_message ("%u", statuses[i]);
      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      run_all_verbs (&fixture);
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, 4);
    }
  g_assert_cmpuint (wire_server_get_n_connections (elsewhere), ==, 0);
}

/* Whatever it asks for, it gets what every request has: Hawk's header, which proves the key and
 * does not tell it. */
static void
test_schemes (void)
{
  static const struct
  {
    guint status;
    const char *headers;
  } cases[] = {
    { 401, "WWW-Authenticate: Basic realm=\"sign in\"\r\n" },
    { 401, "WWW-Authenticate: Digest realm=\"a\", nonce=\"b\", qop=\"auth\", algorithm=MD5\r\n" },
    { 401, "WWW-Authenticate: Negotiate\r\n" },
    { 401, "WWW-Authenticate: NTLM\r\n" },
    { 401, "WWW-Authenticate: Bearer realm=\"a\", scope=\"everything\"\r\n" },
    { 401, "WWW-Authenticate: Hawk\r\nWWW-Authenticate: Basic realm=\"a\"\r\n" },
    { 401, "" },
    { 407, "Proxy-Authenticate: Basic realm=\"a\"\r\n" },
    { 407, "Proxy-Authenticate: Negotiate\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *headers =
          g_strconcat (cases[i].headers, "Set-Cookie: session=stolen; Path=/\r\n",
                       "Set-Cookie: other=1; Path=/v2\r\n", NULL);
      WireAnswer answer = { cases[i].status, headers, "no" };
      g_autoptr (WireServer) server = wire_server_new (NULL, wire_give_answer, &answer);
      g_auto (WireFixture) fixture = { 0 };

      g_test_message ("%u %s", cases[i].status, cases[i].headers);
      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      run_all_verbs (&fixture);
      run_all_verbs (&fixture);
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, 8);
      for (guint n = 0; n < 8; n++)
        {
          const WireRequest *request = wire_server_get_request (server, n);

          g_assert_true (
              wire_request_is_signed (server, request, n % 4 == VERB_SELF_TEST ? NULL : "org"));
          g_assert_null (wire_request_get_header (request, "Cookie"));
          g_assert_null (wire_request_get_header (request, "Proxy-Authorization"));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile-answers/proofs", test_proofs);
  g_test_add_func ("/hostile-answers/recorded-time", test_recorded_time);
  g_test_add_func ("/hostile-answers/redirects", test_redirects);
  g_test_add_func ("/hostile-answers/schemes", test_schemes);
  return g_test_run ();
}
