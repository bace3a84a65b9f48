/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body of an error or of a change's answer, as one JSON value. */

#include "core/wire/roster-json-body.h"

/* json-glib reads nested values by recursion: a text with more openings is refused. */
#define MAX_NESTING 64

JsonNode *
roster_json_body_parse (const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  guint nesting = 0;

  for (const char *p = text; *p != '\0'; p++)
    nesting += *p == '[' || *p == '{';
  if (nesting > MAX_NESTING || !json_parser_load_from_data (parser, text, -1, NULL))
    return NULL;
  return json_parser_steal_root (parser);
}
