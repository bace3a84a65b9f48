/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/roster-cli-read.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "cli/roster-cli-await.h"
#include "cli/roster-cli-output.h"
#include "cli/roster-cli-wait.h"
#include "core/base/roster-time-text.h"
#include "core/csv/roster-csv.h"
#include "core/members/roster-member-census.h"
#include "core/members/roster-member-field.h"

/* A print_ function of one format adds an organization's members; the whole is printed at the end.
 */
static void
add_table_header (RosterCliTable *table)
{
  roster_cli_table_add (table, ROSTER_CLI_BOLD, _ ("Organization"));
  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    roster_cli_table_add (table, ROSTER_CLI_BOLD,
                          roster_member_field_get_title ((RosterMemberField)i));
}

static const char *
get_flag_word (RosterMemberField field, RosterFlag flag)
{
  if (flag == ROSTER_FLAG_NOT_TOLD)
    return "–";
  if (field == ROSTER_FIELD_STATUS)
    return flag == ROSTER_FLAG_ON ? _ ("enabled") : _ ("disabled");
  return flag == ROSTER_FLAG_ON ? _ ("on") : _ ("off");
}

static RosterCliStyle
get_cell_style (RosterMemberField field, const RosterMember *member)
{
  if (field == ROSTER_FIELD_ROLE && roster_member_get_role (member) == ROSTER_ROLE_OWNER)
    return ROSTER_CLI_BOLD;
  if (field == ROSTER_FIELD_MFA && member->mfa != ROSTER_FLAG_NOT_TOLD)
    return member->mfa == ROSTER_FLAG_ON ? ROSTER_CLI_GOOD : ROSTER_CLI_WARNING;
  if (field == ROSTER_FIELD_ID ||
      (field == ROSTER_FIELD_STATUS && member->enabled == ROSTER_FLAG_OFF))
    return ROSTER_CLI_DIM;
  return ROSTER_CLI_PLAIN;
}

static void
add_table_cell (RosterCliTable *table,
                RosterMemberField field,
                const RosterMember *member,
                gint64 now)
{
  const RosterCliStyle style = get_cell_style (field, member);
  g_autofree char *time = NULL;

  switch (roster_member_fields[field].type)
    {
    case ROSTER_FIELD_TYPE_FLAG:
      roster_cli_table_add (table, style,
                            get_flag_word (field, roster_member_get_flag (member, field)));
      break;
    case ROSTER_FIELD_TYPE_TIME:
      time = roster_time_text_ago (roster_member_get_time (member, field), now);
      roster_cli_table_add (table, style, time);
      break;
    case ROSTER_FIELD_TYPE_TEXT:
    case ROSTER_FIELD_TYPE_KEY:
    case ROSTER_FIELD_TYPE_ROLE:
    default:
      roster_cli_table_add (table, style, roster_member_get_text (member, field));
    }
}

static void
add_table_row (RosterCliTable *table,
               const char *organization,
               const RosterMember *member,
               gint64 now)
{
  roster_cli_table_add (table, ROSTER_CLI_PLAIN, organization);
  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    add_table_cell (table, (RosterMemberField)i, member, now);
}

static void
add_json_value (JsonBuilder *builder, RosterMemberField field, const RosterMember *member)
{
  RosterFlag flag;
  gint64 time;

  json_builder_set_member_name (builder, roster_member_fields[field].key);
  switch (roster_member_fields[field].type)
    {
    case ROSTER_FIELD_TYPE_FLAG:
      flag = roster_member_get_flag (member, field);
      if (flag == ROSTER_FLAG_NOT_TOLD)
        json_builder_add_null_value (builder);
      else
        json_builder_add_boolean_value (builder, flag == ROSTER_FLAG_ON);
      break;
    case ROSTER_FIELD_TYPE_TIME:
      time = roster_member_get_time (member, field);
      if (time == ROSTER_NEVER)
        json_builder_add_null_value (builder);
      else if (time == ROSTER_NOT_KNOWN)
        json_builder_add_string_value (builder, "not known");
      else
        json_builder_add_int_value (builder, time);
      break;
    case ROSTER_FIELD_TYPE_TEXT:
    case ROSTER_FIELD_TYPE_KEY:
    case ROSTER_FIELD_TYPE_ROLE:
    default:
      json_builder_add_string_value (builder, roster_member_get_text (member, field));
    }
}

