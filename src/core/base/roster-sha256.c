/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 (FIPS 180-4) by the instructions that most x86-64 processors have for it, elsewhere by
 * GChecksum, for the goal that an export takes at most 2.2 times as long as `curl -o file` where
 * the answer is signed: GChecksum alone takes longer than that. */

#include "core/base/roster-sha256.h"

#include <string.h>

#define BLOCK_SIZE 64u

struct _RosterSha256
{
  GChecksum *checksum; /* owned, (nullable): where the processor has no instructions */

  guint32 state[8];
  guint64 n_bytes;
  guint8 rest[BLOCK_SIZE]; /* n_bytes % BLOCK_SIZE of them are not hashed yet */
};

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

#define TARGET __attribute__ ((target ("sha,sse4.1")))

static const guint32 constants[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static gboolean
has_instructions (void)
{
  guint a, b, c, d;

  return __get_cpuid (1, &a, &b, &c, &d) != 0 && (c & bit_SSE4_1) != 0 &&
         __get_cpuid_count (7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
}

TARGET static __m128i
load (const void *place)
{
  return _mm_loadu_si128 (place);
}

/* The 64 rounds of one block, four at a time; the halves of the state are in the order that the
 * instructions want: A B E F and C D G H. */
TARGET static void
hash_block (__m128i *abef, __m128i *cdgh, const guint8 *data)
{
  const __m128i big_endian = _mm_set_epi64x (0x0c0d0e0f08090a0b, 0x0405060700010203);
  const __m128i old_abef = *abef, old_cdgh = *cdgh;
  __m128i words[4];

#pragma GCC unroll 16
  for (guint i = 0; i < 16; i++)
    {
      __m128i sum, *word = &words[i % 4];

      if (i < 4)
        {
          *word = _mm_shuffle_epi8 (load (data + 16 * i), big_endian);
        }
      else
        {
          const __m128i one = words[(i + 3) % 4], two = words[(i + 2) % 4];

          sum = _mm_add_epi32 (_mm_sha256msg1_epu32 (*word, words[(i + 1) % 4]),
                               _mm_alignr_epi8 (one, two, 4));
          *word = _mm_sha256msg2_epu32 (sum, one);
        }
      sum = _mm_add_epi32 (*word, load (constants + 4 * i));
      *cdgh = _mm_sha256rnds2_epu32 (*cdgh, *abef, sum);
      *abef = _mm_sha256rnds2_epu32 (*abef, *cdgh, _mm_shuffle_epi32 (sum, 0x0e));
    }
  *abef = _mm_add_epi32 (*abef, old_abef);
  *cdgh = _mm_add_epi32 (*cdgh, old_cdgh);
}

TARGET static void
hash_blocks (guint32 *state, const guint8 *data, gsize n_blocks)
{
  __m128i badc = _mm_shuffle_epi32 (load (state), 0xb1);
  __m128i efgh = _mm_shuffle_epi32 (load (state + 4), 0x1b);
  __m128i abef = _mm_alignr_epi8 (badc, efgh, 8);
  __m128i cdgh = _mm_blend_epi16 (efgh, badc, 0xf0);
  __m128i feba, dchg;

  for (gsize i = 0; i < n_blocks; i++)
    hash_block (&abef, &cdgh, data + i * BLOCK_SIZE);

  feba = _mm_shuffle_epi32 (abef, 0x1b);
  dchg = _mm_shuffle_epi32 (cdgh, 0xb1);
  _mm_storeu_si128 ((void *)state, _mm_blend_epi16 (feba, dchg, 0xf0));
  _mm_storeu_si128 ((void *)(state + 4), _mm_alignr_epi8 (dchg, feba, 8));
}

#else

static gboolean
has_instructions (void)
{
  return FALSE;
}

static void
hash_blocks (guint32 *state, const guint8 *data, gsize n_blocks)
{
  g_assert_not_reached ();
}

#endif

/**
 * roster_sha256_new:
 *
 * Returns: (transfer full): the digest of nothing, so far; to be used in any one thread
 */
RosterSha256 *
roster_sha256_new (void)
{
  static const guint32 initial[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
  RosterSha256 *self = g_new0 (RosterSha256, 1);

  memcpy (self->state, initial, sizeof initial);
  if (!has_instructions ())
    self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  return self;
}

/**
 * roster_sha256_free:
 * @self: (nullable) (transfer full): a digest that is no longer wanted
 */
void
roster_sha256_free (RosterSha256 *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->checksum, g_checksum_free);
  g_free (self);
}

/**
 * roster_sha256_update:
 * @self: a digest
 * @data: (nullable): what comes next
 * @length: in bytes
 */
void
roster_sha256_update (RosterSha256 *self, const void *data, gsize length)
{
  const guint8 *bytes = data;
  gsize n_rest = self->n_bytes % BLOCK_SIZE;
  gsize n_blocks;

  if (length == 0)
    return;
  if (self->checksum != NULL)
    {
      g_checksum_update (self->checksum, data, (gssize)length);
      return;
    }

  self->n_bytes += length;
  if (n_rest > 0)
    {
      gsize n = MIN (length, BLOCK_SIZE - n_rest);

      memcpy (self->rest + n_rest, bytes, n);
      if (n_rest + n < BLOCK_SIZE)
        return;
      hash_blocks (self->state, self->rest, 1);
      bytes += n;
      length -= n;
    }

  n_blocks = length / BLOCK_SIZE;
  hash_blocks (self->state, bytes, n_blocks);
  memcpy (self->rest, bytes + n_blocks * BLOCK_SIZE, length % BLOCK_SIZE);
}

/**
 * roster_sha256_finish:
 * @self: (transfer full): a digest
 * @digest: (out): its %ROSTER_SHA256_LENGTH bytes
 */
void
roster_sha256_finish (RosterSha256 *self, guint8 *digest)
{
  static const guint8 padding[BLOCK_SIZE] = { 0x80 };
  guint64 n_bits = GUINT64_TO_BE (self->n_bytes * 8);
  gsize length = ROSTER_SHA256_LENGTH;

  if (self->checksum != NULL)
    {
      g_checksum_get_digest (self->checksum, digest, &length);
    }
  else
    {
      /* At least one byte, so that eight are left in the last block. */
      roster_sha256_update (self, padding, BLOCK_SIZE - (self->n_bytes + 8) % BLOCK_SIZE);
      roster_sha256_update (self, &n_bits, sizeof n_bits);
      for (gsize i = 0; i < G_N_ELEMENTS (self->state); i++)
        self->state[i] = GUINT32_TO_BE (self->state[i]);
      memcpy (digest, self->state, length);
    }
  roster_sha256_free (self);
}
