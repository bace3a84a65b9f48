/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/wire/roster-answer-page.h"

/**
 * roster_answer_is_page:
 * @message: a message that has the headers of its answer
 * @data: how its body begins
 * @length: of @data, in bytes
 *
 * Returns: whether the answer is HTML
 */
gboolean
roster_answer_is_page (SoupMessage *message, const char *data, gsize length)
{
  const char *type =
      soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);
  gsize i = 0;

  if (g_strcmp0 (type, "text/html") == 0 || g_strcmp0 (type, "application/xhtml+xml") == 0)
    return TRUE;

  while (i < length && g_ascii_isspace (data[i]))
    i++;
  return i < length && data[i] == '<';
}
