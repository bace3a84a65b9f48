/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hawk's payload hash: over the content type and the body. */

#include "core/wire/roster-hawk-hasher.h"

#include <string.h>

#include "core/base/roster-sha256.h"

struct _RosterHawkHasher
{
  RosterSha256 *sha256; /* owned */
};

/**
 * roster_hawk_hasher_new:
 * @content_type: (nullable): of the body, as in its header; parameters and case are dropped
 *
 * A payload hash made piece by piece, for bodies that arrive as a stream. It may be used in any one
 * thread.
 *
 * Returns: (transfer full): a hasher; roster_hawk_hasher_finish() or roster_hawk_hasher_free() it
 */
RosterHawkHasher *
roster_hawk_hasher_new (const char *content_type)
{
  RosterHawkHasher *self = g_new0 (RosterHawkHasher, 1);
  g_autofree char *type = NULL;
  g_autofree char *lower = NULL;

  if (content_type == NULL)
    content_type = "";
  type = g_strstrip (g_strndup (content_type, strcspn (content_type, ";")));
  lower = g_ascii_strdown (type, -1);

  self->sha256 = roster_sha256_new ();
  roster_sha256_update (self->sha256, "hawk.1.payload\n", strlen ("hawk.1.payload\n"));
  roster_sha256_update (self->sha256, lower, strlen (lower));
  roster_sha256_update (self->sha256, "\n", 1);
  return self;
}

/**
 * roster_hawk_hasher_update:
 * @self: a hasher
 * @data: (nullable): the next piece of the body
 * @length: in bytes
 */
void
roster_hawk_hasher_update (RosterHawkHasher *self, const void *data, gsize length)
{
  roster_sha256_update (self->sha256, data, length);
}

/**
 * roster_hawk_hasher_finish:
 * @self: (transfer full): a hasher
 *
 * Returns: (transfer full): the payload hash, base64
 */
char *
roster_hawk_hasher_finish (RosterHawkHasher *self)
{
  guint8 digest[ROSTER_SHA256_LENGTH];

  roster_sha256_update (self->sha256, "\n", 1);
  roster_sha256_finish (g_steal_pointer (&self->sha256), digest);
  roster_hawk_hasher_free (self);
  return g_base64_encode (digest, sizeof digest);
}

/**
 * roster_hawk_hasher_free:
 * @self: (nullable) (transfer full): a hasher that is no longer wanted
 */
void
roster_hawk_hasher_free (RosterHawkHasher *self)
{
  if (self == NULL)
    return;
  roster_sha256_free (self->sha256);
  g_free (self);
}

/**
 * roster_hawk_payload_hash:
 * @content_type: (nullable): of the body, as in its header
 * @data: (nullable): the body
 * @length: in bytes
 *
 * Returns: (transfer full): the payload hash, base64
 */
char *
roster_hawk_payload_hash (const char *content_type, const void *data, gsize length)
{
  RosterHawkHasher *hasher = roster_hawk_hasher_new (content_type);

  roster_hawk_hasher_update (hasher, data, length);
  return roster_hawk_hasher_finish (hasher);
}
