/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hawk: the published vectors (README and test/ of https://github.com/mozilla/hawk), and headers
 * that nobody should trust. */

#include "core/base/roster-error.h"
#include "core/wire/roster-hawk.h"

#include <string.h>

#define README_ID "dh37fgj492je"
#define README_KEY "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn"

static RosterHawkArtifacts
readme_artifacts (void)
{
  return (RosterHawkArtifacts){
    .id = README_ID,
    .ts = 1353832234,
    .nonce = "j4h3g2",
    .method = "GET",
    .resource = "/resource/1?b=1&a=2",
    .host = "example.com",
    .port = 8000,
    .ext = "some-app-ext-data",
  };
}

/* The request that the answers of test/client.js belong to. */
static RosterHawkArtifacts
answered_artifacts (void)
{
  return (RosterHawkArtifacts){
    .id = "123456",
    .ts = 1362336900,
    .nonce = "eb5S_L",
    .method = "POST",
    .resource = "/resource/4?filter=a",
    .host = "example.com",
    .port = 8080,
    .hash = "nJjkVtBE5Y/Bk38Aiokwn0jiJxt/0S2WRSUwWLCf5xk=",
    .ext = "some-app-data",
  };
}

typedef struct
{
  const char *key;
  RosterHawkArtifacts artifacts;
  const char *content_type; /* (nullable) where there is no body */
  const char *body;
  const char *header;
} Vector;

static const Vector vectors[] = {
  /* README */
  { README_KEY,
    { README_ID, 1353832234, "j4h3g2", "GET", "/resource/1?b=1&a=2", "example.com", 8000, NULL,
      "some-app-ext-data" },
    NULL,
    NULL,
    "Hawk id=\"dh37fgj492je\", ts=\"1353832234\", nonce=\"j4h3g2\", ext=\"some-app-ext-data\", "
    "mac=\"6R4rV5iE+NPoym+WwjeHzjAGXUtLNIxmo1vpMofpLAE=\"" },
  { README_KEY,
    { README_ID, 1353832234, "j4h3g2", "POST", "/resource/1?b=1&a=2", "example.com", 8000, NULL,
      "some-app-ext-data" },
    "text/plain",
    "Thank you for flying Hawk",
    "Hawk id=\"dh37fgj492je\", ts=\"1353832234\", nonce=\"j4h3g2\", "
    "hash=\"Yi9LfIIFRtBEPt74PVmbTF/xVAwPn7ub15ePICfgnuY=\", ext=\"some-app-ext-data\", "
    "mac=\"aSe1DERmZuRl3pI36/9BdZmnErTw3sNzOOAUlfeKjVw=\"" },
  /* test/client.js */
  { "2983d45yun89q",
    { "123456", 1353809207, "Ygvqdz", "POST", "/somewhere/over/the/rainbow", "example.net", 443,
      NULL, "Bazinga!" },
    "text/plain",
    "something to write about",
    "Hawk id=\"123456\", ts=\"1353809207\", nonce=\"Ygvqdz\", "
    "hash=\"2QfCt3GuY9HQnHWyWD3wX68ZOKbynqlfYmuO2ZBRqtY=\", ext=\"Bazinga!\", "
    "mac=\"q1CwFoSHzPZSkbIvl0oYlD+91rBUEvFk763nMjMndj8=\"" },
  { "2983d45yun89q",
    { "123456", 1353809207, "Ygvqdz", "POST", "/somewhere/over/the/rainbow", "example.net", 443,
      NULL, NULL },
    "text/plain",
    "something to write about",
    "Hawk id=\"123456\", ts=\"1353809207\", nonce=\"Ygvqdz\", "
    "hash=\"2QfCt3GuY9HQnHWyWD3wX68ZOKbynqlfYmuO2ZBRqtY=\", "
    "mac=\"HTgtd0jPI6E4izx8e4OHdO36q00xFCU0FolNq3RiCYs=\"" },
  { "2983d45yun89q",
    { "123456", 1353809207, "Ygvqdz", "POST", "/somewhere/over/the/rainbow", "example.net", 443,
      NULL, "Bazinga!" },
    "text/plain",
    "",
    "Hawk id=\"123456\", ts=\"1353809207\", nonce=\"Ygvqdz\", "
    "hash=\"q/t+NNAkQZNlq/aAD6PlexImwQTxwgT2MahfTa9XRLA=\", ext=\"Bazinga!\", "
    "mac=\"N+XKTYRmqLZOpWwDMlzxU5UPwQm5Sj11ODu2xK/bhk0=\"" },
  /* What the reference client writes for an ext that must be escaped, twice and differently; the
   * case of method and host does not matter. */
  { README_KEY,
    { README_ID, 1353832234, "j4h3g2", "get", "/resource/1?b=1&a=2", "Example.COM", 8000, NULL,
      "a \"quoted\" \\ b" },
    NULL,
    NULL,
    "Hawk id=\"dh37fgj492je\", ts=\"1353832234\", nonce=\"j4h3g2\", "
    "ext=\"a \\\"quoted\\\" \\\\ b\", mac=\"xccA1SttL280ygvpTnuINcczuSPKCWkL7bXqFwkA+Ww=\"" },
  { README_KEY,
    { README_ID, 1353832234, "j4h3g2", "GET", "/resource/1?b=1&a=2", "example.com", 8000, NULL,
      "" },
    NULL,
    NULL,
    NULL },
};

static void
test_authorization (gconstpointer data)
{
  const Vector *vector = data;
  RosterHawkArtifacts artifacts = vector->artifacts;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *header = NULL;

  if (vector->body != NULL)
    hash = roster_hawk_payload_hash (vector->content_type, vector->body, strlen (vector->body));
  artifacts.hash = hash;
  header = roster_hawk_authorization (&artifacts, vector->key, strlen (vector->key), &error);

  g_assert_no_error (error);
  if (vector->header != NULL)
    g_assert_cmpstr (header, ==, vector->header);
  else
    g_assert_null (strstr (header, "ext="));
}

static void
test_unsendable (void)
{
  static const char *const exts[] = { "two\nlines", "tab\t", "\x7f", "caf\xc3\xa9", "\xff" };

  for (gsize i = 0; i < G_N_ELEMENTS (exts); i++)
    {
      RosterHawkArtifacts artifacts = readme_artifacts ();
      g_autoptr (GError) error = NULL;
      g_autofree char *header = NULL;

      artifacts.ext = exts[i];
      header = roster_hawk_authorization (&artifacts, README_KEY, strlen (README_KEY), &error);
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_REQUEST);
      g_assert_null (header);
      g_assert_null (strstr (error->message, README_KEY));
    }
}

