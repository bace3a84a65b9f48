/* SPDX-License-Identifier: GPL-3.0-or-later */
/* threatstack.cfg: what it means, what is wrong with it, and taking the key out of it. */

#include "core/base/roster-error.h"
#include "core/config/roster-config-file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOBODY 65534

#define KEY "9z8y7x6w"
#define USER "[USER_INFO]\nTS_USER_ID = a1b2c3d4\nTS_API_KEY = " KEY "\n"
#define DEFAULT "[DEFAULT]\nTS_ORGANIZATION_ID = 0123456\nTS_ORGANIZATION_NAME = \"Production\"\n"
#define STAGING "[STAGING]\nTS_ORGANIZATION_ID = 6543210\nTS_ORGANIZATION_NAME = \"Staging\"\n"

static const char sample[] =
    "[USER_INFO]\n# comment\nTS_USER_ID = a1b2c3d4\nTS_API_KEY = " KEY "\n\n" DEFAULT "\n" STAGING;

/* Names and ids as they are read: "section|name|id", each on a line. */
static char *
describe (const RosterConfigFile *config)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < config->organizations->len; i++)
    {
      RosterConfigOrganization *organization = g_ptr_array_index (config->organizations, i);

      g_string_append_printf (text, "%s%s|%s|%s", i > 0 ? "\n" : "", organization->section,
                              organization->name, organization->id);
    }
  return g_string_free (text, FALSE);
}

static void
test_sample (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterConfigFile) config =
      roster_config_file_parse ("threatstack.cfg", sample, strlen (sample), &error);
  g_autofree char *organizations = NULL;

  g_assert_no_error (error);
  organizations = describe (config);
  g_assert_cmpstr (config->user_id, ==, "a1b2c3d4");
  g_assert_cmpstr (secret_value_get_text (config->key), ==, KEY);
  g_assert_null (config->endpoint);
  g_assert_cmpstr (organizations, ==, "DEFAULT|Production|0123456\nSTAGING|Staging|6543210");
}

