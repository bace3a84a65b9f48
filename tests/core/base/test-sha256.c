/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256: as GChecksum makes it, whatever the pieces. */

#include "core/base/roster-sha256.h"

#define LENGTH 4096u

static void
assert_digest (RosterSha256 *sha256, const guint8 *data, gsize length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 expected[ROSTER_SHA256_LENGTH], digest[ROSTER_SHA256_LENGTH];
  gsize n = sizeof expected;

  g_checksum_update (checksum, data, (gssize)length);
  g_checksum_get_digest (checksum, expected, &n);
  roster_sha256_finish (sha256, digest);
  g_assert_cmpmem (digest, sizeof digest, expected, sizeof expected);
}

static void
fill (guint8 *data)
{
  for (gsize i = 0; i < LENGTH; i++)
    data[i] = (guint8)g_test_rand_int ();
}

/* The examples of FIPS 180-2. */
static void
test_examples (void)
{
  static const struct
  {
    const char *text;
    const char *digest;
  } examples[] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      RosterSha256 *sha256 = roster_sha256_new ();
      g_autoptr (GString) hex = g_string_new (NULL);
      guint8 digest[ROSTER_SHA256_LENGTH];

      roster_sha256_update (sha256, examples[i].text, strlen (examples[i].text));
      roster_sha256_finish (sha256, digest);
      for (gsize j = 0; j < sizeof digest; j++)
        g_string_append_printf (hex, "%02x", digest[j]);
      g_assert_cmpstr (hex->str, ==, examples[i].digest);
    }
}

static void
test_lengths (void)
{
  guint8 data[LENGTH];

  fill (data);
  for (gsize length = 0; length <= 300; length++)
    {
      RosterSha256 *sha256 = roster_sha256_new ();

      roster_sha256_update (sha256, data + length % 7, length); /* at any address */
      assert_digest (sha256, data + length % 7, length);
    }
}

static void
test_pieces (void)
{
  guint8 data[LENGTH];

  fill (data);
  for (guint run = 0; run < 500; run++)
    {
      RosterSha256 *sha256 = roster_sha256_new ();
      gsize at = 0;

      while (at < LENGTH)
        {
          gsize n = (gsize)g_test_rand_int_range (0, run % 3 == 0 ? 9 : 300);

          n = MIN (n, LENGTH - at);
          roster_sha256_update (sha256, n > 0 ? data + at : NULL, n);
          at += n;
        }
      assert_digest (sha256, data, LENGTH);
    }
}

static void
test_given_up (void)
{
  g_autoptr (RosterSha256) sha256 = roster_sha256_new ();

  roster_sha256_update (sha256, "abc", 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sha256/examples", test_examples);
  g_test_add_func ("/sha256/lengths", test_lengths);
  g_test_add_func ("/sha256/pieces", test_pieces);
  g_test_add_func ("/sha256/given-up", test_given_up);
  return g_test_run ();
}
