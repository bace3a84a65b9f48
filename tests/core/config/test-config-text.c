/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The syntax of configparser, checked against Python's own configparser: each text of a table and
 * some hundred made at random must give the same sections, names and values, or be refused by both.
 */

#include "core/config/roster-config-text.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "support/cpu-time.h"

#define N_RANDOM 400

typedef struct
{
  const char *data;
  gsize length;
} Text;

#define TEXT(literal)                                                                              \
  {                                                                                                \
    literal, sizeof (literal) - 1                                                                  \
  }

static const Text texts[] = {
  TEXT (""),
  TEXT ("\n\n# only a comment\n"),
  TEXT ("[USER_INFO]\n# comment\nTS_USER_ID = a1b2c3d4\nTS_API_KEY = 9z8y7x6w\n\n[DEFAULT]\n"
        "TS_ORGANIZATION_ID = 0123456\nTS_ORGANIZATION_NAME = \"Production\"\n"),
  TEXT ("[A]\r\nx = 1\r\n\r\n[B]\r\ny: 2\r\n"),
  TEXT ("[A]\rx = 1\ry = 2\r"),
  TEXT ("\xef\xbb\xbf[A]\nx = 1\n"),
  TEXT ("[A]\nx=1\ny:2\nz = a=b:c\nw : =\nv = :\n"),
  TEXT ("[A]\nx\n"),
  TEXT ("[A]\nx =\n"),
  TEXT ("[A]\nx =\n  one\n  two\n"),
  TEXT ("[A]\nx = one\n\n  two\n\n\n[B]\n"),
  TEXT ("[A]\nx = one\n  # comment\n  two\n; other\n three\n"),
  TEXT ("[A]\nx = one\n\ttwo = three\n\t[B]\n"),
  TEXT ("[A]\n  x = 1\n  y = 2\n    more\n z = 3\n"),
  TEXT ("  [A]\n  x = 1\n"),
  TEXT ("[A]\nx = 1 # not a comment\ny = 2 ; nor this\n"),
  TEXT ("[A]\nX = 1\nTs_Api_KEY : k\n"),
  TEXT ("[A]\nx = 1\nX = 2\n"),
  TEXT ("[A]\nx = 1\n[B]\nx = 2\n"),
  TEXT ("[A]\n[A]\n"),
  TEXT ("[DEFAULT]\nx = 1\n[DEFAULT]\ny = 2\n"),
  TEXT ("[DEFAULT]\nx = 1\n[A]\n[DEFAULT]\nx = 2\n"),
  TEXT ("[default]\nx = 1\n"),
  TEXT ("x = 1\n[A]\n"),
  TEXT ("[]\nx = 1\n"),
  TEXT ("[ A ]\nx = 1\n"),
  TEXT ("[A]b]\nx = 1\n"),
  TEXT ("[A] rest\nx = 1\n"),
  TEXT ("[A\nx = 1\n"),
  TEXT ("[A]\n[]\n"),
  TEXT ("[A]\n[] = 2\n"),
  TEXT ("[A]\n= 1\n"),
  TEXT ("[A]\n: 1\n"),
  TEXT ("[A]\nx y = 1\n"),
  TEXT ("[A]\nx = 50%\ny = %(x)s\nz = %%\n"),
  TEXT ("[A]\nx = \"quoted\"\ny = 'single'\n"),
  TEXT ("[A]\n\xc2\xa0x\xc2\xa0=\xc2\xa0 1\xe3\x80\x80\n"),
  TEXT ("[\xc3\x84]\nN\xc3\x84ME = \xe2\x80\x9c\xc3\xb6\xe2\x80\x9d\n"),
  TEXT ("[A]\nx = \xff\n"),
  TEXT ("[A]\nx = 1\x0b\x0c\x1c\n"),
  TEXT ("[A]\nx = 1\xe2\x80\xa8y = 2\n"),
  TEXT ("[A]\nx = 1"),
  TEXT ("[A]\nx = 1\n   "),
  TEXT ("[A]\ngarbage\n  x = 1\n"),
  TEXT ("[A]\ny = 2\ngarbage\n  x = 1\n"),
};