static void
test_good (void)
{
  static const struct
  {
    const char *text;
    const char *key;
    const char *endpoint;
    const char *organizations;
  } cases[] = {
    /* the order of the file does not count: DEFAULT is the first */
    { STAGING DEFAULT USER, KEY, NULL, "DEFAULT|Production|0123456\nSTAGING|Staging|6543210" },
    /* a name that is inherited */
    { USER DEFAULT "[B]\nTS_ORGANIZATION_ID: 7\n", KEY, NULL,
      "DEFAULT|Production|0123456\nB|Production|7" },
    /* sections that set neither are none, nor is a DEFAULT without them */
    { USER "[DEFAULT]\nx = 1\n[B]\ny = 2\n" STAGING, KEY, NULL, "STAGING|Staging|6543210" },
    /* what has been taken out, or was never there */
    { "[USER_INFO]\nTS_USER_ID = u\nTS_API_KEY =\n" STAGING, NULL, NULL,
      "STAGING|Staging|6543210" },
    { "[USER_INFO]\nTS_USER_ID = u\n" STAGING, NULL, NULL, "STAGING|Staging|6543210" },
    { "[USER_INFO]\nTS_USER_ID = u\nTS_API_KEY =\n    \n" STAGING, NULL, NULL,
      "STAGING|Staging|6543210" },
    /* user, key and endpoint inherited */
    { "[USER_INFO]\n[DEFAULT]\nts_user_id = u\nts_api_key = k\n"
      "ts_api_endpoint = https://example.com/v2/\n" STAGING,
      "k", "https://example.com/v2", "STAGING|Staging|6543210" },
    /* quotes of both kinds, a percent sign, names that are not ASCII, blanks */
    { USER "[A]\nTS_ORGANIZATION_ID = '1'\nTS_ORGANIZATION_NAME = 'It''s 100% “fine”'\n"
           "[B]\nTS_ORGANIZATION_ID=2\nTS_ORGANIZATION_NAME=  Größe \"x\" \n",
      KEY, NULL, "A|It''s 100% “fine”|1\nB|Größe \"x\"|2" },
    { "\xef\xbb\xbf[USER_INFO]\r\nTS_USER_ID: u\r\nTS_API_KEY: k\r\n"
      "[A]\r\nTS_ORGANIZATION_ID: 1\r\nTS_ORGANIZATION_NAME: \"A\"\r\n",
      "k", NULL, "A|A|1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterConfigFile) config =
          roster_config_file_parse ("f", cases[i].text, strlen (cases[i].text), &error);
      g_autofree char *organizations = NULL;

      g_assert_no_error (error);
      organizations = describe (config);
      g_assert_cmpstr (organizations, ==, cases[i].organizations);
      g_assert_cmpstr (config->endpoint, ==, cases[i].endpoint);
      g_assert_cmpstr (config->key != NULL ? secret_value_get_text (config->key) : NULL, ==,
                       cases[i].key);
    }
}

static void
test_bad (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "f: the section [USER_INFO] is missing\nf: there is no organization in it" },
    { USER, "f: there is no organization in it" },
    { STAGING, "f: the section [USER_INFO] is missing" },
    { "[USER_INFO]\n" STAGING, "f, line 1: TS_USER_ID is missing in [USER_INFO]" },
    { "[USER_INFO]\nTS_USER_ID = <>\nTS_API_KEY = <>\n[DEFAULT]\nTS_ORGANIZATION_ID = <>\n"
      "TS_ORGANIZATION_NAME = \"<>\"\n",
      "f, line 2: TS_USER_ID is not filled in\nf, line 3: TS_API_KEY is not filled in\n"
      "f, line 5: TS_ORGANIZATION_ID is not filled in\n"
      "f, line 6: TS_ORGANIZATION_NAME is not filled in" },
    { USER "[A]\nTS_ORGANIZATION_ID = 1\n", "f, line 4: TS_ORGANIZATION_NAME is missing in [A]" },
    { USER "[A]\nTS_ORGANIZATION_NAME = \"\"\nTS_ORGANIZATION_ID = 1\n",
      "f, line 5: TS_ORGANIZATION_NAME is not filled in" },
    { USER DEFAULT "[B]\nTS_ORGANIZATION_NAME = B\n",
      "f, line 7: [B] has the organization id of line 5" },
    { USER STAGING "[B]\nTS_ORGANIZATION_ID = 6543210\nTS_ORGANIZATION_NAME = B\n",
      "f, line 8: [B] has the organization id of line 5" },
    { "[USER_INFO]\nTS_USER_ID = u\nTS_API_KEY = " KEY "\n  " KEY "\n" STAGING,
      "f, line 3: TS_API_KEY has more than one line: indented lines continue it" },
    { "[USER_INFO]\nTS_USER_ID = u\nTS_API_KEY = " KEY "\n" KEY "\n" STAGING,
      "f, line 4: this is neither a [section] nor “name = value”" },
    { "[USER_INFO]\nTS_USER_ID = u\nTS_API_KEY " KEY "\n" STAGING,
      "f, line 3: this is neither a [section] nor “name = value”" },
    /* what stands where does not hide what is missing */
    { "garbage\n[USER_INFO]\nTS_USER_ID = <>\n" STAGING,
      "f, line 1: a [section] has to come before this line\n"
      "f, line 1: this is neither a [section] nor “name = value”\n"
      "f, line 3: TS_USER_ID is not filled in" },
    { "\xff\xfe[\0U", "f, line 1: this is not UTF-8 text" },
    { USER "TS_API_KEY = " KEY "\n" STAGING, "f, line 4: the same name is set already, in line 3" },
    { USER STAGING STAGING, "f, line 7: the section [STAGING] is there already, in line 4\n"
                            "f, line 8: the same name is set already, in line 5\n"
                            "f, line 9: the same name is set already, in line 6" },
    { "[USER_INFO]\nTS_USER_ID = a\x01"
      "b\nTS_API_KEY = " KEY "\n" STAGING,
      "f, line 2: TS_USER_ID holds a character that cannot be part of it" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      RosterConfigFile *config =
          roster_config_file_parse ("f", cases[i].text, strlen (cases[i].text), &error);

      g_assert_null (config);
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_null (strstr (error->message, KEY));
    }
}

