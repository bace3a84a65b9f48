/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hawk's headers. The input is read as a header, and as edits of good headers: an edited one proves
 * an answer only where it still says the same. */

#include "fuzz.h"

#include <string.h>

#include "core/base/roster-error.h"
#include "core/wire/roster-hawk-attributes.h"
#include "core/wire/roster-hawk.h"

#define KEY "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn"
#define HASH "Yi9LfIIFRtBEPt74PVmbTF/xVAwPn7ub15ePICfgnuY="
#define TIME "1353832234"
#define MAX_EDITS 8

static const RosterHawkArtifacts request = {
  .id = "dh37fgj492je",
  .ts = 1353832234,
  .nonce = "j4h3g2",
  .method = "GET",
  .resource = "/resource/1?b=1&a=2",
  .host = "example.com",
  .port = 8000,
  .ext = "some-app-ext-data",
};

static gboolean
check_response (const char *header)
{
  g_autoptr (GError) error = NULL;
  gboolean good =
      roster_hawk_check_response (&request, header, HASH, TRUE, KEY, strlen (KEY), &error);

  if (!good)
    g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_AUTHENTIC);

  return good;
}

static gboolean
check_challenge (const char *header, gint64 *time)
{
  g_autoptr (GError) error = NULL;
  gboolean good = roster_hawk_check_challenge (header, KEY, strlen (KEY), time, &error);

  g_assert_true (good == (error == NULL));
  if (!good && error->code != ROSTER_ERROR_BAD_ANSWER)
    g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_AUTHENTIC);

  return good;
}

static void
check_attribute (const char *value)
{
  if (value == NULL)
    return;

  g_assert_true (*value != '\0');
  for (const char *p = value; *p != '\0'; p++)
    g_assert_true (g_ascii_isprint (*p));
}

static void
check_header (const char *header)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterHawkAttributes) given = roster_hawk_parse (header, &error);
  gint64 time;

  check_response (header);
  check_challenge (header, &time);
  if (given == NULL)
    {
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER);
      return;
    }

  g_assert_no_error (error);
  check_attribute (given->id);
  check_attribute (given->ts);
  check_attribute (given->nonce);
  check_attribute (given->hash);
  check_attribute (given->ext);
  check_attribute (given->mac);
  check_attribute (given->tsm);
  check_attribute (given->error);
}

/* Three bytes an edit: where, what to do, and the byte for it. */
static char *
edit (const char *good, const guint8 *data, size_t size)
{
  g_autoptr (GString) text = g_string_new (good);

  for (size_t i = 0; i + 3 <= size && i < 3 * MAX_EDITS && text->len > 0; i += 3)
    {
      gsize place = data[i] % text->len;

      if (data[i + 1] % 3 == 0)
        text->str[place] = (char)data[i + 2];
      else if (data[i + 1] % 3 == 1)
        g_string_insert_c (text, (gssize)place, (char)data[i + 2]);
      else
        g_string_erase (text, (gssize)place, 1);
    }

  return fuzz_dup_text ((const guint8 *)text->str, text->len);
}

/* What the header of an answer vouches for is the same in both. */
static gboolean
says_the_same (const char *a, const char *b)
{
  g_autoptr (RosterHawkAttributes) first = roster_hawk_parse (a, NULL);
  g_autoptr (RosterHawkAttributes) second = roster_hawk_parse (b, NULL);

  return first != NULL && second != NULL && g_strcmp0 (first->mac, second->mac) == 0 &&
         g_strcmp0 (first->hash, second->hash) == 0 && g_strcmp0 (first->ext, second->ext) == 0 &&
         g_strcmp0 (first->ts, second->ts) == 0 && g_strcmp0 (first->tsm, second->tsm) == 0;
}

static void
check_edited_response (const guint8 *data, size_t size)
{
  g_autofree char *good =
      roster_hawk_server_authorization (&request, HASH, "a \"b\" \\c", KEY, strlen (KEY), NULL);
  g_autofree char *edited = edit (good, data, size);

  g_assert_true (check_response (good));
  g_assert_true (check_response (edited) == says_the_same (good, edited));
}

static void
check_edited_challenge (const guint8 *data, size_t size)
{
  g_autofree char *tsm = roster_hawk_ts_mac (TIME, KEY, strlen (KEY));
  g_autofree char *good =
      g_strdup_printf ("Hawk ts=\"" TIME "\", tsm=\"%s\", error=\"Stale timestamp\"", tsm);
  g_autofree char *edited = edit (good, data, size);
  gint64 time = 0;

  g_assert_true (check_challenge (good, &time));
  g_assert_cmpint (time, ==, request.ts);
  g_assert_true (check_challenge (edited, &time) == says_the_same (good, edited));
  g_assert_cmpint (time, ==, request.ts);
}

/* What can be sent as ext can be read again. */
static void
check_ext (const char *ext)
{
  g_autofree char *header =
      roster_hawk_server_authorization (&request, HASH, ext, KEY, strlen (KEY), NULL);
  g_autoptr (RosterHawkAttributes) given = NULL;

  if (header == NULL || strlen (header) > ROSTER_HAWK_MAX_HEADER)
    return;

  given = roster_hawk_parse (header, NULL);
  g_assert_nonnull (given);
  g_assert_cmpstr (given->ext, ==, *ext != '\0' ? ext : NULL);
  g_assert_true (check_response (header));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = fuzz_dup_text (data, size);

  check_header (text);
  check_ext (text);
  check_edited_response (data, size);
  check_edited_challenge (data, size);

  return 0;
}
