/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every fault and every call through the real program: its exit status and what it prints too. */

#include <glib/gstdio.h>
#include <pty.h>
#include <string.h>
#include <unistd.h>

#include "cli/roster-cli-exit.h"
#include "core/base/roster-error.h"
#include "support/fault-fixture.h"

/* What one call of the program left. */
typedef struct
{
  int status;
  char *output;
} Call;

static void
call_clear (Call *self)
{
  g_free (self->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

/* A threatstack.cfg: the program's settings and keyring are not touched. */
static char *
write_config (FaultFixture *service)
{
  char *path = g_build_filename (service->folder, "threatstack.cfg", NULL);
  g_autofree char *text = g_strdup_printf (
      "[USER_INFO]\nTS_USER_ID = %s\nTS_API_KEY = %s\nTS_API_ENDPOINT = %s\n\n"
      "[DEFAULT]\nTS_ORGANIZATION_ID = %s\nTS_ORGANIZATION_NAME = \"Staging\"\n",
      mock_service_get_user_id (service->service), mock_service_get_key (service->service),
      mock_service_get_endpoint (service->service), FAULT_ORGANIZATION);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* The arguments for @call behind "--config FILE". */
static void
add_arguments (GStrvBuilder *arguments, FaultFixture *service, FaultCall call)
{
  const char *const subject = fault_fixture_get_subject (service, call);

  switch (call)
    {
    case FAULT_CALL_ADD:
      g_strv_builder_add_many (arguments, "add", subject, "--role", FAULT_ROLE, NULL);
      break;
    case FAULT_CALL_REMOVE:
      g_strv_builder_add_many (arguments, "remove", subject, "--yes", NULL);
      break;
    case FAULT_CALL_INVITE:
      g_strv_builder_add_many (arguments, "invite", subject, "--role", FAULT_ROLE, NULL);
      break;
    case FAULT_CALL_SELF_TEST:
      g_strv_builder_add (arguments, "self-test");
      break;
    case FAULT_CALL_LIST:
    default:
      g_strv_builder_add (arguments, "members");
    }
}

/* terminal: (transfer full): where its errors go, or -1 to have them with the output */
static GSubprocess *
start (FaultFixture *service, FaultCall call, int terminal, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | (terminal < 0 ? G_SUBPROCESS_FLAGS_STDERR_MERGE : 0));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *config = write_config (service);
  g_auto (GStrv) arguments = NULL;

  g_strv_builder_add_many (builder, g_getenv ("ROSTERCTL_PROGRAM"), "--config", config, NULL);
  add_arguments (builder, service, call);
  arguments = g_strv_builder_end (builder);
  g_subprocess_launcher_setenv (launcher, "HOME", service->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", service->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", service->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", service->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", service->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", service->folder, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "TS_API_KEY");
  g_subprocess_launcher_setenv (launcher, "TERM", "xterm", TRUE);
  if (terminal >= 0)
    g_subprocess_launcher_take_stderr_fd (launcher, terminal);
  return g_subprocess_launcher_spawnv (launcher, (const char *const *)arguments, error);
}

static void
run_program (Call *self, FaultFixture *service, FaultCall call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = start (service, call, -1, &error);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &self->output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  self->status = g_subprocess_get_exit_status (process);
}

static int
get_status (const FaultExpectation *expected)
{
  g_autoptr (GError) error = NULL;

  if (expected->error < 0)
    return ROSTER_CLI_EXIT_DONE;
  error = g_error_new_literal (ROSTER_ERROR, expected->error, "");
  return (int)roster_cli_exit_for_error (error);
}

/* A clock is wrong for all calls: the change is signed by what the list has taught. */
static gboolean
is_wrong_clock (const FaultCase *fault)
{
  return g_str_has_prefix (fault->fault, "clock=") && strcmp (fault->fault, "clock=0") != 0;
}

/* The list that a change is planned with comes before the fault. */
static char *
make_spec (const FaultCase *fault, FaultCall call)
{
  gboolean is_change = call != FAULT_CALL_LIST && call != FAULT_CALL_SELF_TEST;

  if (strcmp (fault->fault, "refuse") == 0)
    return g_strdup (is_change ? "list:refuse,after=2" : "refuse");
  if (is_change && is_wrong_clock (fault))
    return g_strdup (fault->fault);
  return g_strdup_printf ("%s:%s", fault_call_get_name (call), fault->fault);
}

static void
check_output (const Call *called,
              FaultFixture *service,
              FaultCall call,
              const FaultExpectation *expected)
{
  g_assert_cmpint (called->status, ==, get_status (expected));
  g_assert_null (strchr (called->output, '\033'));
  g_assert_null (strchr (called->output, '\a'));
  g_assert_null (strstr (called->output, "Next try"));
  g_assert_null (strstr (called->output, "\xe2\x80\xae"));
  fault_expectation_check_said (expected, called->output);
  /* Nothing partial is shown as whole. */
  if (call == FAULT_CALL_LIST && expected->error < 0)
    g_assert_nonnull (strstr (called->output, service->member));
  else if (call == FAULT_CALL_LIST)
    g_assert_null (strstr (called->output, service->member));
}

/* The list was read by the clock that a change is then refused for: that proves nothing, as little
 * as what somebody forged. */
static const FaultExpectation *
get_expectation (const FaultCase *fault, FaultCall call)
{
  if (call < FAULT_CALL_ADD || strcmp (fault->fault, "stale") != 0)
    return &fault->expected[call];
  for (guint i = 0; i < n_fault_cases; i++)
    if (strcmp (fault_cases[i].fault, "forged-clock") == 0)
      return &fault_cases[i].expected[call];
  g_assert_not_reached ();
}

static void
run_case (const FaultCase *fault, FaultCall call)
{
  const FaultExpectation *expected = get_expectation (fault, call);
  g_auto (FaultFixture) service = { 0 };
  g_auto (Call) called = { 0 };
  g_autofree char *spec = make_spec (fault, call);

  fault_fixture_init (&service);
  fault_fixture_set (&service, spec);
  run_program (&called, &service, call);
  g_test_message ("%s: exit %d, %s", spec, called.status,
                  strlen (called.output) < 1000 ? called.output : "much");
  g_assert_null (strstr (called.output, mock_service_get_key (service.service)));
  check_output (&called, &service, call, expected);
  g_assert_cmpuint (fault_fixture_count (&service, call), ==,
                    is_wrong_clock (fault) && call >= FAULT_CALL_ADD ? 1 : expected->n_sent);
  fault_fixture_check_service (&service, call, expected->applied);
  fault_fixture_check_journal (&service, call, expected);
}

static void
test_fault (gconstpointer data)
{
  const FaultCase *fault = data;

  for (guint call = 0; call < FAULT_N_CALLS; call++)
    if (!fault->waits || (fault->expected[call].n_sent == 1 && call >= FAULT_CALL_ADD &&
                          !g_str_has_prefix (fault->fault, "silence")))
      run_case (fault, (FaultCall)call);
}

/* Signed by nobody whom this computer trusts, for another name: nothing is sent. */
static void
test_certificate (void)
{
  static const FaultExpectation expected = {
    ROSTER_ERROR_CERTIFICATE, 0, FALSE,
    "The certificate of “127.0.0.1” cannot be trusted: it was made for another name."
  };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "localhost.pem", NULL);

  for (guint call = 0; call < FAULT_N_CALLS; call++)
    {
      g_auto (FaultFixture) service = { 0 };
      g_auto (Call) called = { 0 };

      fault_fixture_init_tls (&service, path);
      run_program (&called, &service, (FaultCall)call);
      check_output (&called, &service, (FaultCall)call, &expected);
      for (guint other = 0; other < FAULT_N_CALLS; other++)
        g_assert_cmpuint (fault_fixture_count (&service, (FaultCall)other), ==, 0);
      fault_fixture_check_service (&service, (FaultCall)call, FALSE);
      g_assert_false (g_file_test (service.journal, G_FILE_TEST_EXISTS));
    }
}

/* All that was written to a terminal. */
static char *
read_terminal (int master)
{
  GString *text = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  while ((n = read (master, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  return g_string_free (text, FALSE);
}

/* What a person at a terminal sees of a wait, before and after. */
static void
test_wait (gconstpointer data)
{
  FaultCall call = GPOINTER_TO_UINT (data);
  g_autofree char *spec =
      g_strdup_printf ("%s:status=429,retry-after=2,times=1,body=Busy", fault_call_get_name (call));
  g_auto (FaultFixture) service = { 0 };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  int master = -1;
  int terminal = -1;

  fault_fixture_init (&service);
  fault_fixture_set (&service, spec);
  g_assert_cmpint (openpty (&master, &terminal, NULL, NULL, NULL), ==, 0);
  process = start (&service, call, terminal, &error);
  g_assert_no_error (error);
  text = read_terminal (master);
  close (master);
  g_subprocess_wait (process, NULL, NULL);
  g_test_message ("%s", text);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_assert_nonnull (strstr (text, "(429): Busy. Next try in 2 s…"));
  g_assert_nonnull (strstr (text, "Next try in 1 s…"));
  /* The line is taken away again. */
  g_assert_true (g_strrstr (text, "\r\033[K") > g_strrstr (text, "Next try"));
  fault_fixture_check_service (&service, call, TRUE);
}

/* Ctrl+C ends a wait of minutes: the service did not act, so that nothing is lost. */
static void
test_interrupt (void)
{
  g_auto (FaultFixture) service = { 0 };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *journal = NULL;
  int master = -1;
  int terminal = -1;
  char byte;

  fault_fixture_init (&service);
  fault_fixture_set (&service, "add:status=429,retry-after=500");
  g_assert_cmpint (openpty (&master, &terminal, NULL, NULL, NULL), ==, 0);
  process = start (&service, FAULT_CALL_ADD, terminal, &error);
  g_assert_no_error (error);
  while (strstr (seen->str, "Next try in") == NULL && read (master, &byte, 1) == 1)
    g_string_append_c (seen, byte);
  g_subprocess_send_signal (process, SIGINT);
  rest = read_terminal (master);
  close (master);
  g_subprocess_wait (process, NULL, NULL);
  g_test_message ("%s%s", seen->str, rest);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, ROSTER_CLI_EXIT_SOME_FAILED);
  g_assert_cmpuint (fault_fixture_count (&service, FAULT_CALL_ADD), ==, 1);
  fault_fixture_check_service (&service, FAULT_CALL_ADD, FALSE);
  g_assert_true (g_file_get_contents (service.journal, &journal, NULL, NULL));
  g_assert_nonnull (strstr (journal, "\"skipped\""));
  g_assert_nonnull (strstr (journal, "stopped while it waited"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n_fault_cases; i++)
    {
      g_autofree char *path = g_strconcat ("/faults-rosterctl/", fault_cases[i].fault, NULL);

      g_strdelimit (path + strlen ("/faults-rosterctl/"), "/\033\007\r\n\xe2\x80\xae", '_');
      g_test_add_data_func (path, &fault_cases[i], test_fault);
    }
  g_test_add_func ("/faults-rosterctl/certificate", test_certificate);
  for (guint call = 0; call < FAULT_N_CALLS; call++)
    {
      g_autofree char *path =
          g_strconcat ("/faults-rosterctl/wait/", fault_call_get_name ((FaultCall)call), NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (call), test_wait);
    }
  g_test_add_func ("/faults-rosterctl/interrupt", test_interrupt);
  return g_test_run ();
}
