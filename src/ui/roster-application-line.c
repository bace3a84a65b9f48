/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command line asks of RosterApplication: of its own process, or of one that asks the
 * process that is running already. */

#include "roster-application-private.h"

#include <glib/gi18n-lib.h>

#include "roster-directory-search.h"
#include "roster-locale.h"

#define EXIT_USAGE 2

/* The organization that the command line names, if it does; FALSE, and said, where there is none.
 */
static gboolean
find_named (RosterDirectory *directory,
            GApplicationCommandLine *line,
            RosterOrganization **organization)
{
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  g_autoptr (GError) error = NULL;
  const char *bytes = NULL;
  g_autofree char *name = NULL;

  if (!g_variant_dict_lookup (options, "org", "^&ay", &bytes))
    return TRUE;
  name = roster_locale_dup_argument (bytes);
  *organization = roster_directory_search (directory, name != NULL ? name : bytes, &error);
  if (*organization == NULL)
    g_application_command_line_printerr (line, "%s\n", error->message);
  return *organization != NULL;
}

/* Brings the tab to the front that the command line names; FALSE, and said, where there is none. */
gboolean
roster_application_show_named (RosterWindow *window, GApplicationCommandLine *line)
{
  RosterOrganization *organization = NULL;

  if (!find_named (roster_window_get_directory (window), line, &organization))
    return FALSE;
  if (organization != NULL)
    roster_window_show_organization (window, organization);
  return TRUE;
}

/* The file that the command line names: at most one, and none for the demo. */
static gboolean
get_file (GApplicationCommandLine *line, GFile **file)
{
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  g_autofree const char **names = NULL;

  if (!g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &names) || names[0] == NULL)
    return TRUE;
  if (names[1] != NULL)
    g_application_command_line_printerr (line, "%s\n", _ ("Give one threatstack.cfg at a time."));
  else if (g_variant_dict_contains (options, "demo"))
    g_application_command_line_printerr (line, "%s\n",
                                         _ ("The demo imports no file: leave --demo out."));
  else
    *file = g_application_command_line_create_file_for_arg (line, names[0]);
  return *file != NULL;
}

static int
open_demo (RosterApplication *self, GApplicationCommandLine *line)
{
  RosterWindow *window = roster_application_find_window (self, TRUE);

  roster_application_start_demo (self);
  if (window != NULL)
    return roster_application_show_named (window, line) ? EXIT_SUCCESS : EXIT_FAILURE;
  g_set_object (&self->waiting_line, line);
  return EXIT_SUCCESS;
}

/* Where no organization is called so, nothing is opened: whoever named it would act in another. */
static int
open_real (RosterApplication *self, GApplicationCommandLine *line, GFile *file)
{
  RosterOrganization *organization = NULL;
  RosterWindow *window = NULL;

  roster_application_ensure_models (self);
  if (!find_named (self->directory, line, &organization))
    return EXIT_FAILURE;
  window = roster_application_ensure_window (self);
  if (organization != NULL)
    roster_window_show_organization (window, organization);
  roster_window_come_back (window);
  if (file != NULL)
    roster_window_import (window, &file, 1);
  return EXIT_SUCCESS;
}

int
roster_application_line_handle (GApplication *application, GApplicationCommandLine *line)
{
  RosterApplication *self = ROSTER_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  g_autoptr (GFile) file = NULL;

  if (!get_file (line, &file))
    return EXIT_USAGE;
  if (g_variant_dict_contains (options, "demo"))
    return open_demo (self, line);
  return open_real (self, line, file);
}

void
roster_application_line_init (RosterApplication *self)
{
  const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Open the demo: invented people, nothing leaves this computer"), NULL },
    /* As bytes: GOption refuses every text that the locale does not know. */
    { "org", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      N_ ("Open the tab of an organization: its name or id"),
      /* Translators: what --org takes, in the list of options. */
      N_ ("NAME") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self),
                                                     /* Translators: how roster is called. */
                                                     _ ("[threatstack.cfg]"));
  g_application_set_option_context_summary (
      G_APPLICATION (self),
      _ ("Roster shows and changes who has access to your Threat Stack organizations."));
}
