/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roster-demo and roster-mock as programs, and the service in a thread: how they start and end. */

#include "support/demo-fixture.h"

#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>

typedef struct
{
  GSubprocess *process;
  GDataInputStream *output;
  char *line;
} Program;

static void
program_clear (Program *self)
{
  g_clear_object (&self->process);
  g_clear_object (&self->output);
  g_clear_pointer (&self->line, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Program, program_clear)

/* Starts the program that a variable names and reads the line that it begins with. */
static void
start (Program *self, const char *variable, const char *const *arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) command = NULL;
  g_autoptr (GError) error = NULL;

  g_strv_builder_add (builder, g_getenv (variable));
  g_strv_builder_addv (builder, (const char **)arguments);
  command = g_strv_builder_end (builder);
  self->process =
      g_subprocess_newv ((const char *const *)command,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->line = g_data_input_stream_read_line_utf8 (self->output, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
expect_end (Program *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
}

/* Calls the program as its own line says. */
static HawkReply *
call_program (Program *self, const char *method, const char *path, const char *body)
{
  g_autoptr (JsonNode) root = json_from_string (self->line, NULL);
  JsonObject *object = json_node_get_object (root);
  JsonArray *organizations = json_object_get_array_member (object, "organizations");
  const char *endpoint = json_object_get_string_member (object, "endpoint");
  g_autoptr (SoupSession) session = soup_session_new ();
  HawkCaller caller = {
    .session = session,
    .base = endpoint,
    .id = json_object_get_string_member (object, "userId"),
    .key = json_object_get_string_member (object, "apiKey"),
    .ext = json_object_get_string_member (json_array_get_object_element (organizations, 0), "id"),
  };

  return hawk_caller_send (&caller, method, path, body != NULL ? JSON : NULL, body);
}

static void
test_until_eof (void)
{
  static const char *const arguments[] = { "--until-eof", "--page-size=3", "--members=5", NULL };
  g_auto (Program) program = { 0 };
  g_autoptr (HawkReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  GOutputStream *input;

  start (&program, "ROSTER_DEMO_PROGRAM", arguments);
  reply = call_program (&program, "GET", "/organizations/members", NULL);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->authentic);
  g_assert_null (strstr (reply->body, "\"token\":null"));

  input = g_subprocess_get_stdin_pipe (program.process);
  g_output_stream_write_all (input, "typed\n", 6, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (input, NULL, &error);
  g_assert_no_error (error);
  expect_end (&program);
}

static void
test_signals (void)
{
  static const char *const arguments[] = { "--members", "1", NULL };
  static const int signals[] = { SIGINT, SIGTERM };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_auto (Program) program = { 0 };

      start (&program, "ROSTER_DEMO_PROGRAM", arguments);
      g_subprocess_send_signal (program.process, signals[i]);
      expect_end (&program);
    }
}

static void
test_log_requests (void)
{
  static const char *const arguments[] = { "--until-eof", "--log-requests", NULL };
  g_auto (Program) program = { 0 };
  g_autoptr (HawkReply) reply = NULL;
  g_autofree char *logged = NULL;

  start (&program, "ROSTER_MOCK_PROGRAM", arguments);
  reply = call_program (&program, "POST", "/organizations/invites",
                        "{\"role\":\"user\",\"email\":\"a@example.com\"}");
  logged = g_data_input_stream_read_line_utf8 (program.output, NULL, NULL, NULL);
  g_assert_true (g_str_has_prefix (logged, "{\"method\":\"POST\""));
  g_assert_nonnull (strstr (logged, "a@example.com"));
  g_output_stream_close (g_subprocess_get_stdin_pipe (program.process), NULL, NULL);
  expect_end (&program);
}

/* authorization: (nullable) */
static guint
call_control (JsonObject *control,
              const char *method,
              const char *path,
              const char *authorization,
              const char *body)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *url = g_strconcat (json_object_get_string_member (control, "url"), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes) sent = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (GBytes) answer = NULL;

  if (authorization != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                  authorization);
  if (sent != NULL)
    soup_message_set_request_body_from_bytes (message, "text/plain", sent);
  answer = soup_session_send_and_read (session, message, NULL, NULL);
  g_assert_nonnull (answer);
  return soup_message_get_status (message);
}

static void
expect_list (Program *program, guint status)
{
  g_autoptr (HawkReply) reply = call_program (program, "GET", "/organizations/members", NULL);

  g_assert_cmpuint (reply->status, ==, status);
}

static void
test_control (void)
{
  static const char *const arguments[] = { "--until-eof", NULL };
  g_auto (Program) program = { 0 };
  g_autoptr (JsonNode) root = NULL;
  JsonObject *control;
  g_autofree char *bearer = NULL;
  g_autofree char *key = NULL;

  start (&program, "ROSTER_MOCK_PROGRAM", arguments);
  root = json_from_string (program.line, NULL);
  control = json_object_get_object_member (json_node_get_object (root), "control");
  bearer = g_strconcat ("Bearer ", json_object_get_string_member (control, "token"), NULL);
  key = g_strconcat ("Bearer ",
                     json_object_get_string_member (json_node_get_object (root), "apiKey"), NULL);
  {
    const char *const strangers[] = { NULL, "Bearer ", "Bearer x", key, bearer + 7 };

    for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
      g_assert_cmpuint (call_control (control, "POST", "/faults", strangers[i], "status=503"), ==,
                        401);
  }
  expect_list (&program, 200);

  g_assert_cmpuint (call_control (control, "POST", "/faults", bearer, "list:status=503\n"), ==,
                    200);
  expect_list (&program, 503);
  g_assert_cmpuint (call_control (control, "POST", "/faults", bearer, "add:reset\nnothing"), ==,
                    400);
  g_assert_cmpuint (call_control (control, "GET", "/state", bearer, NULL), ==, 200);
  g_assert_cmpuint (call_control (control, "GET", "/members/demo-research", bearer, NULL), ==, 200);
  g_assert_cmpuint (call_control (control, "GET", "/elsewhere", bearer, NULL), ==, 404);
  g_assert_cmpuint (call_control (control, "DELETE", "/requests", bearer, NULL), ==, 200);

  /* It answers also where the service itself does not. */
  g_assert_cmpuint (call_control (control, "POST", "/faults", bearer, "refuse"), ==, 200);
  g_assert_cmpuint (call_control (control, "DELETE", "/faults", bearer, NULL), ==, 200);
  expect_list (&program, 200);
  g_output_stream_close (g_subprocess_get_stdin_pipe (program.process), NULL, NULL);
  expect_end (&program);
}

static void
test_bad_arguments (void)
{
  static const char *const arguments[] = {
    "--port=-1", "--port=65536", "--page-size=0", "--members=0", "--members=1000001",
    "--members", "--bogus",      "--fault=reset", "argument",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (arguments); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *output = NULL;
      g_autofree char *errors = NULL;
      g_autoptr (GSubprocess) process =
          g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                            g_getenv ("ROSTER_DEMO_PROGRAM"), arguments[i], NULL);

      g_assert_no_error (error);
      g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &errors, &error);
      g_assert_no_error (error);
      g_test_message ("%s: %s", arguments[i], errors);
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
      g_assert_cmpstr (output, ==, "");
      g_assert_true (g_str_has_prefix (errors, "roster-demo: "));
    }
}