/* Its organization is not this account's, nor is its key. */
static void
test_another_account (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { USER STAGING "TS_USER_ID = v\nTS_API_KEY = x\n",
      "f, line 7: [STAGING] has a TS_USER_ID of its own: move the section to a file of its own, "
      "with a [USER_INFO] of its own\n"
      "f, line 8: [STAGING] has a TS_API_KEY of its own: move the section to a file of its own, "
      "with a [USER_INFO] of its own" },
    { USER STAGING "[A]\nTS_API_KEY = x\n",
      "f, line 8: [A] has a TS_API_KEY of its own: move the section to a file of its own, with a "
      "[USER_INFO] of its own" },
    { USER "[DEFAULT]\nTS_API_ENDPOINT = https://example.com/v3\nTS_API_KEY = x\n" STAGING,
      "f, line 6: [DEFAULT] has a TS_API_KEY of its own: move the section to a file of its own, "
      "with a [USER_INFO] of its own" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (roster_config_file_parse ("f", cases[i].text, strlen (cases[i].text), &error));
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_bad_endpoint (void)
{
  static const char text[] = USER "TS_API_ENDPOINT = http://example.com/v2\n" STAGING;
  g_autoptr (GError) error = NULL;

  g_assert_null (roster_config_file_parse ("f", text, strlen (text), &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE);
  g_assert_true (g_str_has_prefix (error->message, "f, line 4: TS_API_ENDPOINT: "));
}

/* A file of garbage gives a message that a person can still read. */
static void
test_many_problems (void)
{
  g_autoptr (GString) text = g_string_new ("[USER_INFO]\n");
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "garbage\n");

  g_assert_null (roster_config_file_parse ("f", text->str, text->len, &error));
  lines = g_strsplit (error->message, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 13);
  g_assert_cmpstr (lines[12], ==, "… and 90 more");
}

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("roster-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "threatstack.cfg", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  g_file_set_contents (fixture->path, sample, -1, &error);
  g_assert_no_error (error);
}

/* Every test says what is in the folder at its end. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_object_unref (fixture->file);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static RosterConfigFile *
load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_config_file_load_async (file, cancellable, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return roster_config_file_load_finish (result, error);
}

static gboolean
remove_key (GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_config_file_remove_key_async (file, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return roster_config_file_remove_key_finish (result, NULL, error);
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterConfigFile) config = load (fixture->file, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret_value_get_text (config->key), ==, KEY);
  g_assert_cmpuint (config->organizations->len, ==, 2);
}

static void
assert_not_loaded (const char *path, const char *message)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (load (file, NULL, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, message));
}

static void
test_load_bad (Fixture *fixture, gconstpointer data)
{
  g_autofree char *absent = g_build_filename (fixture->folder, "absent", NULL);
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe", NULL);
  g_autofree char *large = g_build_filename (fixture->folder, "large", NULL);
  g_autofree char *comment = g_strnfill (1024 * 1024 + 1, '#');
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_true (g_file_set_contents (large, comment, -1, NULL));

  assert_not_loaded (absent, "“absent” cannot be read: ");
  assert_not_loaded (fixture->folder, "it is not a file of text");
  assert_not_loaded (pipe, "it is not a file of text");
  assert_not_loaded (large, "it is too large to be a threatstack.cfg");

  g_cancellable_cancel (cancellable);
  g_assert_null (load (fixture->file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_stripped (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) expected = roster_config_file_strip_key (sample, strlen (sample), NULL);
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_null (strstr (contents, KEY));
  g_assert_cmpmem (contents, length, g_bytes_get_data (expected, NULL),
                   g_bytes_get_size (expected));
}

static void
test_remove_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat before;
  struct stat after;

  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  g_assert_cmpint (stat (fixture->path, &before), ==, 0);
  g_assert_true (remove_key (fixture->file, &error));
  g_assert_no_error (error);
  g_assert_cmpint (stat (fixture->path, &after), ==, 0);

  assert_stripped (fixture->path);
  g_assert_cmpuint (after.st_mode, ==, before.st_mode);
  g_assert_cmpuint (after.st_uid, ==, before.st_uid);
  g_assert_cmpuint (after.st_gid, ==, before.st_gid);
  g_assert_cmpuint (after.st_ino, !=, before.st_ino);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  /* Once more finds nothing to do, and leaves the file alone. */
  g_assert_true (remove_key (fixture->file, &error));
  g_assert_cmpint (stat (fixture->path, &before), ==, 0);
  g_assert_cmpuint (after.st_ino, ==, before.st_ino);
}

static void
test_remove_key_through_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.cfg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (link);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("threatstack.cfg", link), ==, 0);
  g_assert_true (remove_key (file, &error));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
  assert_stripped (fixture->path);
  g_assert_cmpuint (count_files (fixture->folder), ==, 2);
}

static void
assert_not_removed (const char *path, const char *message)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_false (remove_key (file, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, message));
}

static void
test_remove_key_bad (Fixture *fixture, gconstpointer data)
{
  g_autofree char *absent = g_build_filename (fixture->folder, "absent", NULL);
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe", NULL);
  g_autofree char *twin = g_build_filename (fixture->folder, "twin", NULL);
  g_autofree char *contents = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (link (fixture->path, twin), ==, 0);

  assert_not_removed (absent, "The key cannot be taken out of “absent”");
  assert_not_removed (pipe, "it is not a file of text");
  assert_not_removed (fixture->folder, "it is not a file of text");
  assert_not_removed (fixture->path, "it has a second name");

  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, sample);
}

/* A folder that cannot be written: the file stays as it was, and nothing is left beside it. */
static void
test_remove_key_read_only (Fixture *fixture, gconstpointer data)
{
  const gboolean is_root = geteuid () == 0;
  g_autofree char *contents = NULL;

  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  /* Root may write everywhere, so that it is nobody for as long as this takes. */
  if (is_root)
    g_assert_cmpint (seteuid (NOBODY), ==, 0);
  assert_not_removed (fixture->path, "which is as it was");
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, sample);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/config-file/sample", test_sample);
  g_test_add_func ("/config-file/good", test_good);
  g_test_add_func ("/config-file/bad", test_bad);
  g_test_add_func ("/config-file/bad-endpoint", test_bad_endpoint);
  g_test_add_func ("/config-file/many-problems", test_many_problems);
  g_test_add_func ("/config-file/another-account", test_another_account);
  ADD ("/config-file/load", test_load);
  ADD ("/config-file/load-bad", test_load_bad);
  ADD ("/config-file/remove-key", test_remove_key);
  ADD ("/config-file/remove-key/through-link", test_remove_key_through_link);
  ADD ("/config-file/remove-key/bad", test_remove_key_bad);
  ADD ("/config-file/remove-key/read-only", test_remove_key_read_only);
  return g_test_run ();
}
