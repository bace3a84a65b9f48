/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer of the demo before it is signed and sent. */

#include "demo/service/roster-demo-answer.h"

#include "core/wire/roster-hawk.h"
#include "demo/people/roster-demo-person.h"

#include <string.h>

static RosterDemoAnswer *
make_answer (guint status, const char *content_type, GPtrArray *body, char *hash)
{
  RosterDemoAnswer *self = g_new0 (RosterDemoAnswer, 1);

  self->status = status;
  self->content_type = content_type;
  self->body = body;
  self->hash = hash;
  return self;
}

/**
 * roster_demo_answer_new:
 * @status: HTTP status
 * @content_type: (nullable): a static string; %NULL where there is no body
 * @body: (nullable) (transfer full): the body
 *
 * Returns: (transfer full): an answer
 */
RosterDemoAnswer *
roster_demo_answer_new (guint status, const char *content_type, GBytes *body)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  gsize length = 0;
  const void *data = body != NULL ? g_bytes_get_data (body, &length) : NULL;
  char *hash = roster_hawk_payload_hash (content_type, data, length);

  if (body != NULL)
    g_ptr_array_add (pieces, body);
  return make_answer (status, content_type, pieces, hash);
}

/**
 * roster_demo_answer_new_pieces:
 * @body: (element-type GBytes) (transfer full): JSON, in pieces
 * @hash: (transfer full): its payload hash
 *
 * Returns: (transfer full): an answer with status 200
 */
RosterDemoAnswer *
roster_demo_answer_new_pieces (GPtrArray *body, char *hash)
{
  return make_answer (200, ROSTER_DEMO_JSON, body, hash);
}

/**
 * roster_demo_answer_new_text:
 * @status: HTTP status
 * @content_type: a static string
 * @text: the body, copied
 *
 * Returns: (transfer full): an answer
 */
RosterDemoAnswer *
roster_demo_answer_new_text (guint status, const char *content_type, const char *text)
{
  GBytes *body = *text != '\0' ? g_bytes_new (text, strlen (text)) : NULL;

  return roster_demo_answer_new (status, content_type, body);
}

/**
 * roster_demo_answer_new_error:
 * @status: HTTP status
 * @text: what is wrong, in the service's words
 *
 * Returns: (transfer full): an answer with the error body of threat-stack/README.md
 */
RosterDemoAnswer *
roster_demo_answer_new_error (guint status, const char *text)
{
  GString *json = g_string_new ("{\"errors\":[");

  roster_demo_append_json_string (json, text);
  g_string_append (json, "]}");
  return roster_demo_answer_new (status, ROSTER_DEMO_JSON, g_string_free_to_bytes (json));
}

void
roster_demo_answer_free (RosterDemoAnswer *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->body);
  g_free (self->hash);
  g_free (self->challenge);
  g_free (self);
}
