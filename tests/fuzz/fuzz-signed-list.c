/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list with and without its signature, on its way through somebody's hands. The input is the
 * page; its first bytes say how it is cut, and which byte of the page or of the proof is changed. A
 * proof holds for the bytes it was made for, however they arrive, and for no others. */

#include "fuzz.h"

#include <string.h>

#include "core/base/roster-error.h"
#include "core/wire/roster-hawk.h"
#include "support/member-dump.h"

#define KEY "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn"
#define TYPE "application/json"
#define N_CHOICES 3

static const RosterHawkArtifacts request = {
  .id = "dh37fgj492je",
  .ts = 1353832234,
  .nonce = "j4h3g2",
  .method = "GET",
  .resource = "/v2/organizations/members?token=a",
  .host = "example.com",
  .port = 443,
  .ext = "prod-1",
};

static char *
hash_in_pieces (const char *page, gsize length, gsize piece)
{
  RosterHawkHasher *hasher = roster_hawk_hasher_new (TYPE "; charset=utf-8");

  for (gsize i = 0; i < length; i += piece)
    roster_hawk_hasher_update (hasher, page + i, MIN (piece, length - i));
  return roster_hawk_hasher_finish (hasher);
}

static gboolean
is_proved (const char *proof, const char *hash, gsize length)
{
  g_autoptr (GError) error = NULL;
  gboolean good =
      roster_hawk_check_response (&request, proof, hash, length > 0, KEY, strlen (KEY), &error);

  if (!good)
    g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_AUTHENTIC);
  return good;
}

/* The base64 of mac and hash stands for other bytes where another letter does, but for the bits
 * that its last letters leave unused; so the header counts as it is read, letter by letter. */
static void
check_changed_proof (const char *proof, const char *hash, gsize length, guint8 place)
{
  g_autofree char *changed = g_strdup (proof);
  char *value = strstr (changed, place & 1 ? "mac=\"" : "hash=\"");
  char *letter = strchr (value, '"') + 1 + place % 43;

  *letter = *letter == 'A' ? 'B' : 'A';
  g_assert_false (is_proved (changed, hash, length));
}

static void
check_changed_page (const char *proof, const char *page, gsize length, gsize place, gsize piece)
{
  g_autofree char *changed = g_memdup2 (page, length);
  g_autofree char *hash = NULL;

  if (length == 0)
    return;
  changed[place % length] ^= 1;
  hash = hash_in_pieces (changed, length, piece);
  g_assert_false (is_proved (proof, hash, length));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const char *page = (const char *)data + N_CHOICES;
  const gsize length = size - N_CHOICES;
  g_autofree char *hash = NULL;
  g_autofree char *pieces = NULL;
  g_autofree char *proof = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *cut = NULL;
  gsize piece;

  if (size < N_CHOICES)
    return 0;
  piece = 1 + data[0];
  hash = roster_hawk_payload_hash (TYPE, page, length);
  pieces = hash_in_pieces (page, length, piece);
  g_assert_cmpstr (pieces, ==, hash);
  proof = roster_hawk_server_authorization (&request, hash, NULL, KEY, strlen (KEY), NULL);
  g_assert_true (is_proved (proof, pieces, length));
  g_assert_false (is_proved ("", pieces, length));
  check_changed_proof (proof, hash, length, data[1]);
  check_changed_page (proof, page, length, data[2], piece);

  /* What is read of it is the same, signed or not, and however it was cut. */
  whole = member_dump_page (page, length, 0, G_MAXSIZE, NULL);
  cut = member_dump_page (page, length, 0, piece, NULL);
  g_assert_cmpstr (cut, ==, whole);
  return 0;
}
