/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every symbol that the windows name is one that the icon theme has: what it lacks is a broken
 * picture on the screen. */

#include "support/ui-test.h"

typedef struct
{
  GtkIconTheme *theme;
  GRegex *names;
  guint n_found;
  GString *missing;
} Search;

static void
search_text (Search *search, const char *file, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (search->names, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      search->n_found++;
      if (!gtk_icon_theme_has_icon (search->theme, name))
        g_string_append_printf (search->missing, "%s: %s\n", file, name);
    }
}

static void
search_folder (Search *search, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  const char *file;

  g_assert_no_error (error);
  while ((file = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *full = g_build_filename (path, file, NULL);
      g_autofree char *text = NULL;

      if (g_file_test (full, G_FILE_TEST_IS_DIR))
        search_folder (search, full);
      if (!g_str_has_suffix (file, ".c") && !g_str_has_suffix (file, ".ui"))
        continue;
      g_file_get_contents (full, &text, NULL, &error);
      g_assert_no_error (error);
      search_text (search, file, text);
    }
}

static void
test_all_there (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "ui", NULL);
  g_autoptr (GRegex) names = g_regex_new ("[\">]([a-z0-9-]+-symbolic)[\"<]", 0, 0, NULL);
  g_autoptr (GString) missing = g_string_new (NULL);
  Search search = { gtk_icon_theme_get_for_display (gdk_display_get_default ()), names, 0,
                    missing };

  search_folder (&search, path);
  g_assert_cmpuint (search.n_found, >, 20);
  g_assert_cmpstr (missing->str, ==, "");
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/icons/all-there", test_all_there);
  return g_test_run ();
}
