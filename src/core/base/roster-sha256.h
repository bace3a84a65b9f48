/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ROSTER_SHA256_LENGTH 32u /* bytes of a digest */

/** RosterSha256: a SHA-256 digest made piece by piece. */
typedef struct _RosterSha256 RosterSha256;

RosterSha256 *roster_sha256_new (void);
void roster_sha256_update (RosterSha256 *self, const void *data, gsize length);
void roster_sha256_finish (RosterSha256 *self, guint8 *digest);
void roster_sha256_free (RosterSha256 *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterSha256, roster_sha256_free)

G_END_DECLS
