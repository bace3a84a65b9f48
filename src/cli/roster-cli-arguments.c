/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What GOption does not tell of a command line: which options stand on it, and whether its paths
 * start from a folder that is there. */

#include "cli/roster-cli-arguments.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <limits.h>
#include <unistd.h>

#include "core/base/roster-error.h"

/* name: (nullable); letter: where there is no name. Returns: its place, or -1 */
static int
find_entry (GArray *entries, const char *name, char letter)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const GOptionEntry *entry = &g_array_index (entries, GOptionEntry, i);

      if (name != NULL ? g_str_equal (entry->long_name, name) : entry->short_name == letter)
        return (int)i;
    }
  return -1;
}

/* Notes the option of "--name", "--name=value" or "--". Whether its value is the next argument. */
static gboolean
read_long (const char *argument, GArray *entries, GArray *found)
{
  g_auto (GStrv) parts = g_strsplit (argument + 2, "=", 2);
  const int place = find_entry (entries, parts[0] != NULL ? parts[0] : "", 0);

  if (place < 0)
    return FALSE;
  g_array_append_val (found, place);
  return parts[1] == NULL && g_array_index (entries, GOptionEntry, place).arg != G_OPTION_ARG_NONE;
}

/* The same of "-h", "-hofile" or "-o". */
static gboolean
read_short (const char *argument, GArray *entries, GArray *found)
{
  for (const char *letter = argument + 1; *letter != '\0'; letter++)
    {
      const int place = find_entry (entries, NULL, *letter);

      if (place < 0)
        return FALSE;
      g_array_append_val (found, place);
      if (g_array_index (entries, GOptionEntry, place).arg != G_OPTION_ARG_NONE)
        return letter[1] == '\0';
    }
  return FALSE;
}

GArray *
roster_cli_arguments_find_options (char **argv, GArray *entries)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (char **argument = argv; *argument != NULL && !g_str_equal (*argument, "--"); argument++)
    {
      gboolean takes_next = FALSE;

      if (g_str_has_prefix (*argument, "--"))
        takes_next = read_long (*argument, entries, found);
      else if (**argument == '-')
        takes_next = read_short (*argument, entries, found);
      if (takes_next && argument[1] != NULL)
        argument++;
    }
  return found;
}

/* GLib takes the root folder for the working folder where that is gone. */
gboolean
roster_cli_arguments_check_folder (const char *const *paths,
                                   gsize n_paths,
                                   gboolean is_needed,
                                   GError **error)
{
  char folder[PATH_MAX];

  for (gsize i = 0; i < n_paths; i++)
    is_needed |= paths[i] != NULL && !g_path_is_absolute (paths[i]) && !g_str_equal (paths[i], "-");
  if (!is_needed || getcwd (folder, sizeof folder) != NULL)
    return TRUE;
  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
               /* Translators: %s is the reason in the system’s words. */
               _ ("The working folder cannot be used: %s."), g_strerror (errno));
  return FALSE;
}
