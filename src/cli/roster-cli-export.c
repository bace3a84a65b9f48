/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command export: the CSV is written while the members arrive, in constant memory. */

#include "roster-cli-export.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "roster-cli-await.h"
#include "roster-cli-output.h"
#include "roster-cli-wait.h"
#include "roster-csv-file.h"

/* Called in the reading thread. */
static gboolean
append_member (const RosterMember *member, gpointer csv, GError **error)
{
  return roster_csv_file_append (csv, member, error);
}

/* The file for one organization: what -o names, in its folder where that is one, else the scripts'
 * name. */
static GFile *
choose_file (RosterOrganization *organization, const RosterCliOptions *options)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name =
      roster_csv_suggest_name (roster_organization_get_name (organization), now);

  if (options->output == NULL)
    return g_file_new_for_path (name);
  if (g_file_test (options->output, G_FILE_TEST_IS_DIR))
    return g_file_new_build_filename (options->output, name, NULL);
  return g_file_new_for_path (options->output);
}

static gboolean
write_members (RosterOrganization *organization,
               const RosterCliOptions *options,
               RosterCsvFile *csv,
               GError **error)
{
  RosterClient *client = roster_organization_get_client (organization);
  g_autoptr (RosterActivity) activity = roster_activity_new ();
  g_autoptr (RosterCliWait) wait = roster_cli_wait_new (activity);
  g_autoptr (GAsyncResult) result = NULL;

  roster_client_stream_members_async (client, roster_organization_get_id (organization),
                                      options->enabled_only, append_member, csv, activity, NULL,
                                      roster_cli_take_result, &result);
  return roster_client_stream_members_finish (client, roster_cli_await (&result), error) &&
         roster_csv_file_commit (csv, error);
}

static void
report (RosterCsvFile *csv, const char *path)
{
  const guint n = (guint)roster_csv_file_get_n_members (csv);
  /* Translators: %s is a file's name. */
  g_autofree char *line = g_strdup_printf (
      ngettext ("%u member written to %s", "%u members written to %s", n), n, path);

  roster_cli_say (ROSTER_CLI_GOOD, line);
}

static gboolean
export_to_file (RosterOrganization *organization, const RosterCliOptions *options, GError **error)
{
  const RosterCsvFlags flags = options->raw ? ROSTER_CSV_RAW : ROSTER_CSV_DEFAULT;
  g_autoptr (GFile) file = choose_file (organization, options);
  g_autofree char *path = g_file_get_parse_name (file);
  g_autoptr (RosterCsvFile) csv = roster_csv_file_open (file, flags, error);

  if (csv == NULL || !write_members (organization, options, csv, error))
    return FALSE;
  report (csv, path);
  return TRUE;
}

/* A pipe cannot be taken back: where the list breaks off, the exit status says that it is not
 * whole. */
static gboolean
export_to_output (RosterOrganization *organization, const RosterCliOptions *options, GError **error)
{
  const RosterCsvFlags flags = options->raw ? ROSTER_CSV_RAW : ROSTER_CSV_DEFAULT;
  g_autoptr (RosterCsvFile) csv =
      roster_csv_file_new_for_fd (STDOUT_FILENO, _ ("standard output"), flags);

  return write_members (organization, options, csv, error);
}

/* Two organizations whose names come down to the same letters would overwrite each other's file. */
static gboolean
check_files (GPtrArray *picked, const RosterCliOptions *options, GError **error)
{
  g_autoptr (GHashTable) files =
      g_hash_table_new_full (g_file_hash, (GEqualFunc)g_file_equal, g_object_unref, NULL);

  for (guint i = 0; i < picked->len; i++)
    {
      RosterOrganization *organization = g_ptr_array_index (picked, i);

      if (!g_hash_table_add (files, choose_file (organization, options)))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("“%s” would be written to the same file as another organization; export "
                          "them one by one."),
                       roster_organization_get_name (organization));
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * roster_cli_export:
 *
 * Writes one file an organization, or to standard output. One that fails leaves its old file as it
 * was and does not stop the others.
 *
 * Returns: the exit status
 */
RosterCliExit
roster_cli_export (RosterCliSession *session, const RosterCliOptions *options)
{
  const gboolean to_output = g_strcmp0 (options->output, "-") == 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) picked = roster_cli_session_pick (session, options, &error);
  RosterCliExit status = ROSTER_CLI_EXIT_DONE;

  if (picked == NULL)
    return roster_cli_fail (error);
  if (to_output && picked->len > 1)
    {
      g_set_error_literal (
          &error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
          _ ("Standard output takes one organization; give --org, or a folder with -o."));
      return roster_cli_fail (error);
    }
  if (!to_output && !check_files (picked, options, &error))
    return roster_cli_fail (error);

  for (guint i = 0; i < picked->len; i++)
    {
      RosterOrganization *organization = g_ptr_array_index (picked, i);
      g_autoptr (GError) failure = NULL;

      if (!(to_output ? export_to_output : export_to_file) (organization, options, &failure))
        status = roster_cli_exit_worst (status, roster_cli_fail (failure));
    }
  return status;
}
