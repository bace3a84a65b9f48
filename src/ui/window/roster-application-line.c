/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command line asks of the application: of its own process, or of one that asks the process
 * that is running already. */

#include "ui/window/roster-application-line.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-locale.h"
#include "core/organizations/roster-directory-search.h"

static GVariantDict *
get_options (GApplicationCommandLine *line)
{
  return g_application_command_line_get_options_dict (line);
}

gboolean
roster_application_line_is_demo (GApplicationCommandLine *line)
{
  return g_variant_dict_contains (get_options (line), "demo");
}

/* (nullable): what an option that takes text says; g_free() */
static char *
dup_text (GApplicationCommandLine *line, const char *option)
{
  const char *bytes = NULL;
  char *text = NULL;

  if (!g_variant_dict_lookup (get_options (line), option, "^&ay", &bytes))
    return NULL;
  text = roster_locale_dup_argument (bytes);
  return text != NULL ? text : g_strdup (bytes);
}

gboolean
roster_application_line_find_organization (GApplicationCommandLine *line,
                                           RosterDirectory *directory,
                                           RosterOrganization **organization,
                                           GError **error)
{
  g_autofree char *name = dup_text (line, "org");
  g_autofree char *account = dup_text (line, "account");

  if (name == NULL)
    return TRUE;
  *organization = roster_directory_search_account (directory, name, account, NULL, NULL, error);
  return *organization != NULL;
}

gboolean
roster_application_line_find_file (GApplicationCommandLine *line, GFile **file, GError **error)
{
  g_autofree const char **names = NULL;

  if (!g_variant_dict_lookup (get_options (line), G_OPTION_REMAINING, "^a&ay", &names) ||
      names[0] == NULL)
    return TRUE;
  if (names[1] != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("Give one threatstack.cfg at a time."));
  else if (roster_application_line_is_demo (line))
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("The demo imports no file: leave --demo out."));
  else
    *file = g_application_command_line_create_file_for_arg (line, names[0]);
  return *file != NULL;
}

void
roster_application_line_set_up (GApplication *application)
{
  const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Open the demo: invented people, nothing leaves this computer"), NULL },
    /* As bytes: GOption refuses every text that the locale does not know. */
    { "org", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      N_ ("Open the tab of an organization: its name or id"),
      /* Translators: what --org takes, in the list of options. */
      N_ ("NAME") },
    { "account", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      N_ ("Of which account that organization is: its user id or endpoint"),
      /* Translators: what --account takes, in the list of options. */
      N_ ("ACCOUNT") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  g_application_add_main_option_entries (application, options);
  g_application_set_option_context_parameter_string (application,
                                                     /* Translators: how roster is called. */
                                                     _ ("[threatstack.cfg]"));
  g_application_set_option_context_summary (
      application,
      _ ("Roster shows and changes who has access to your Threat Stack organizations."));
}