/* A new line in ext is signed as \n, so that nobody can move text from one line to the next. */
static void
test_ext_new_line (void)
{
  RosterHawkArtifacts artifacts = readme_artifacts ();
  g_autofree char *with_new_line = NULL;
  g_autofree char *with_escape = NULL;

  artifacts.ext = "a\nb";
  with_new_line = roster_hawk_mac (ROSTER_HAWK_HEADER, &artifacts, README_KEY, strlen (README_KEY));
  artifacts.ext = "a\\nb";
  with_escape = roster_hawk_mac (ROSTER_HAWK_HEADER, &artifacts, README_KEY, strlen (README_KEY));

  /* Both from Hawk's crypto.calculateMac(). */
  g_assert_cmpstr (with_new_line, ==, "8DtY/B7VWvGiOG8WMBVyjJ9olf8WwqchlL8RaeLlz4o=");
  g_assert_cmpstr (with_escape, ==, "sueByPYvyAEa5R6WTF5pj9fh+XKdAw6Dkm1CDgnMwc8=");
}

/* The key is what its length says: a terminator is not needed, and none is read. */
static void
test_key_length (void)
{
  RosterHawkArtifacts artifacts = readme_artifacts ();
  g_autofree char *longer = g_strconcat (README_KEY, "rest", NULL);
  g_autofree char *mac =
      roster_hawk_mac (ROSTER_HAWK_HEADER, &artifacts, longer, strlen (README_KEY));

  g_assert_cmpstr (mac, ==, "6R4rV5iE+NPoym+WwjeHzjAGXUtLNIxmo1vpMofpLAE=");
}

static void
test_content_type (void)
{
  static const char *const same[] = { "text/plain", "TEXT/Plain", " text/plain ",
                                      "text/plain; charset=utf-8", "text/plain;x=y" };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *hash = roster_hawk_payload_hash (same[i], "Thank you for flying Hawk", 25);

      g_assert_cmpstr (hash, ==, "Yi9LfIIFRtBEPt74PVmbTF/xVAwPn7ub15ePICfgnuY=");
    }
}

static void
test_hasher_pieces (void)
{
  g_autofree char *whole =
      roster_hawk_payload_hash ("application/json", "{\"a\":\"\xc3\xa9\"}", 10);
  RosterHawkHasher *hasher = roster_hawk_hasher_new ("application/json");
  g_autofree char *pieces = NULL;
  g_autofree char *none = roster_hawk_payload_hash (NULL, NULL, 0);
  g_autofree char *empty = roster_hawk_payload_hash ("", "", 0);

  roster_hawk_hasher_update (hasher, "{\"a\":\"\xc3", 7);
  roster_hawk_hasher_update (hasher, NULL, 0);
  roster_hawk_hasher_update (hasher, "\xa9\"}", 3);
  pieces = roster_hawk_hasher_finish (hasher);
  g_assert_cmpstr (pieces, ==, whole);
  g_assert_cmpstr (none, ==, empty);

  roster_hawk_hasher_free (roster_hawk_hasher_new (NULL));
  roster_hawk_hasher_free (NULL);
}

