/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of an error body: JSON, plain text or HTML (threat-stack/README.md, "Errors"). */

#include "core/wire/roster-error-body.h"

#include <string.h>

#include "core/base/roster-redaction.h"
#include "core/wire/roster-json-body.h"

/* Characters of an error's text. */
#define MAX_ERROR_TEXT 300

/* Cuts a line where it gets too long. */
static char *
cut (const char *line)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (line, -1) <= MAX_ERROR_TEXT)
    return g_strdup (line);
  start = g_utf8_substring (line, 0, MAX_ERROR_TEXT - 1);
  return g_strconcat (start, "…", NULL);
}

/* One line: runs of spaces and control characters become one space. It is cut last: the start of a
 * secret would not be known for one. */
static char *
to_line (const char *text, const char *secret)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *redacted = NULL;
  gboolean space = FALSE;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        {
          space = line->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (line, ' ');
      g_string_append_unichar (line, c);
      space = FALSE;
    }
  redacted = roster_redaction_apply (line->str, secret);
  return *redacted != '\0' ? cut (redacted) : NULL;
}

/* Adds the words of one value: a string, an object with a message, or a list of these. */
static void
append_words (GString *words, JsonNode *node)
{
  static const char *const names[] = { "errors", "error", "message", "detail", "title" };

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      if (words->len > 0)
        g_string_append (words, "; ");
      g_string_append (words, json_node_get_string (node));
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        append_words (words, json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);

      for (gsize i = 0; i < G_N_ELEMENTS (names) && words->len < ROSTER_JSON_BODY_MAX; i++)
        if (json_object_has_member (object, names[i]))
          append_words (words, json_object_get_member (object, names[i]));
    }
}

/* Whether text is JSON; then words are the service's, or NULL. */
static gboolean
parse_json_error (const char *text, const char *secret, char **words)
{
  g_autoptr (JsonNode) root = roster_json_body_parse (text);
  g_autoptr (GString) found = g_string_new (NULL);

  if (root == NULL)
    return FALSE;

  append_words (found, root);
  *words = to_line (found->str, secret);
  return TRUE;
}

/* Where the element that starts at p is not for reading, its end; else the end of its tag. */
static const char *
skip_tag (const char *p)
{
  static const char *const unread[] = { "script", "style", "head" };
  const char *end;

  if (g_str_has_prefix (p, "<!--"))
    {
      end = strstr (p, "-->");
      return end != NULL ? end + strlen ("-->") : p + strlen (p);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (unread); i++)
    {
      gsize length = strlen (unread[i]);

      if (g_ascii_strncasecmp (p + 1, unread[i], length) != 0 || g_ascii_isalnum (p[1 + length]))
        continue;
      for (end = p + 1; *end != '\0'; end++)
        if (end[0] == '<' && end[1] == '/' && g_ascii_strncasecmp (end + 2, unread[i], length) == 0)
          break;
      p = end;
      break;
    }

  end = strchr (p, '>');
  return end != NULL ? end + 1 : p + strlen (p);
}

static char *
strip_tags (const char *html)
{
  static const struct
  {
    const char *name;
    const char *text;
  } entities[] = {
    { "&lt;", "<" },   { "&gt;", ">" },  { "&quot;", "\"" }, { "&#39;", "'" },
    { "&nbsp;", " " }, { "&amp;", "&" }, /* the last one, or it would make others */
  };
  g_autoptr (GString) text = g_string_new (NULL);

  while (*html != '\0')
    {
      if (html[0] == '<' && (g_ascii_isalpha (html[1]) || html[1] == '/' || html[1] == '!'))
        {
          html = skip_tag (html);
          g_string_append_c (text, ' ');
        }
      else
        {
          g_string_append_c (text, *html);
          html++;
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    g_string_replace (text, entities[i].name, entities[i].text, 0);
  return g_strdup (text->str);
}

/**
 * roster_error_body_dup_text:
 * @body: the body of an answer that is an error (threat-stack/README.md, "Errors"), of any size and
 * kind
 *
 * Returns: (transfer full) (nullable): the service's own words, one line of at most 300 characters
 */
char *
roster_error_body_dup_text (GBytes *body, const char *secret)
{
  g_autofree char *text = NULL;
  char *words = NULL;
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (body != NULL, NULL);

  data = g_bytes_get_data (body, &size);
  if (size == 0)
    return NULL;

  text = g_strndup (data, MIN (size, ROSTER_JSON_BODY_MAX));
  g_strstrip (text);
  if (parse_json_error (text, secret, &words))
    return words;

  if (*text == '<')
    {
      g_autofree char *stripped = strip_tags (text);

      return to_line (stripped, secret);
    }
  return to_line (text, secret);
}