/* The port is taken: an error, and no thread is left behind. */
static void
test_port_taken (void)
{
  g_autoptr (MockService) first = mock_service_new (NULL);
  g_autoptr (MockService) second = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;
  MockOptions options = { 0 };

  g_assert_true (mock_service_start_in_thread (first, NULL));
  uri = g_uri_parse (mock_service_get_endpoint (first), G_URI_FLAGS_NONE, NULL);
  options.port = (guint)g_uri_get_port (uri);
  second = mock_service_new (&options);
  g_assert_false (mock_service_start_in_thread (second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_clear_error (&error);
  g_assert_false (mock_service_start (second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);

  mock_service_stop (first);
  mock_service_stop (first);
  g_clear_error (&error);
  g_assert_true (mock_service_start_in_thread (second, &error));
  g_assert_no_error (error);
}

static void
test_page_delay (DemoFixture *self, gconstpointer data)
{
  gint64 begun = g_get_monotonic_time ();

  demo_fixture_expect (self, "GET", MEMBERS, NULL, 200);
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, 80 * 1000);
  mock_service_set_page_delay (self->service, 0);
  demo_fixture_expect (self, "GET", MEMBERS, NULL, 200);
}

static gpointer
call_in_thread (gpointer user_data)
{
  const HawkCaller *caller = user_data;

  return hawk_caller_send (caller, "GET", MEMBERS, NULL, NULL);
}

/* The service ends while an answer is held back: the caller sees the connection end. */
static void
test_stop_while_waiting (void)
{
  MockOptions options = { .page_delay_ms = 60000 };
  DemoFixture fixture = { 0 };
  g_autoptr (HawkReply) reply = NULL;
  GThread *thread;

  demo_fixture_set_up (&fixture, &options);
  fixture.caller.may_fail = TRUE;
  thread = g_thread_new ("caller", call_in_thread, &fixture.caller);
  while (mock_service_get_n_requests (fixture.service, "GET", MEMBERS) == 0)
    g_usleep (1000);
  mock_service_stop (fixture.service);
  reply = g_thread_join (thread);
  g_assert_null (reply);
  demo_fixture_tear_down (&fixture, &options);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) directory = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (directory != NULL && g_dir_read_name (directory) != NULL)
    n++;
  return n;
}

/* Clients that come once and go leave nothing open behind them. */
static void
test_closed_connections (DemoFixture *self, gconstpointer data)
{
  guint before;

  demo_fixture_expect (self, "GET", SELF_TEST, NULL, 200);
  before = count_descriptors ();
  if (before == 0)
    {
      g_test_skip ("There is no /proc/self/fd");
      return;
    }
  for (int i = 0; i < 30; i++)
    {
      soup_session_abort (self->caller.session);
      demo_fixture_expect (self, "GET", SELF_TEST, NULL, 200);
    }
  for (int i = 0; i < 100 && count_descriptors () > before + 3; i++)
    g_usleep (100 * 1000);
  g_assert_cmpuint (count_descriptors (), <=, before + 3);
}

int
main (int argc, char *argv[])
{
  static const MockOptions delayed = { .page_delay_ms = 80 };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-program/until-eof", test_until_eof);
  g_test_add_func ("/demo-program/signals", test_signals);
  g_test_add_func ("/demo-program/log-requests", test_log_requests);
  g_test_add_func ("/demo-program/control", test_control);
  g_test_add_func ("/demo-program/bad-arguments", test_bad_arguments);
  g_test_add_func ("/demo-program/port-taken", test_port_taken);
  g_test_add_func ("/demo-program/stop-while-waiting", test_stop_while_waiting);
  g_test_add ("/demo-program/page-delay", DemoFixture, &delayed, demo_fixture_set_up,
              test_page_delay, demo_fixture_tear_down);
  g_test_add ("/demo-program/closed-connections", DemoFixture, NULL, demo_fixture_set_up,
              test_closed_connections, demo_fixture_tear_down);
  return g_test_run ();
}