/* The id, the last of the fields, is the first of the keys. */
static void
add_json_member (JsonBuilder *builder, RosterOrganization *organization, const RosterMember *member)
{
  const char *const texts[][2] = {
    { "organization", roster_organization_get_name (organization) },
    { "organizationId", roster_organization_get_id (organization) },
  };

  json_builder_begin_object (builder);
  roster_cli_add_json_texts (builder, texts, G_N_ELEMENTS (texts));
  add_json_value (builder, ROSTER_FIELD_ID, member);
  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    if (i != ROSTER_FIELD_ID)
      add_json_value (builder, (RosterMemberField)i, member);
  json_builder_end_object (builder);
}

static RosterMemberTable *
read_members (RosterOrganization *organization, gboolean enabled_only, GError **error)
{
  RosterClient *client = roster_organization_get_client (organization);
  g_autoptr (RosterCallProgress) call_progress = roster_call_progress_new ();
  g_autoptr (RosterCliWait) wait = roster_cli_wait_new (call_progress);
  g_autoptr (GAsyncResult) result = NULL;

  roster_client_list_members_async (client, roster_organization_get_id (organization), enabled_only,
                                    call_progress, NULL, roster_cli_take_result, &result);
  return roster_client_list_members_finish (client, roster_cli_await (&result), error);
}

/* What the three formats make of all the members that were read. */
typedef struct
{
  RosterCliTable *table;
  GString *csv;
  JsonBuilder *json;
} Sink;

static void
clear_sink (Sink *sink)
{
  g_clear_pointer (&sink->table, roster_cli_table_free);
  g_string_free (sink->csv, TRUE);
  g_clear_object (&sink->json);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sink, clear_sink)

static void
add_members (Sink *sink,
             RosterOrganization *organization,
             RosterMemberTable *members,
             const RosterCliOptions *options)
{
  const gint64 now = g_get_real_time () / 1000;
  const RosterCsvFlags flags = options->raw ? ROSTER_CSV_RAW : ROSTER_CSV_DEFAULT;

  roster_cli_note_not_known (roster_organization_get_name (organization),
                             roster_member_census_count_not_known (members));
  for (guint i = 0; i < roster_member_table_get_n_members (members); i++)
    {
      const RosterMember *member = roster_member_table_get (members, i);

      if (options->format == ROSTER_CLI_FORMAT_TABLE)
        add_table_row (sink->table, roster_organization_get_name (organization), member, now);
      else if (options->format == ROSTER_CLI_FORMAT_CSV)
        roster_csv_append_member (sink->csv, member, flags);
      else
        add_json_member (sink->json, organization, member);
    }
}

static gboolean
print_sink (Sink *sink, RosterCliFormat format, GError **error)
{
  if (format == ROSTER_CLI_FORMAT_TABLE)
    return roster_cli_table_print (sink->table, STDOUT_FILENO, error);
  if (format == ROSTER_CLI_FORMAT_CSV)
    return roster_cli_print_csv (sink->csv, error);
  json_builder_end_array (sink->json);
  return roster_cli_print_json (sink->json, error);
}

/**
 * roster_cli_members:
 *
 * Prints the members of the chosen organizations. What could be read is printed also where another
 * organization failed.
 *
 * Returns: the exit status
 */
RosterCliExit
roster_cli_members (RosterCliSession *session, const RosterCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) picked = roster_cli_session_pick (session, options, &error);
  g_auto (Sink) sink = { roster_cli_table_new (1 + ROSTER_N_FIELDS), g_string_new (NULL),
                         json_builder_new () };
  RosterCliExit status = ROSTER_CLI_EXIT_DONE;

  if (picked == NULL)
    return roster_cli_fail (error);
  add_table_header (sink.table);
  roster_csv_append_header (sink.csv);
  json_builder_begin_array (sink.json);
  for (guint i = 0; i < picked->len; i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (RosterMemberTable) members =
          read_members (g_ptr_array_index (picked, i), options->enabled_only, &failure);

      if (members == NULL)
        status = roster_cli_exit_worst (status, roster_cli_fail (failure));
      else
        add_members (&sink, g_ptr_array_index (picked, i), members, options);
    }
  if (picked->len == 1 && status != ROSTER_CLI_EXIT_DONE)
    return status;
  if (!print_sink (&sink, options->format, &error))
    return roster_cli_fail (error);
  return status;
}

