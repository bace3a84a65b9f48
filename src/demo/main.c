/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roster-demo: the demo service as a program. */

#include "core/base/roster-descriptors.h"
#include "core/base/roster-locale.h"
#include "demo/people/roster-demo-world.h"
#include "demo/service/roster-demo-loop.h"
#include "demo/service/roster-demo-service.h"
#include "roster-config.h"

#include <glib/gi18n.h>
#include <stdlib.h>

typedef struct
{
  int port;
  int page_size;
  int members;
  gboolean until_eof;
  gboolean version;
} Arguments;

static gboolean
check_range (const char *option, int value, int least, int most, GError **error)
{
  if (value >= least && value <= most)
    return TRUE;
  /* Translators: %1$s is an option such as --port. */
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("%1$s must be from %2$d to %3$d."), option, least, most);
  return FALSE;
}

static gboolean
parse_arguments (Arguments *arguments, int argc, char *argv[], GError **error)
{
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &arguments->port,
      N_ ("The port to listen on, on 127.0.0.1; 0 picks a free one (default)"), N_ ("PORT") },
    { "page-size", 0, 0, G_OPTION_ARG_INT, &arguments->page_size,
      N_ ("How many members an answer holds (default 100)"), N_ ("N") },
    { "members", 0, 0, G_OPTION_ARG_INT, &arguments->members,
      N_ ("How many members the first organization has (default 240)"), N_ ("N") },
    { "until-eof", 0, 0, G_OPTION_ARG_NONE, &arguments->until_eof,
      N_ ("End when the standard input is closed"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &arguments->version, N_ ("Print the version and end"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
      context, _ ("A service full of invented people, for trying and testing Roster."));
  g_option_context_set_description (
      context, _ ("Prints one line of JSON with its endpoint, user id, API key and organizations; "
                  "then serves them until it is ended."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (argc > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("“%s” is not an option."),
                   argv[1]);
      return FALSE;
    }
  return check_range ("--port", arguments->port, 0, 65535, error) &&
         check_range ("--page-size", arguments->page_size, 1, ROSTER_DEMO_MAX_MEMBERS, error) &&
         check_range ("--members", arguments->members, 1, ROSTER_DEMO_MAX_MEMBERS, error);
}

static int
serve (const Arguments *arguments)
{
  RosterDemoOptions options = {
    .port = (guint)arguments->port,
    .page_size = (guint)arguments->page_size,
    .n_members = (guint)arguments->members,
  };
  g_autoptr (RosterDemoService) service = roster_demo_service_new (&options);
  g_autoptr (GError) error = NULL;
  g_autofree char *description = NULL;

  if (!roster_demo_service_start (service, &error))
    {
      g_printerr ("roster-demo: %s\n", error->message);
      return EXIT_FAILURE;
    }
  description = roster_demo_service_describe (service);
  roster_demo_loop_run (description, arguments->until_eof);
  roster_demo_service_stop (service);
  return EXIT_SUCCESS;
}

int
main (int argc, char *argv[])
{
  Arguments arguments = {
    .page_size = ROSTER_DEMO_DEFAULT_PAGE_SIZE,
    .members = ROSTER_DEMO_DEFAULT_MEMBERS,
  };
  g_autoptr (GError) error = NULL;

  roster_descriptors_ensure ();
  roster_locale_init ();
  g_set_prgname ("roster-demo");

  if (!parse_arguments (&arguments, argc, argv, &error))
    {
      g_printerr ("roster-demo: %s\n", error->message);
      return EXIT_FAILURE;
    }
  if (arguments.version)
    {
      g_print ("roster-demo %s\n", ROSTER_VERSION);
      return EXIT_SUCCESS;
    }
  return serve (&arguments);
}
