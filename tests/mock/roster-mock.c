/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roster-mock: the demo service with faults, as a program for tests. */

#include "demo/service/roster-demo-loop.h"
#include "mock/mock-control.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  int port;
  int page_size;
  int members;
  int page_delay;
  int clock_offset;
  gboolean invite_needs_put;
  gboolean log_requests;
  gboolean until_eof;
  char *certificate;
  char **faults;
} Arguments;

static void
arguments_clear (Arguments *self)
{
  g_free (self->certificate);
  g_strfreev (self->faults);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static gboolean
check_range (const char *option, int value, int least, int most, GError **error)
{
  if (value >= least && value <= most)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s must be from %d to %d.", option,
               least, most);
  return FALSE;
}

static const char description[] =
    "Prints one line of JSON with its endpoint, user id, API key and organizations, and with a "
    "second address and its token where faults can be set while it runs (mock-control.h); then "
    "serves them until it is ended.\n\n"
    "SPEC = [CALL:]KIND[=VALUE][,OPTION[=VALUE]]..., see mock_fault_parse(): for instance\n"
    "list:status=503,retry-after=4,times=2 or remove:reset,applied";

static gboolean
parse_arguments (Arguments *arguments, int argc, char *argv[], GError **error)
{
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &arguments->port,
      "The port to listen on, on 127.0.0.1; 0 picks a free one (default)", "PORT" },
    { "page-size", 0, 0, G_OPTION_ARG_INT, &arguments->page_size,
      "How many members an answer holds (default 100)", "N" },
    { "members", 0, 0, G_OPTION_ARG_INT, &arguments->members,
      "How many members the first organization has (default 240)", "N" },
    { "page-delay", 0, 0, G_OPTION_ARG_INT, &arguments->page_delay,
      "How many milliseconds each answer to a read is held back", "MS" },
    { "clock-offset", 0, 0, G_OPTION_ARG_INT, &arguments->clock_offset,
      "How many seconds the service’s clock is ahead", "S" },
    { "invite-needs-put", 0, 0, G_OPTION_ARG_NONE, &arguments->invite_needs_put,
      "Take invitations as PUT only", NULL },
    { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &arguments->faults,
      "What goes wrong, and how often; may be given several times", "SPEC" },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &arguments->certificate,
      "Speak TLS with the certificate and the key in a PEM file", "FILE" },
    { "log-requests", 0, 0, G_OPTION_ARG_NONE, &arguments->log_requests,
      "Print each request as a line of JSON", NULL },
    { "until-eof", 0, 0, G_OPTION_ARG_NONE, &arguments->until_eof,
      "End when the standard input is closed", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
      context, "A service full of invented people, for trying and testing Roster.");
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (argc > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "“%s” is not an option.", argv[1]);
      return FALSE;
    }
  return check_range ("--port", arguments->port, 0, 65535, error) &&
         check_range ("--page-size", arguments->page_size, 1, ROSTER_DEMO_MAX_MEMBERS, error) &&
         check_range ("--members", arguments->members, 1, ROSTER_DEMO_MAX_MEMBERS, error) &&
         check_range ("--page-delay", arguments->page_delay, 0, 3600000, error);
}

static void
print_line (const char *line, gpointer user_data)
{
  g_print ("%s\n", line);
  fflush (stdout);
}

/* faults: (nullable) */
static gboolean
add_faults (MockService *service, char **faults, GError **error)
{
  for (char **spec = faults; spec != NULL && *spec != NULL; spec++)
    if (!mock_service_add_fault (service, *spec, error))
      return FALSE;
  return TRUE;
}

/* What roster-demo says, and where the control is. */
static char *
describe (MockService *service, MockControl *control)
{
  g_autofree char *demo = roster_demo_service_describe (ROSTER_DEMO_SERVICE (service));
  g_autofree char *address = mock_control_describe (control);

  demo[strlen (demo) - 1] = '\0';
  return g_strdup_printf ("%s,\"control\":%s}", demo, address);
}

static int
serve (const Arguments *arguments)
{
  MockOptions options = {
    .port = (guint)arguments->port,
    .page_size = (guint)arguments->page_size,
    .n_members = (guint)arguments->members,
    .page_delay_ms = (guint)arguments->page_delay,
    .clock_offset_s = arguments->clock_offset,
    .invite_needs_put = arguments->invite_needs_put,
    .certificate = arguments->certificate,
  };
  g_autoptr (MockService) service = mock_service_new (&options);
  g_autoptr (MockControl) control = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *hello = NULL;

  if (!add_faults (service, arguments->faults, &error) ||
      (control = mock_control_new (service, &error)) == NULL ||
      !mock_service_start (service, &error))
    {
      g_printerr ("roster-mock: %s\n", error->message);
      return EXIT_FAILURE;
    }
  if (arguments->log_requests)
    mock_service_set_request_func (service, print_line, NULL);
  hello = describe (service, control);
  roster_demo_loop_run (hello, arguments->until_eof);
  mock_service_stop (service);
  return EXIT_SUCCESS;
}

int
main (int argc, char *argv[])
{
  g_auto (Arguments) arguments = {
    .page_size = ROSTER_DEMO_DEFAULT_PAGE_SIZE,
    .members = ROSTER_DEMO_DEFAULT_MEMBERS,
  };
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_set_prgname ("roster-mock");

  if (!parse_arguments (&arguments, argc, argv, &error))
    {
      g_printerr ("roster-mock: %s\n", error->message);
      return EXIT_FAILURE;
    }
  return serve (&arguments);
}