static gboolean
run_self_test (RosterClient *client, GError **error)
{
  g_autoptr (RosterCallProgress) call_progress = roster_call_progress_new ();
  g_autoptr (RosterCliWait) wait = roster_cli_wait_new (call_progress);
  g_autoptr (GAsyncResult) result = NULL;

  roster_client_self_test_async (client, call_progress, NULL, roster_cli_take_result, &result);
  return roster_client_self_test_finish (client, roster_cli_await (&result), error);
}

/**
 * roster_cli_self_test:
 *
 * Returns: the exit status
 */
RosterCliExit
roster_cli_self_test (RosterCliSession *session, const RosterCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) picked = roster_cli_session_pick (session, options, &error);
  g_autoptr (RosterMemberTable) members = NULL;
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;
  const char *signing;
  RosterOrganization *organization;
  RosterClient *client;
  guint n;

  if (picked == NULL)
    return roster_cli_fail (error);
  organization = g_ptr_array_index (picked, 0);
  client = roster_organization_get_client (organization);
  if (!run_self_test (client, &error))
    return roster_cli_fail (error);
  members = read_members (organization, FALSE, &error);
  if (members == NULL)
    return roster_cli_fail (error);

  n = roster_member_table_get_n_members (members);
  /* Translators: %s is an organization's name. */
  line = g_strdup_printf (
      ngettext ("The key is right, the clock is right, and %s has %u member.\n",
                "The key is right, the clock is right, and %s has %u members.\n", n),
      roster_organization_get_name (organization), n);
  signing =
      roster_signing_describe (roster_account_get_signing (roster_client_get_account (client)));
  text =
      g_strdup_printf ("%s%s%s", line, signing != NULL ? signing : "", signing != NULL ? "\n" : "");
  if (!roster_cli_print (STDOUT_FILENO, text, &error))
    return roster_cli_fail (error);
  return ROSTER_CLI_EXIT_DONE;
}

/**
 * roster_cli_organizations:
 *
 * Returns: the exit status
 */
RosterCliExit
roster_cli_organizations (RosterCliSession *session, const RosterCliOptions *options)
{
  RosterDirectory *directory = roster_cli_session_get_directory (session);
  const char *const titles[] = { _ ("Name"), _ ("Id"), _ ("User id"), _ ("Endpoint"), "" };
  g_autoptr (RosterCliTable) table = roster_cli_table_new (G_N_ELEMENTS (titles));
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    roster_cli_table_add (table, ROSTER_CLI_BOLD, titles[i]);
  json_builder_begin_array (json);
  for (guint i = 0; i < roster_directory_get_n_organizations (directory); i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (directory, i);
      RosterAccount *account = roster_organization_get_account (organization);
      const char *const texts[][2] = {
        { "name", roster_organization_get_name (organization) },
        { "id", roster_organization_get_id (organization) },
        { "userId", roster_account_get_user_id (account) },
        { "endpoint", roster_account_get_endpoint (account) },
      };
      const gboolean locked = roster_organization_get_read_only (organization);

      for (gsize k = 0; k < G_N_ELEMENTS (texts); k++)
        roster_cli_table_add (table, ROSTER_CLI_PLAIN, texts[k][1]);
      json_builder_begin_object (json);
      roster_cli_add_json_texts (json, texts, G_N_ELEMENTS (texts));
      /* Translators: of an organization in which nothing may be changed. */
      roster_cli_table_add (table, ROSTER_CLI_WARNING, locked ? _ ("locked") : "");
      json_builder_set_member_name (json, "locked");
      json_builder_add_boolean_value (json, locked);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  if (options->format == ROSTER_CLI_FORMAT_JSON
          ? !roster_cli_print_json (json, &error)
          : !roster_cli_table_print (table, STDOUT_FILENO, &error))
    return roster_cli_fail (error);
  return ROSTER_CLI_EXIT_DONE;
}
