/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/roster-cli-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "cli/roster-cli-await.h"
#include "cli/roster-cli-output.h"
#include "cli/roster-cli-wait.h"
#include "core/base/roster-error.h"
#include "core/base/roster-file-replace.h"
#include "core/csv/roster-csv-file.h"
#include "core/csv/roster-csv-name.h"
#include "core/organizations/roster-directory-search.h"

typedef struct
{
  RosterDirectory *directory;
  const RosterCliOptions *options;
  gboolean is_folder; /* files get names of our own there, and replace none */
} Export;

typedef struct
{
  RosterCsvFile *csv;
  guint n_not_known; /* members whose last sign-in is not known */
} Stream;

/* Called in the reading thread. */
static gboolean
append_member (const RosterMember *member, gpointer user_data, GError **error)
{
  Stream *stream = user_data;

  stream->n_not_known += member->last_sign_in == ROSTER_NOT_KNOWN;
  return roster_csv_file_append (stream->csv, member, error);
}

static char *
suggest_name (const Export *self, RosterOrganization *organization)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *id = roster_directory_dup_file_id (self->directory, organization);

  return roster_csv_name_suggest (roster_organization_get_name (organization), id,
                                  self->options->enabled_only ? "Enabled" : ROSTER_CSV_NAME_ALL,
                                  now);
}

static gboolean
write_members (RosterOrganization *organization,
               const RosterCliOptions *options,
               RosterCsvFile *csv,
               GError **error)
{
  RosterClient *client = roster_organization_get_client (organization);
  g_autoptr (RosterCallProgress) call_progress = roster_call_progress_new ();
  g_autoptr (RosterCliWait) wait = roster_cli_wait_new (call_progress);
  g_autoptr (GAsyncResult) result = NULL;
  Stream stream = { csv, 0 };

  roster_client_stream_members_async (client, roster_organization_get_id (organization),
                                      options->enabled_only, append_member, &stream, call_progress,
                                      NULL, roster_cli_take_result, &result);
  if (!roster_client_stream_members_finish (client, roster_cli_await (&result), error) ||
      !roster_csv_file_commit (csv, error))
    return FALSE;
  roster_cli_note_not_known (roster_organization_get_name (organization), stream.n_not_known);
  return TRUE;
}

static RosterCsvFlags
get_flags (const RosterCliOptions *options)
{
  return options->raw ? ROSTER_CSV_RAW : ROSTER_CSV_DEFAULT;
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
write_file (const Export *self, RosterOrganization *organization, GError **error)
{
  const char *folder = self->options->output != NULL ? self->options->output : ".";
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (RosterCsvFile) csv = NULL;

  if (self->is_folder)
    {
      name = suggest_name (self, organization);
      file = g_file_new_build_filename (folder, name, NULL);
    }
  else
    file = g_file_new_for_path (self->options->output);
  csv = roster_csv_file_open (
      file, get_flags (self->options) | (self->is_folder ? ROSTER_CSV_KEEP_OLD : 0), error);
  if (csv == NULL || !write_members (organization, self->options, csv, error))
    return FALSE;
  path = g_file_get_parse_name (roster_csv_file_get_file (csv));
  report (csv, path);
  return TRUE;
}

/* A list that moved while it was read is read again, once; nothing of the first file is left. */
static gboolean
export_to_file (const Export *self, RosterOrganization *organization, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (write_file (self, organization, &local_error))
    return TRUE;
  if (g_error_matches (local_error, ROSTER_ERROR, ROSTER_ERROR_LIST_MOVED))
    return write_file (self, organization, error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What cannot be taken back, such as a pipe: where the list breaks off, the exit status says that
 * it is not whole. */
static gboolean
export_to_fd (const Export *self, RosterOrganization *organization, int fd, GError **error)
{
  const char *name = fd == STDOUT_FILENO ? _ ("standard output") : self->options->output;
  const RosterCsvFlags visible = roster_cli_is_terminal (fd) ? ROSTER_CSV_VISIBLE : 0;
  g_autoptr (RosterCsvFile) csv =
      roster_csv_file_new_for_fd (fd, name, get_flags (self->options) | visible);

  return write_members (organization, self->options, csv, error);
}

/* The descriptor that a shell means by /dev/stdout or /dev/fd/63, which is how it names a command
 * to write to. Opened as files they would lose their place in what they stand for. -1: none. */
static int
parse_descriptor (const char *output)
{
  static const char *const folders[] = { "/dev/fd/", "/proc/self/fd/" };
  guint64 fd;

  if (g_strcmp0 (output, "-") == 0 || g_strcmp0 (output, "/dev/stdout") == 0)
    return STDOUT_FILENO;
  if (g_strcmp0 (output, "/dev/stderr") == 0)
    return STDERR_FILENO;
  for (gsize i = 0; output != NULL && i < G_N_ELEMENTS (folders); i++)
    if (g_str_has_prefix (output, folders[i]) &&
        g_ascii_string_to_unsigned (output + strlen (folders[i]), 10, 0, G_MAXINT, &fd, NULL))
      return (int)fd;
  return -1;
}

/* A path that ends with a slash is a folder’s. */
static gboolean
check_folder (Export *self, GError **error)
{
  const char *output = self->options->output;

  self->is_folder = output == NULL || g_file_test (output, G_FILE_TEST_IS_DIR);
  if (self->is_folder || !g_str_has_suffix (output, "/"))
    return TRUE;
  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
               _ ("“%s” cannot be saved: its folder does not exist."), output);
  return FALSE;
}

/* Where the members go that are written as they come: a descriptor, a pipe, a device; -1 without an
 * error: to a file. */
static int
open_stream (const Export *self, GError **error)
{
  int fd = parse_descriptor (self->options->output);
  int code = 0;

  if (fd >= 0 || self->is_folder)
    return fd;
  fd = roster_file_replace_open_special (self->options->output, &code);
  if (code != 0)
    g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE, _ ("“%s” cannot be saved: %s."),
                 self->options->output, roster_file_replace_describe (code));
  return fd;
}

static RosterCliExit
export_all (Export *self, GPtrArray *picked)
{
  RosterCliExit status = ROSTER_CLI_EXIT_DONE;
  g_autoptr (GError) error = NULL;
  int fd = -1;

  if (!check_folder (self, &error))
    return roster_cli_fail (error);
  if (!self->is_folder && picked->len > 1)
    {
      g_set_error_literal (&error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("A file takes one organization; give --org, or a folder with -o."));
      return roster_cli_fail (error);
    }
  fd = open_stream (self, &error);
  if (error != NULL)
    return roster_cli_fail (error);

  for (guint i = 0; i < picked->len; i++)
    {
      RosterOrganization *organization = g_ptr_array_index (picked, i);
      g_autoptr (GError) failure = NULL;

      if (!(fd >= 0 ? export_to_fd (self, organization, fd, &failure)
                    : export_to_file (self, organization, &failure)))
        status = roster_cli_exit_worst (status, roster_cli_fail (failure));
    }
  return status;
}

/**
 * roster_cli_export:
 *
 * Writes one file an organization, or to standard output, a pipe or a device. One that fails leaves
 * its old file as it was and does not stop the others.
 *
 * Returns: the exit status
 */
RosterCliExit
roster_cli_export (RosterCliSession *session, const RosterCliOptions *options)
{
  Export self = { .directory = roster_cli_session_get_directory (session), .options = options };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) picked = roster_cli_session_pick (session, options, &error);

  return picked != NULL ? export_all (&self, picked) : roster_cli_fail (error);
}
