/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/wire/roster-request.h"

#include "core/wire/roster-json-body.h"

/**
 * roster_request_new:
 * @method: static: GET, POST, PUT or DELETE; everything but GET is a change
 * @uri: (transfer full): absolute
 *
 * Returns: (transfer full): a call without a body
 */
RosterRequest *
roster_request_new (const char *method, char *uri)
{
  RosterRequest *self = g_new0 (RosterRequest, 1);

  self->method = method;
  self->uri = uri;
  return self;
}

void
roster_request_free (RosterRequest *self)
{
  if (self == NULL)
    return;

  g_free (self->uri);
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->subject);
  roster_request_free (self->other);
  g_free (self);
}

/** roster_request_set_rules: what the answers mean, to it and to what is sent in its place. */
void
roster_request_set_rules (RosterRequest *self, const RosterAnswerRules *rules)
{
  for (; self != NULL; self = self->other)
    self->rules = rules;
}

/**
 * roster_request_has_other:
 * @self: a call
 * @status: how it was answered; 0 where it was not
 *
 * Returns: whether that says that nothing was done, and that another call is to be tried
 */
gboolean
roster_request_has_other (const RosterRequest *self, guint status)
{
  if (self->other == NULL || status == 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (self->other_on); i++)
    if (self->other_on[i] == status)
      return TRUE;
  return FALSE;
}

/* Ignoring case and Unicode composition, because a service may normalize an address. */
static gboolean
names_same (const char *a, const char *b)
{
  g_autofree char *normal_a = g_utf8_normalize (a, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *normal_b = g_utf8_normalize (b, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded_a = normal_a != NULL ? g_utf8_casefold (normal_a, -1) : NULL;
  g_autofree char *folded_b = normal_b != NULL ? g_utf8_casefold (normal_b, -1) : NULL;

  return folded_a != NULL && g_strcmp0 (folded_a, folded_b) == 0;
}

/* Whether @object has @name, and something in it. */
static gboolean
has_any (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) &&
         !(JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0);
}

/**
 * roster_request_is_answered:
 * @self: a change
 * @body: the body of an answer whose status is a success
 *
 * A signature does not cover the status: a refusal can be given the status of a success. The body
 * is covered, so it decides: nothing at all ({} is no more than that), or what
 * threat-stack/README.md documents, about this person.
 *
 * Returns: whether it is the answer of a service that did it
 */
gboolean
roster_request_is_answered (const RosterRequest *self, GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonNode *name;

  if (size == 0)
    return TRUE;
  if (self->subject_name == NULL || size > ROSTER_JSON_BODY_MAX)
    return FALSE;

  text = g_strndup (data, size);
  root = roster_json_body_parse (text);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;

  object = json_node_get_object (root);
  if (json_object_get_size (object) == 0)
    return TRUE;
  name = json_object_get_member (object, self->subject_name);
  return !has_any (object, "errors") && !has_any (object, "error") && name != NULL &&
         JSON_NODE_HOLDS_VALUE (name) && json_node_get_value_type (name) == G_TYPE_STRING &&
         names_same (json_node_get_string (name), self->subject);
}
