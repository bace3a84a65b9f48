/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/wire/roster-body-stream.h"

#include <glib/gi18n-lib.h>

/**
 * roster_body_stream_prepare:
 * @message: a message that was not sent
 *
 * Asks for a compressed answer, a fifth of the bytes; roster_body_stream_decode() its body.
 */
void
roster_body_stream_prepare (SoupMessage *message)
{
  soup_message_disable_feature (message, SOUP_TYPE_CONTENT_DECODER);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept-Encoding",
                                "gzip");
}

/**
 * roster_body_stream_decode:
 * @message: a message that has the headers of its answer
 * @body: (transfer full): the body as it was sent
 *
 * What is compressed in a way that was not asked for is left as it is: then it is not the answer
 * that it should be.
 *
 * Returns: (transfer full): the body before any content encoding; reading it fails where it is not
 *   whole
 */
GInputStream *
roster_body_stream_decode (SoupMessage *message, GInputStream *body)
{
  g_autoptr (GInputStream) packed = body;
  g_autoptr (GConverter) decompressor = NULL;
  const char *encoding = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                       "Content-Encoding");

  if (encoding == NULL ||
      (g_ascii_strcasecmp (encoding, "gzip") != 0 && g_ascii_strcasecmp (encoding, "x-gzip") != 0))
    return g_steal_pointer (&packed);

  decompressor = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  return g_converter_input_stream_new (packed, decompressor);
}

/**
 * roster_body_stream_check_length:
 * @message: a message whose answer was read
 * @n_bytes: how much of its body came
 * @error: G_IO_ERROR_PARTIAL_INPUT
 *
 * libsoup lets an answer end early where the connection is closed after it.
 *
 * Returns: whether the body is as long as announced
 */
gboolean
roster_body_stream_check_length (SoupMessage *message, guint64 n_bytes, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  if (soup_message_get_status (message) == SOUP_STATUS_NO_CONTENT ||
      soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH ||
      soup_message_headers_get_one (headers, "Content-Encoding") != NULL ||
      soup_message_headers_get_one (headers, "Content-Length") == NULL ||
      n_bytes >= (guint64)soup_message_headers_get_content_length (headers))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
                       _ ("The answer ended too early."));
  return FALSE;
}
