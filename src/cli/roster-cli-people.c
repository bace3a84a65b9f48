/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a command is about: the arguments, and the file or standard input of --from. */

#include "roster-cli-people.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "roster-error.h"

#define MAX_BYTES (16 * 1024 * 1024)

static GInputStream *
open_source (const char *from, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (from, "-"))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);
  file = g_file_new_for_commandline_arg (from);
  return G_INPUT_STREAM (g_file_read (file, NULL, error));
}

static char *
read_source (const char *from, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GInputStream) source = open_source (from, &failure);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 block[64 * 1024];
  gssize n = 0;

  while (source != NULL && bytes->len < MAX_BYTES &&
         (n = g_input_stream_read (source, block, sizeof block, NULL, &failure)) > 0)
    g_byte_array_append (bytes, block, (guint)n);

  if (failure != NULL)
    g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE, _ ("%s cannot be read: %s."), from,
                 failure->message);
  else if (bytes->len >= MAX_BYTES)
    g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
                 _ ("%s is larger than 16 MiB, so it is no list of people."), from);
  else if (!g_utf8_validate_len ((const char *)bytes->data, bytes->len, NULL))
    g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE, _ ("%s is not text in UTF-8."), from);
  else
    return g_strndup ((const char *)bytes->data, bytes->len);
  return NULL;
}

/**
 * roster_cli_people_read:
 * @options: the command line
 * @error: return location for an error of %ROSTER_ERROR
 *
 * Returns: (transfer full) (nullable): the arguments and what --from names, one below the other
 */
char *
roster_cli_people_read (const RosterCliOptions *options, GError **error)
{
  g_autofree char *arguments = g_strjoinv ("\n", options->people);
  g_autofree char *source = NULL;

  if (!g_utf8_validate (arguments, -1, NULL))
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
                           _ ("The arguments are not text in UTF-8."));
      return NULL;
    }
  if (options->from == NULL)
    return g_steal_pointer (&arguments);
  source = read_source (options->from, error);
  return source != NULL ? g_strconcat (arguments, "\n", source, NULL) : NULL;
}

/**
 * roster_cli_people_split:
 * @text: user ids and addresses, apart by white space, commas or semicolons; a line that starts
 * with # is a comment
 *
 * Returns: (transfer full): each once, in the order given
 */
char **
roster_cli_people_split (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = NULL;

      if (**line == '#')
        continue;
      words = g_strsplit_set (*line, " \t\r,;", -1);
      for (char **word = words; *word != NULL; word++)
        {
          if (**word != '\0' && g_hash_table_add (seen, g_strdup (*word)))
            g_strv_builder_add (builder, *word);
        }
    }
  return g_strv_builder_end (builder);
}
