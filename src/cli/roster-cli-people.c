/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/roster-cli-people.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "core/base/roster-error.h"
#include "core/recipients/roster-people-reader.h"

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
  else if (bytes->len > 0 && !g_utf8_validate_len ((const char *)bytes->data, bytes->len, NULL))
    g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE, _ ("%s is not text in UTF-8."), from);
  else
    return g_strndup (bytes->len > 0 ? (const char *)bytes->data : "", bytes->len);
  return NULL;
}

static RosterPeopleKind
get_kind (const RosterCliOptions *options)
{
  switch ((guint)options->command)
    {
    case ROSTER_CLI_INVITE:
      return ROSTER_PEOPLE_ADDRESSES;
    case ROSTER_CLI_ADD:
      return ROSTER_PEOPLE_IDS;
    default:
      return ROSTER_PEOPLE_MEMBERS;
    }
}

static gboolean
fail (GError **error, const char *text)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, text);
  return FALSE;
}

/* Whoever loses access has to be certain: then all of the text has to be. */
static gboolean
check_understood (RosterPeople *people, GError **error)
{
  g_autofree char *problem = roster_people_find_problem (people);
  g_autofree char *text = NULL;

  if (problem == NULL || (people->problem == NULL && people->kind != ROSTER_PEOPLE_MEMBERS))
    return TRUE;
  /* Translators: %s are sentences: what in a list of people is not understood */
  text = g_strdup_printf (_ ("%s Nothing was sent."), problem);
  return fail (error, text);
}

/* Each once; two rows with one address may differ in the rest, so invitations stay as they are. */
static void
drop_repeated (RosterPeople *people)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < people->persons->len;)
    {
      const RosterPerson *person = g_ptr_array_index (people->persons, i);

      if (person->problem != NULL || g_hash_table_add (seen, roster_person_dup_key (person)))
        i++;
      else
        g_ptr_array_remove_index (people->persons, i);
    }
}

/* A role that a table gives somebody is theirs; where the command line says another, nobody can
 * tell which one is meant. */
static gboolean
check_roles (RosterPeople *people, const RosterCliOptions *options, GError **error)
{
  for (guint i = 0; i < people->persons->len; i++)
    {
      RosterPerson *person = g_ptr_array_index (people->persons, i);

      if (person->problem == NULL && person->role == NULL && options->role == NULL &&
          people->kind == ROSTER_PEOPLE_ADDRESSES)
        return fail (error,
                     _ ("Say with --role which role they are to have: owner, user or reader."));
      if (person->role != NULL && options->role != NULL &&
          !g_str_equal (person->role, options->role))
        {
          g_autofree char *problem = g_strdup_printf (
              /* Translators: %1$s and %2$s are roles, “owner” or “reader” */
              _ ("The list gives them the role “%1$s”, and --role is “%2$s”: leave one of the two "
                 "out."),
              person->role, options->role);

          roster_person_refuse (person, problem);
        }
    }
  return TRUE;
}

static gboolean
read_arguments (RosterPeople *people, const RosterCliOptions *options, GError **error)
{
  for (char **argument = options->people; argument != NULL && *argument != NULL; argument++)
    {
      if (!g_utf8_validate (*argument, -1, NULL))
        {
          g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
                               _ ("The arguments are not text in UTF-8."));
          return FALSE;
        }
      roster_people_reader_add_argument (people, *argument);
    }
  return TRUE;
}

/**
 * roster_cli_people_read:
 * @options: the command line
 * @error: return location for an error of %ROSTER_ERROR, or of %G_OPTION_ERROR where nobody is
 *   named or it is not certain who is
 *
 * Returns: (transfer full) (nullable): whom the arguments and --from name, at least one person; for
 *   a removal everything was understood
 */
RosterPeople *
roster_cli_people_read (const RosterCliOptions *options, GError **error)
{
  g_autoptr (RosterPeople) people = roster_people_new (get_kind (options));
  g_autofree char *source = NULL;

  if (!read_arguments (people, options, error))
    return NULL;
  if (options->from != NULL)
    {
      source = read_source (options->from, error);
      if (source == NULL)
        return NULL;
      roster_people_reader_add_text (people, source);
    }
  if (!check_understood (people, error))
    return NULL;
  if (people->kind != ROSTER_PEOPLE_ADDRESSES)
    drop_repeated (people);
  if (people->persons->len == 0)
    {
      fail (error, _ ("Nobody is named: nothing was sent."));
      return NULL;
    }
  if (!check_roles (people, options, error))
    return NULL;
  return g_steal_pointer (&people);
}
