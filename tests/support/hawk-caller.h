/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * HawkCaller:
 * @base: where to, such as "http://127.0.0.1:8080"
 * @id: Hawk id
 * @key: Hawk key
 * @ext: (nullable): the organization id
 * @offset_s: how far the clock is off
 * @nonce: (nullable): a fixed one, or %NULL for a fresh one
 * @hash: (nullable): what to send as payload hash in place of the right one; "" for none
 * @authorization: (nullable): what to send as the whole header; "" for none
 * @may_fail: whether a connection that ends without an answer is no failure of the test
 *
 * A caller with core's Hawk and nothing else of core in it, whose every part can be made wrong.
 */
typedef struct
{
  SoupSession *session;
  const char *base;
  const char *id;
  const char *key;
  const char *ext;
  gint64 offset_s;
  const char *nonce;
  const char *hash;
  const char *authorization;
  gboolean may_fail;
} HawkCaller;

/**
 * HawkReply:
 * @authentic: whether the answer proved that it is the answer to this call
 */
typedef struct
{
  guint status;
  char *body;
  gsize length;
  gboolean is_signed;
  gboolean authentic;
  char *challenge;
  char *allow;
} HawkReply;

void hawk_reply_free (HawkReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HawkReply, hawk_reply_free)

HawkReply *hawk_caller_send (const HawkCaller *self,
                             const char *method,
                             const char *resource,
                             const char *content_type,
                             const char *body);

G_END_DECLS
