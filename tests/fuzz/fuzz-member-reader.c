/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of members beside json-glib: what the reader takes, json-glib takes with the same members,
 * and what json-glib takes as a documented page, the reader takes as json-glib writes it. However
 * the page is cut, the same comes out. */

#include "fuzz.h"

#include <string.h>

#include "core/base/roster-error.h"
#include "json-glib-dump.h"
#include "support/member-dump.h"

static char *
dump (const guint8 *data, size_t size, gsize first, gsize piece, char **message)
{
  g_autoptr (GError) error = NULL;
  char *text = member_dump_page ((const char *)data, size, first, piece, &error);

  g_assert_true ((text == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER);
  *message = g_strdup (error != NULL ? error->message : NULL);

  return text;
}

static void
check_cut (const guint8 *data, size_t size, gsize first, gsize piece, const char *whole)
{
  g_autofree char *message = NULL;
  g_autofree char *cut = dump (data, size, first, piece, &message);

  g_assert_cmpstr (cut, ==, whole);
}

/* One way only: what json-glib writes again is no JSON where it read inf or a control character in
 * a name. Pages that it takes are compared in tests/test-member-reader-oracles.c. */
static void
check_with_json_glib (const guint8 *data, size_t size, const char *ours)
{
  const char *page = (const char *)data;
  gsize mark = size >= 3 && memcmp (page, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  g_autofree char *theirs = NULL;
  g_autofree char *json = NULL;
  JsonGlibVerdict verdict = json_glib_dump_page (page + mark, size - mark, &theirs, &json);

  if (ours != NULL && json_glib_knows_texts (page, size))
    {
      g_assert_cmpint (verdict, ==, JSON_GLIB_TAKES);
      g_assert_cmpstr (ours, ==, theirs);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *message = NULL;
  g_autofree char *whole = dump (data, size, 0, G_MAXSIZE, &message);
  gsize chosen = size > 0 ? data[size / 2] : 1;

  check_cut (data, size, 0, 1, whole);
  check_cut (data, size, chosen % (size + 1), MAX (size, 1), whole);
  check_cut (data, size, 0, 1 + chosen % 17, whole);
  check_with_json_glib (data, size, whole);

  return 0;
}
