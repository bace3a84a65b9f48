/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader beside json-glib and Python's json module, on pages made by chance and on broken ones.
 */

#include "core/json/roster-service-time.h"
#include "support/member-dump.h"
#include "support/page-maker.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define N_PAGES 4000

/* Half of them have one to three things changed. */
static GString *
make_page (GRand *random, guint number)
{
  GString *page = page_maker_make (random);

  if (number % 2 == 1)
    for (gint32 n = g_rand_int_range (random, 1, 4); n > 0 && page->len > 0; n--)
      page_maker_break (random, page);

  return page;
}

static char *
dump_in_one (const GString *page)
{
  return member_dump_page (page->str, page->len, 0, G_MAXSIZE, NULL);
}

static const char *
get_text (JsonObject *member, const char *name)
{
  const char *text = NULL;

  if (json_object_has_member (member, name))
    text = json_object_get_string_member (member, name);

  return text != NULL ? text : "";
}

static gboolean
get_flag (JsonObject *member, const char *name)
{
  return json_object_has_member (member, name) && !json_object_get_null_member (member, name) &&
         json_object_get_boolean_member (member, name);
}

static gint64
get_time (JsonObject *member)
{
  JsonNode *node = json_object_get_member (member, "lastAuthenticatedAt");
  gint64 time = ROSTER_NOT_KNOWN;
  const char *text;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return ROSTER_NEVER;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return ROSTER_NOT_KNOWN;

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      text = json_node_get_string (node);
      if (!roster_service_time_from_string (text, strlen (text), &time))
        time = g_str_has_prefix (text, "0001-01-01") ? ROSTER_NEVER : ROSTER_NOT_KNOWN;
    }
  else
    {
      double number = floor (json_node_get_double (node));

      time = ABS (number) < 1e18 ? (gint64)number : ROSTER_NOT_KNOWN;
      if (!roster_service_time_is_valid (time))
        time = ROSTER_NOT_KNOWN;
    }
  return time == 0 || time < G_GINT64_CONSTANT (-62104060800000) ? ROSTER_NEVER : time;
}

static void
dump_element (JsonArray *list, guint position, JsonNode *node, gpointer user_data)
{
  JsonObject *fields = json_node_get_object (node);
  const RosterMember member = {
    .id = get_text (fields, "id"),
    .display_name = get_text (fields, "displayName"),
    .email = get_text (fields, "email"),
    .role = get_text (fields, "role"),
    .last_sign_in = get_time (fields),
    .mfa = get_flag (fields, "mfaEnabled") != FALSE,
    .sso = get_flag (fields, "ssoEnabled") != FALSE,
    .enabled = get_flag (fields, "userEnabled") != FALSE,
  };

  member_dump_append (user_data, &member);
}

static void
dump_list (JsonObject *object, const char *name, JsonNode *node, gpointer user_data)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), dump_element, user_data);
}

/* Of a page that the reader has found to be right. */
static char *
dump_with_json_glib (const GString *page)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  JsonObject *root;

  json_parser_load_from_data (parser, page->str, (gssize)page->len, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  json_object_foreach_member (root, dump_list, text);
  g_string_append_printf (text, "token=%s\n", get_text (root, "token"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* json-glib ends a string at U+0000 and refuses half of a surrogate pair. */
static gboolean
json_glib_knows (const GString *page)
{
  g_autoptr (GString) rest = g_string_new (page->str);

  g_string_replace (rest, "\\ud83d\\ude00", "", 0);
  g_string_ascii_down (rest);

  return strstr (rest->str, "\\u0000") == NULL && strstr (rest->str, "\\ud") == NULL;
}

/* What the reader takes, json-glib takes too, with the same members; what was made right is taken.
 */
static void
test_json_glib (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261123);
  guint n_taken = 0;

  for (guint i = 0; i < N_PAGES; i++)
    {
      GString *page = make_page (random, i);
      g_autofree char *ours = dump_in_one (page);

      if (i % 2 == 0 && ours == NULL)
        g_error ("this page is right: %s", page->str);
      if (ours != NULL && json_glib_knows (page))
        {
          g_autofree char *theirs = dump_with_json_glib (page);

          g_assert_cmpstr (ours, ==, theirs);
          n_taken++;
        }
      g_string_free (page, TRUE);
    }
  g_test_message ("%u of %d pages were taken", n_taken, N_PAGES);
}

static void
append_hex (GString *text, const GString *page)
{
  for (gsize i = 0; i < page->len; i++)
    g_string_append_printf (text, "%02x", (guchar)page->str[i]);
  g_string_append_c (text, '\n');
}

static char **
run_python (const GString *input)
{
  const char *script = g_test_get_filename (G_TEST_DIST, "fixtures", "member-oracle.py", NULL);
  g_autoptr (GBytes) in = g_bytes_new (input->str, input->len);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error, "python3", script, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate (process, in, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  text = g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out));

  return g_strsplit (text, "\n", -1);
}

/* Python takes the same pages, no more and no fewer, with the same members. */
static void
test_python (void)
{
  g_autofree char *python = g_find_program_in_path ("python3");
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) input = g_string_new (NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (4711);
  g_auto (GStrv) theirs = NULL;
  guint n_refused = 0;

  if (python == NULL)
    {
      g_test_skip ("python3 is not installed");
      return;
    }

  for (guint i = 0; i < N_PAGES; i++)
    {
      GString *page = make_page (random, i);

      append_hex (input, page);
      g_ptr_array_add (dumps, dump_in_one (page));
      g_string_free (page, TRUE);
    }

  theirs = run_python (input);
  g_assert_cmpuint (g_strv_length (theirs), ==, N_PAGES + 1);
  for (guint i = 0; i < N_PAGES; i++)
    {
      const char *ours = g_ptr_array_index (dumps, i);
      g_autoptr (GString) dump = g_string_new (ours);
      g_autoptr (GString) hex = g_string_new (NULL);

      append_hex (hex, dump);
      g_string_truncate (hex, hex->len - 1);
      n_refused += ours == NULL;
      /* What is no time fails the script. */
      if (ours != NULL && strstr (ours, "not known") != NULL)
        continue;
      if (g_strcmp0 (ours != NULL ? hex->str : "-", theirs[i]) != 0)
        g_error ("page %u: ours %s, Python’s %s", i, hex->str, theirs[i]);
    }
  g_test_message ("%u of %d pages were refused", n_refused, N_PAGES);
}

/* However a page is cut, the same comes out. */
static void
test_pieces (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (815);

  for (guint i = 0; i < 200; i++)
    {
      GString *page = make_page (random, i);
      g_autofree char *whole = dump_in_one (page);

      for (gsize first = 0; first <= page->len; first++)
        {
          g_autofree char *cut =
              member_dump_page (page->str, page->len, first, MAX (page->len, 1), NULL);

          g_assert_cmpstr (cut, ==, whole);
        }
      for (gsize size = 1; size < 20; size++)
        {
          g_autofree char *cut = member_dump_page (page->str, page->len, 0, size, NULL);

          g_assert_cmpstr (cut, ==, whole);
        }
      g_string_free (page, TRUE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/member-reader-oracles/json-glib", test_json_glib);
  g_test_add_func ("/member-reader-oracles/python", test_python);
  g_test_add_func ("/member-reader-oracles/pieces", test_pieces);
  return g_test_run ();
}