typedef struct
{
  const char *header;
  const char *body;
  gboolean authentic;
} Answer;

static const Answer answers[] = {
  { "Hawk mac=\"XIJRsMl/4oL+nn+vKoeVZPdCHXB4yJkNnBbTbHFZUYE=\", "
    "hash=\"f9cDF/TDm7TkYRLnGwRMfeDzT6LixQVLvrIKhh0vgmM=\", ext=\"response-specific\"",
    "some reply", TRUE },
  /* the body, the mac, the ext, the hash changed */
  { "Hawk mac=\"XIJRsMl/4oL+nn+vKoeVZPdCHXB4yJkNnBbTbHFZUYE=\", "
    "hash=\"f9cDF/TDm7TkYRLnGwRMfeDzT6LixQVLvrIKhh0vgmM=\", ext=\"response-specific\"",
    "some reply.", FALSE },
  { "Hawk mac=\"XIJRsMl/4oL+nn+vKoeVZPdCHXB4yJkNnBbTbHFZUYe=\", "
    "hash=\"f9cDF/TDm7TkYRLnGwRMfeDzT6LixQVLvrIKhh0vgmM=\", ext=\"response-specific\"",
    "some reply", FALSE },
  { "Hawk mac=\"XIJRsMl/4oL+nn+vKoeVZPdCHXB4yJkNnBbTbHFZUYE=\", "
    "hash=\"f9cDF/TDm7TkYRLnGwRMfeDzT6LixQVLvrIKhh0vgmM=\", ext=\"other\"",
    "some reply", FALSE },
  { "Hawk mac=\"XIJRsMl/4oL+nn+vKoeVZPdCHXB4yJkNnBbTbHFZUYE=\", ext=\"response-specific\"",
    "some reply", FALSE },
  { "Hawk mac=\"XIJRsMl/4oL+nn+vKoeVZPdCHXB4yJkNnBbTbHFZUYE=\"", "some reply", FALSE },
  { "Hawk hash=\"f9cDF/TDm7TkYRLnGwRMfeDzT6LixQVLvrIKhh0vgmM=\"", "some reply", FALSE },
  { "nothing", "some reply", FALSE },
  { "", "some reply", FALSE },
};

static void
test_check_response (void)
{
  RosterHawkArtifacts request = answered_artifacts ();

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *hash =
          roster_hawk_payload_hash ("text/plain", answers[i].body, strlen (answers[i].body));

      g_test_message ("%s", answers[i].header);
      g_assert_cmpint (roster_hawk_check_response (&request, answers[i].header, hash, TRUE,
                                                   README_KEY, strlen (README_KEY), &error),
                       ==, answers[i].authentic);
      if (answers[i].authentic)
        g_assert_no_error (error);
      else
        g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_AUTHENTIC);
    }
}

/* An answer that was signed for one request proves nothing for another one. */
static void
test_check_response_replayed (void)
{
  RosterHawkArtifacts request = answered_artifacts ();
  g_autofree char *hash = roster_hawk_payload_hash ("text/plain", "some reply", 10);

  request.nonce = "other";
  g_assert_false (roster_hawk_check_response (&request, answers[0].header, hash, TRUE, README_KEY,
                                              strlen (README_KEY), NULL));
  request = answered_artifacts ();
  g_assert_false (roster_hawk_check_response (&request, answers[0].header, hash, TRUE,
                                              "another key", strlen ("another key"), NULL));
}

static void
test_check_response_uncovered (void)
{
  RosterHawkArtifacts request = answered_artifacts ();
  g_autofree char *header = roster_hawk_server_authorization (&request, NULL, NULL, README_KEY,
                                                              strlen (README_KEY), NULL);
  g_autofree char *hash = roster_hawk_payload_hash ("text/plain", "some reply", 10);
  g_autofree char *empty = roster_hawk_payload_hash (NULL, NULL, 0);

  g_assert_null (strstr (header, "hash="));
  g_assert_false (roster_hawk_check_response (&request, header, hash, TRUE, README_KEY,
                                              strlen (README_KEY), NULL));
  g_assert_true (roster_hawk_check_response (&request, header, empty, FALSE, README_KEY,
                                             strlen (README_KEY), NULL));
  g_assert_true (roster_hawk_check_response (&request, header, NULL, FALSE, README_KEY,
                                             strlen (README_KEY), NULL));
}