/* Pieces that the random texts are made of. */
static const char *const pieces[] = {
  "[A]",
  "[B]",
  "[DEFAULT]",
  "[USER_INFO]",
  "[",
  "]",
  "x",
  "y",
  "TS_API_KEY",
  "=",
  ":",
  " = ",
  "\n",
  "\n",
  "\n",
  "\n",
  "\r",
  "\r\n",
  "\n  ",
  "\n\t",
  " ",
  "#",
  ";",
  "\n#",
  "\"",
  "%",
  "<>",
  "1",
  "2",
  "\xc2\xa0",
  "\t",
  "\n ",
  "ä",
  "\n\n",
  "'",
  "z",
  "\x1c",
  /* whole lines, so that a good part of the texts is read and not refused */
  "x = ",
  "y:",
  "z=1",
  "\nx=",
  "\n y: ",
  "\n\n[B]\nx:",
  "\n  more",
  "\n    deeper",
  "x = ",
  "y:",
  "z=1",
  "\nx=",
  "\n y: ",
  "\n\n[B]\nx:",
  "\n  more",
  "\n    deeper",
};

static char *
to_hex (const char *text)
{
  GString *hex = g_string_new (NULL);

  for (; *text != '\0'; text++)
    g_string_append_printf (hex, "%02x", *(const guchar *)text);
  return g_string_free (hex, FALSE);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

/* What configparser-dump prints of the same text. */
static char *
dump (const char *data, gsize length)
{
  g_autoptr (RosterConfigText) text = roster_config_text_parse (data, length);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (text->problems->len > 0)
    return g_strdup ("error");

  for (guint i = 0; i < text->sections->len; i++)
    {
      RosterConfigSection *section = g_ptr_array_index (text->sections, i);
      g_autofree char *section_name = to_hex (section->name);

      for (guint j = 0; j < section->options->len; j++)
        {
          RosterConfigOption *option = g_ptr_array_index (section->options, j);
          g_autofree char *value_hex = to_hex (option->value->str);
          g_autofree char *name_hex = to_hex (option->name);

          g_ptr_array_add (lines, g_strjoin (" ", section_name, name_hex, value_hex, NULL));
        }
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("roster-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

/* Python's answers for files 0…n-1 of a folder, one string each. */
static char **
ask_python (const char *folder, guint n_files)
{
  g_autofree char *program = g_test_build_filename (G_TEST_DIST, "configparser-dump", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  int status;

  g_ptr_array_add (argv, g_steal_pointer (&program));
  for (guint i = 0; i < n_files; i++)
    g_ptr_array_add (argv, g_strdup_printf ("%s/%u", folder, i));
  g_ptr_array_add (argv, NULL);

  g_spawn_sync (NULL, (char **)argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_str_has_prefix (output, "file\n"));
  return g_strsplit (output + strlen ("file\n"), "file\n", -1);
}

static void
compare_with_python (const Text *table, guint n_texts)
{
  g_autofree char *folder = make_folder ();
  g_auto (GStrv) answers = NULL;

  for (guint i = 0; i < n_texts; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u", folder, i);

      g_assert_true (g_file_set_contents (path, table[i].data, (gssize)table[i].length, NULL));
    }

  answers = ask_python (folder, n_texts);
  g_assert_cmpuint (g_strv_length (answers), ==, n_texts);
  for (guint i = 0; i < n_texts; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u", folder, i);
      g_autofree char *ours = g_strchomp (dump (table[i].data, table[i].length));

      if (!g_str_equal (g_strchomp (answers[i]), ours))
        {
          g_autofree char *escaped = g_strescape (table[i].data, NULL);

          g_error ("Not as Python: %s\nPython:\n%s\nRoster:\n%s", escaped, answers[i], ours);
        }
      g_unlink (path);
    }
  g_rmdir (folder);
}

static gboolean
have_python (void)
{
  if (g_file_test ("/usr/bin/python3", G_FILE_TEST_IS_EXECUTABLE))
    return TRUE;
  g_test_skip ("no /usr/bin/python3");
  return FALSE;
}

static void
test_table (void)
{
  if (have_python ())
    compare_with_python (texts, G_N_ELEMENTS (texts));
}

static void
test_random (void)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  Text table[N_RANDOM];

  if (!have_python ())
    return;

  for (guint i = 0; i < N_RANDOM; i++)
    {
      GString *text = g_string_new (i % 4 > 0 ? "[A]\n" : NULL);
      gint32 n_pieces = g_test_rand_int_range (1, 15);

      for (gint32 j = 0; j < n_pieces; j++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      table[i].length = text->len;
      table[i].data = g_string_free (text, FALSE);
      g_ptr_array_add (strings, (char *)table[i].data);
    }
  compare_with_python (table, N_RANDOM);
}

/* The number of the line and what is said of it. */
static void
test_problems (void)
{
  static const struct
  {
    const char *text;
    guint line;
    const char *message;
  } cases[] = {
    { "x = 1\n", 1, "a [section] has to come before this line" },
    { "[A]\r\nx = 1\r\ngarbage\r\n", 3, "this is neither a [section] nor “name = value”" },
    { "[A]\rx = 1\rX = 2\r", 3, "the same name is set already, in line 2" },
    { "[A]\nx = 1\n\n[A]\n", 4, "the section [A] is there already, in line 1" },
    { "[A]\n\n= 1\n", 3, "a name is missing before the =" },
    { "[A]\nx = \xff\n", 2, "this is not UTF-8 text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterConfigText) text =
          roster_config_text_parse (cases[i].text, strlen (cases[i].text));
      RosterConfigProblem *problem;

      g_assert_cmpuint (text->problems->len, ==, 1);
      problem = g_ptr_array_index (text->problems, 0);
      g_assert_cmpuint (problem->line, ==, cases[i].line);
      g_assert_cmpstr (problem->message, ==, cases[i].message);
    }
}

/* Processor time, in µs, to read a file of that many bytes, made of one unit. */
static gint64
time_parse (const char *unit, gsize length)
{
  g_autoptr (GString) data = g_string_new ("[FIRST]\ny = 1\n");
  g_autoptr (RosterConfigText) text = NULL;
  g_auto (GStrv) parts = g_strsplit (unit, "%u", 2);
  gint64 start;

  for (guint n = 0; data->len < length; n++)
    {
      g_string_append (data, parts[0]);
      if (parts[1] != NULL)
        g_string_append_printf (data, "%u%s", n, parts[1]);
    }

  start = get_cpu_time ();
  text = roster_config_text_parse (data->str, data->len);
  g_assert_cmpuint (text->sections->len, >, 0);
  return get_cpu_time () - start;
}

/* Nothing takes time that grows with the square of the file, whatever is in it. */
static void
test_large (void)
{
  static const char *const units[] = { "[A%u]\n", "x%u = 1\n", "garbage %u\n", "[A]\nx = %u\n",
                                       " \n" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      const gint64 some = time_parse (units[i], 128 * 1024);

      /* Eight times the length would take 64 times as long if the time grew with its square. */
      const gint64 many = time_parse (units[i], 1024 * 1024);
      const gint64 again = time_parse (units[i], 1024 * 1024);

      /* The better of two, and never of less than 4 ms: caches may be full of something else. */
      g_assert_cmpint (MIN (many, again), <, 32 * MAX (some, 4000));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/config-text/table", test_table);
  g_test_add_func ("/config-text/random", test_random);
  g_test_add_func ("/config-text/problems", test_problems);
  g_test_add_func ("/config-text/large", test_large);
  return g_test_run ();
}
