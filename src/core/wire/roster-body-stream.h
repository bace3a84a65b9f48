/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decompresses answers. libsoup would do this by itself, but it accepts a gzip body that is cut off
 * before its checksum and length. */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

void roster_body_stream_prepare (SoupMessage *message);
GInputStream *roster_body_stream_decode (SoupMessage *message, GInputStream *body);
gboolean roster_body_stream_check_length (SoupMessage *message, guint64 n_bytes, GError **error);

G_END_DECLS
