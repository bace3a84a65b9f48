/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bodies that are not what threat-stack/README.md says, or are and try a client nevertheless. */

#include "mock/mock-body.h"

#include "core/wire/roster-hawk.h"

#include <string.h>

#define NAME_FIELD "\"displayName\":\""
#define TOKEN_FIELD "\"token\":"

#define LONG_NAME 10000
#define HUGE_STRING (64 * 1024 + 1)
#define DEPTH 100000
#define FLOOD_PIECE (1024 * 1024)

/* Where no good body can be spoilt. */
static const struct
{
  const char *kind;
  const char *type;
  const char *text;
} texts[] = {
  { "not-json", "text/html", "<html><body><h1>Welcome to our network</h1></body></html>" },
  { "empty", ROSTER_DEMO_JSON, "" },
  { "wrong-types", ROSTER_DEMO_JSON,
    "{\"members\":[{\"id\":17,\"role\":[\"user\"],\"displayName\":{\"first\":\"Ada\"},"
    "\"email\":1,\"mfaEnabled\":\"yes\",\"lastAuthenticatedAt\":true}],\"token\":17}" },
  { "missing-fields", ROSTER_DEMO_JSON,
    "{\"members\":[{\"role\":\"user\",\"displayName\":\"Nobody\"}],\"token\":null}" },
  { "duplicate-keys", ROSTER_DEMO_JSON,
    "{\"members\":[{\"id\":\"a1\",\"id\":\"b2\",\"role\":\"user\",\"role\":\"owner\"}],"
    "\"token\":null}" },
  { "repeat-token", ROSTER_DEMO_JSON, "{\"members\":[],\"token\":\"again\"}" },
};

/* What is put in front of each name. */
static const struct
{
  const char *kind;
  const char *text;
} names[] = {
  { "hostile-names", "=<b>&amp;\\u202egnp.\\u202c\\u200b\\u001b[31m\\r\\n\\u0007" },
  { "bad-utf8", "\xff\xfe\xc3\x28" },
};

static char *
repeat (char c, gsize length)
{
  char *text = g_malloc (length + 1);

  memset (text, c, length);
  text[length] = '\0';
  return text;
}

static GString *
flatten (const RosterDemoAnswer *answer)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < answer->body->len; i++)
    {
      gsize length = 0;
      const char *data = g_bytes_get_data (answer->body->pdata[i], &length);

      g_string_append_len (text, data, (gssize)length);
    }
  return text;
}

/* (transfer full) */
static RosterDemoAnswer *
make_json (GString *text)
{
  return roster_demo_answer_new (200, ROSTER_DEMO_JSON, g_string_free_to_bytes (text));
}

/* A good body with something in front of each name, or a list of one who is called so. */
static RosterDemoAnswer *
make_names (const RosterDemoAnswer *good, const char *name)
{
  GString *text = flatten (good);
  g_autofree char *field = g_strconcat (NAME_FIELD, name, NULL);

  if (g_string_replace (text, NAME_FIELD, field, 0) == 0)
    {
      g_string_assign (text, "{\"members\":[{\"id\":\"a1\",");
      g_string_append (text, field);
      g_string_append (text, "\"}],\"token\":null}");
    }
  return make_json (text);
}

static RosterDemoAnswer *
make_token (const RosterDemoAnswer *good, const char *token)
{
  GString *text = flatten (good);
  char *field = good->status == 200 ? g_strrstr (text->str, TOKEN_FIELD) : NULL;

  if (field != NULL)
    g_string_truncate (text, (gsize)(field - text->str));
  else
    g_string_assign (text, "{\"members\":[],");
  g_string_append_printf (text, TOKEN_FIELD "\"%s\"}", token);
  return make_json (text);
}

static RosterDemoAnswer *
make_new_token (void)
{
  g_autofree char *token = roster_hawk_nonce ();
  GString *text = g_string_new ("{\"members\":[],");

  g_string_append_printf (text, TOKEN_FIELD "\"%s\"}", token);
  return make_json (text);
}

static RosterDemoAnswer *
make_deep (void)
{
  GString *text = g_string_new ("{\"members\":[{\"id\":\"a1\",\"x\":");
  g_autofree char *opening = repeat ('[', DEPTH);
  g_autofree char *closing = repeat (']', DEPTH);

  g_string_append_printf (text, "%s%s}],\"token\":null}", opening, closing);
  return make_json (text);
}

static RosterDemoAnswer *
make_huge_member (void)
{
  GString *text = g_string_new ("{\"members\":[{\"id\":\"a1\"");
  g_autofree char *value = repeat ('x', HUGE_STRING / 2);

  for (guint i = 0; text->len <= 1024 * 1024; i++)
    g_string_append_printf (text, ",\"field%u\":\"%s\"", i, value);
  g_string_append (text, "}],\"token\":null}");
  return make_json (text);
}

/**
 * mock_body_make:
 * @kind: which, as a fault names it
 * @good: the answer that would have been given
 *
 * Returns: (transfer full): an answer with the wrong body
 */
RosterDemoAnswer *
mock_body_make (const char *kind, const RosterDemoAnswer *good)
{
  g_autofree char *name = NULL;

  if (strcmp (kind, "repeat-token") == 0 && good->status == 200)
    return make_token (good, "again");
  if (strcmp (kind, "new-token") == 0)
    return make_new_token ();
  if (strcmp (kind, "deep") == 0)
    return make_deep ();
  if (strcmp (kind, "huge-member") == 0)
    return make_huge_member ();
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strcmp (texts[i].kind, kind) == 0)
      return roster_demo_answer_new_text (200, texts[i].type, texts[i].text);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].kind, kind) == 0)
      return make_names (good, names[i].text);

  name = repeat ('N', strcmp (kind, "huge-string") == 0 ? HUGE_STRING : LONG_NAME);
  return make_names (good, name);
}

/* A piece of about FLOOD_PIECE bytes that can stand behind itself. */
static void
append_piece (GString *text, const char *part)
{
  gsize length = text->len + FLOOD_PIECE;

  while (text->len < length)
    g_string_append (text, part);
}

/**
 * mock_body_endless:
 * @kind: (nullable): members (short ones, the default), people (with names of 60,000 characters),
 *   name (one that does not end) spaces or headers (before the body)
 * @loop_from: (out): where it begins anew, again and again
 *
 * Returns: (transfer full): the body of a list without an end
 */
GBytes *
mock_body_endless (const char *kind, gsize *loop_from)
{
  GString *text = g_string_new ("{\"members\":[{\"id\":\"a1\"}");
  g_autofree char *name = repeat ('N', 60000);
  g_autofree char *person = g_strdup_printf (",{\"id\":\"a2\"," NAME_FIELD "%s\"}", name);

  if (g_strcmp0 (kind, "name") == 0)
    g_string_append (text, ",{\"id\":\"a2\"," NAME_FIELD);
  if (g_strcmp0 (kind, "headers") == 0)
    g_string_truncate (text, 0);
  *loop_from = text->len;

  if (g_strcmp0 (kind, "name") == 0)
    append_piece (text, name);
  else if (g_strcmp0 (kind, "headers") == 0)
    append_piece (text, "X-Filler: filler\r\n");
  else if (g_strcmp0 (kind, "spaces") == 0)
    append_piece (text, " \n\t");
  else
    append_piece (text, g_strcmp0 (kind, "people") == 0 ? person : ",{\"id\":\"a2\"}");
  return g_string_free_to_bytes (text);
}