static void
test_server_authorization (void)
{
  RosterHawkArtifacts request = answered_artifacts ();
  g_autofree char *hash = roster_hawk_payload_hash ("text/plain", "some reply", 10);
  g_autofree char *header = roster_hawk_server_authorization (
      &request, hash, "response-specific", README_KEY, strlen (README_KEY), NULL);
  g_autofree char *bad = roster_hawk_server_authorization (&request, hash, "a\nb", README_KEY,
                                                           strlen (README_KEY), NULL);

  g_assert_cmpstr (header, ==, answers[0].header);
  g_assert_null (bad);
}

typedef struct
{
  const char *header;
  gint64 time;
  int error; /* -1: none */
} Challenge;

static void
test_check_challenge (void)
{
  static const Challenge challenges[] = {
    { "Hawk ts=\"1365741469\", tsm=\"b4Qqhz8OUBq21saghHLV1ktwlXE72T1xtTEZkSlWizA=\", "
      "error=\"Stale timestamp\"",
      1365741469, -1 },
    { "Hawk ts=\"1365741470\", tsm=\"b4Qqhz8OUBq21saghHLV1ktwlXE72T1xtTEZkSlWizA=\"", 0,
      ROSTER_ERROR_NOT_AUTHENTIC },
    { "Hawk ts=\"1365741469\", error=\"Stale timestamp\"", 0, ROSTER_ERROR_NOT_AUTHENTIC },
    { "Hawk error=\"Bad mac\"", 0, ROSTER_ERROR_BAD_ANSWER },
    { "Hawk tsm=\"b4Qqhz8OUBq21saghHLV1ktwlXE72T1xtTEZkSlWizA=\"", 0, ROSTER_ERROR_BAD_ANSWER },
    { "Hawk ts=\"-5\", tsm=\"x\"", 0, ROSTER_ERROR_BAD_ANSWER },
    { "Hawk ts=\"1e9\", tsm=\"x\"", 0, ROSTER_ERROR_BAD_ANSWER },
    { "Hawk ts=\"99999999999999999999\", tsm=\"x\"", 0, ROSTER_ERROR_BAD_ANSWER },
    { "Basic realm=\"x\"", 0, ROSTER_ERROR_BAD_ANSWER },
    { NULL, 0, ROSTER_ERROR_BAD_ANSWER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (challenges); i++)
    {
      const Challenge *challenge = &challenges[i];
      g_autoptr (GError) error = NULL;
      gint64 seconds = 0;

      g_test_message ("%s", challenge->header != NULL ? challenge->header : "(none)");
      g_assert_cmpint (roster_hawk_check_challenge (challenge->header, README_KEY,
                                                    strlen (README_KEY), &seconds, &error),
                       ==, challenge->error < 0);
      g_assert_cmpint (seconds, ==, challenge->time);
      if (challenge->error >= 0)
        g_assert_error (error, ROSTER_ERROR, challenge->error);
    }
}

static void
test_nonce (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 10000; i++)
    {
      char *nonce = roster_hawk_nonce ();

      g_assert_cmpuint (strlen (nonce), >=, 22);
      g_assert_cmpuint (strcspn (nonce, "\"\\ \n"), ==, strlen (nonce));
      g_assert_true (g_hash_table_add (seen, nonce));
    }
}

static void
test_equal (void)
{
  g_assert_true (roster_hawk_equal ("abc", "abc"));
  g_assert_true (roster_hawk_equal ("", ""));
  g_assert_false (roster_hawk_equal ("abc", "abd"));
  g_assert_false (roster_hawk_equal ("abc", "ab"));
  g_assert_false (roster_hawk_equal (NULL, "abc"));
  g_assert_false (roster_hawk_equal ("abc", NULL));
  g_assert_false (roster_hawk_equal (NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hawk/authorization/%" G_GSIZE_FORMAT, i + 1);

      g_test_add_data_func (path, &vectors[i], test_authorization);
    }
  g_test_add_func ("/hawk/unsendable", test_unsendable);
  g_test_add_func ("/hawk/ext-new-line", test_ext_new_line);
  g_test_add_func ("/hawk/key-length", test_key_length);
  g_test_add_func ("/hawk/content-type", test_content_type);
  g_test_add_func ("/hawk/hasher-pieces", test_hasher_pieces);
  g_test_add_func ("/hawk/check-response", test_check_response);
  g_test_add_func ("/hawk/check-response/replayed", test_check_response_replayed);
  g_test_add_func ("/hawk/check-response/uncovered", test_check_response_uncovered);
  g_test_add_func ("/hawk/server-authorization", test_server_authorization);
  g_test_add_func ("/hawk/check-challenge", test_check_challenge);
  g_test_add_func ("/hawk/nonce", test_nonce);
  g_test_add_func ("/hawk/equal", test_equal);
  return g_test_run ();
}
