/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/demo/roster-demo-launcher.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "core/base/roster-error.h"
#include "core/base/roster-text.h"
#include "core/demo/roster-demo-folder.h"
#include "roster-config.h"

#define PROGRAM "roster-demo"
#define START_SECONDS 15

struct _RosterDemoLauncher
{
  GObject parent_instance;

  /* Owned */
  RosterTransport *transport;
  GSubprocess *process;       /* (nullable) until started */
  RosterDirectory *directory; /* (nullable) until started */
  RosterChangeQueue *queue;   /* (nullable) until started */
  RosterDemoFolder *folder;   /* (nullable) of the journal */
};

G_DEFINE_FINAL_TYPE (RosterDemoLauncher, roster_demo_launcher, G_TYPE_OBJECT)

/* What a start in progress needs. */
typedef struct
{
  GCancellable *cancellable; /* ends the wait for the service's line */
  GCancellable *outer;       /* (nullable) the caller's */
  gulong outer_id;
  guint timeout;
  gboolean late;
} StartData;

static void
start_data_free (StartData *data)
{
  g_cancellable_disconnect (data->outer, data->outer_id);
  g_clear_handle_id (&data->timeout, g_source_remove);
  g_clear_object (&data->outer);
  g_clear_object (&data->cancellable);
  g_free (data);
}

static char *
take_if_executable (char *path)
{
  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return path;
  g_free (path);
  return NULL;
}

/* Beside our own program (in a build: in the folder beside ours), else where the environment says,
 * else where Roster is installed. */
static char *
find_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  char *found = NULL;

  if (folder != NULL)
    found = take_if_executable (g_build_filename (folder, PROGRAM, NULL));
  if (folder != NULL && found == NULL)
    found = take_if_executable (g_build_filename (folder, "..", "demo", PROGRAM, NULL));
  if (found == NULL)
    found = take_if_executable (g_strdup (g_getenv ("ROSTER_DEMO_PROGRAM")));
  if (found == NULL)
    found = take_if_executable (g_build_filename (ROSTER_BINDIR, PROGRAM, NULL));
  return found;
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static void
add_organization (JsonArray *array, guint position, JsonNode *node, gpointer user_data)
{
  RosterDirectory *directory = ((gpointer *)user_data)[0];
  RosterAccount *account = ((gpointer *)user_data)[1];
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = get_string (object, "id");
  const char *name = get_string (object, "name");

  if (id != NULL && name != NULL)
    roster_directory_add (directory, account, name, id);
}

/* The service's line as a directory that is kept nowhere; NULL where it is not what it should be.
 */
static RosterDirectory *
read_line_of_service (RosterDemoLauncher *self, const char *line)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (RosterDirectory) directory = NULL;
  g_autofree char *endpoint = NULL;
  RosterAccount *account = NULL;
  JsonNode *root = NULL;
  JsonObject *object = NULL;
  JsonArray *organizations = NULL;
  const char *address = NULL;
  const char *key = NULL;
  SecretValue *secret = NULL;

  if (!json_parser_load_from_data (parser, line, -1, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;

  object = json_node_get_object (root);
  address = get_string (object, "endpoint");
  endpoint = address != NULL ? roster_account_check_endpoint (address, NULL) : NULL;
  key = get_string (object, "apiKey");
  organizations = get_array (object, "organizations");
  if (endpoint == NULL || key == NULL || organizations == NULL ||
      get_string (object, "userId") == NULL)
    return NULL;

  directory = roster_directory_new (NULL, self->transport, NULL);
  account = roster_directory_ensure_account (directory, endpoint, get_string (object, "userId"));
  secret = secret_value_new (key, -1, "text/plain");
  roster_account_set_key (account, secret);
  secret_value_unref (secret);
  json_array_foreach_element (organizations, add_organization, (gpointer[]){ directory, account });
  if (roster_directory_get_n_organizations (directory) == 0)
    return NULL;
  return g_steal_pointer (&directory);
}

static gboolean
make_queue (RosterDemoLauncher *self, GError **error)
{
  g_autoptr (RosterJournal) journal = NULL;
  g_autofree char *path = NULL;

  self->folder = roster_demo_folder_new (error);
  if (self->folder == NULL)
    return FALSE;
  path = g_build_filename (roster_demo_folder_get_path (self->folder), "journal.jsonl", NULL);
  journal = roster_journal_new (path);
  self->queue = roster_change_queue_new (journal);
  return TRUE;
}

static GError *
explain (StartData *data, const GError *cause)
{
  g_autofree char *reason = cause != NULL ? roster_text_dup_sentence (cause->message) : NULL;

  if (data->late)
    return g_error_new (ROSTER_ERROR, ROSTER_ERROR_SERVICE,
                        ngettext ("The demo service did not answer within %d second.",
                                  "The demo service did not answer within %d seconds.",
                                  START_SECONDS),
                        START_SECONDS);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (cause);
  if (cause != NULL)
    return g_error_new (ROSTER_ERROR, ROSTER_ERROR_SERVICE,
                        _ ("The demo service ended before it was ready: %s"), reason);
  return g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_SERVICE,
                              _ ("The demo service ended before it was ready."));
}

/* Ends the service: it stops at the end of its input. */
static void
stop (RosterDemoLauncher *self)
{
  GOutputStream *input = NULL;

  if (self->process == NULL)
    return;
  input = g_subprocess_get_stdin_pipe (self->process);
  if (input != NULL)
    g_output_stream_close (input, NULL, NULL);
  g_clear_object (&self->process);
}

static void
line_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  RosterDemoLauncher *self = g_task_get_source_object (task);
  StartData *data = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source),
                                                                     result, NULL, &error);

  g_clear_handle_id (&data->timeout, g_source_remove);
  if (line == NULL)
    {
      stop (self);
      g_task_return_error (task, explain (data, error));
      return;
    }

  self->directory = read_line_of_service (self, line);
  if (self->directory == NULL)
    g_set_error_literal (&error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER,
                         _ ("The demo service did not say what it should."));
  if (self->directory == NULL || !make_queue (self, &error))
    {
      g_clear_object (&self->directory);
      stop (self);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_task_return_boolean (task, TRUE);
}

static gboolean
start_is_late (gpointer user_data)
{
  StartData *data = user_data;

  data->timeout = 0;
  data->late = TRUE;
  g_cancellable_cancel (data->cancellable);
  return G_SOURCE_REMOVE;
}

static void
outer_cancelled (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static StartData *
start_data_new (GCancellable *outer)
{
  StartData *data = g_new0 (StartData, 1);

  data->cancellable = g_cancellable_new ();
  data->timeout = g_timeout_add_seconds (START_SECONDS, start_is_late, data);
  if (outer != NULL)
    {
      data->outer = g_object_ref (outer);
      data->outer_id =
          g_cancellable_connect (outer, G_CALLBACK (outer_cancelled), data->cancellable, NULL);
    }
  return data;
}

static gboolean
spawn (RosterDemoLauncher *self, GError **error)
{
  g_autofree char *program = find_program ();
  g_autofree char *reason = NULL;
  g_autoptr (GError) local = NULL;

  if (program == NULL)
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_FILE,
                           _ ("The program roster-demo is not there. It belongs to Roster: "
                              "install Roster again."));
      return FALSE;
    }
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &local, program, "--port", "0", "--until-eof", NULL);
  if (self->process != NULL)
    return TRUE;

  reason = roster_text_dup_sentence (local->message);
  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE, _ ("The demo service cannot be started: %s"),
               reason);
  return FALSE;
}

static void
roster_demo_launcher_finalize (GObject *object)
{
  RosterDemoLauncher *self = ROSTER_DEMO_LAUNCHER (object);

  stop (self);
  g_clear_object (&self->queue);
  g_clear_object (&self->directory);
  g_clear_object (&self->transport);
  g_clear_pointer (&self->folder, roster_demo_folder_free);

  G_OBJECT_CLASS (roster_demo_launcher_parent_class)->finalize (object);
}

static void
roster_demo_launcher_class_init (RosterDemoLauncherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_demo_launcher_finalize;
}

static void
roster_demo_launcher_init (RosterDemoLauncher *self)
{
}

/**
 * roster_demo_launcher_new:
 * @transport: what the demo's requests go through
 *
 * Returns: (transfer full): a launcher that has not started anything
 */
RosterDemoLauncher *
roster_demo_launcher_new (RosterTransport *transport)
{
  RosterDemoLauncher *self = NULL;

  g_return_val_if_fail (ROSTER_IS_TRANSPORT (transport), NULL);

  self = g_object_new (ROSTER_TYPE_DEMO_LAUNCHER, NULL);
  self->transport = g_object_ref (transport);
  return self;
}

/**
 * roster_demo_launcher_start_async:
 * @self: a launcher
 * @cancellable: (nullable): ends the wait, and the service with it
 * @callback: called when the service is ready, or cannot be
 * @user_data: for @callback
 *
 * Starts the service, once. Errors are of ROSTER_ERROR, or G_IO_ERROR_CANCELLED.
 */
void
roster_demo_launcher_start_async (RosterDemoLauncher *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  StartData *data = NULL;
  GError *error = NULL;

  g_return_if_fail (ROSTER_IS_DEMO_LAUNCHER (self));
  g_return_if_fail (self->process == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_demo_launcher_start_async);
  if (!spawn (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  data = start_data_new (cancellable);
  g_task_set_task_data (task, data, (GDestroyNotify)start_data_free);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, data->cancellable, line_read,
                                       g_steal_pointer (&task));
}

gboolean
roster_demo_launcher_start_finish (RosterDemoLauncher *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_demo_launcher_get_directory:
 * @self: a launcher
 *
 * Returns: (transfer none) (nullable): the demo's organizations, once it has started
 */
RosterDirectory *
roster_demo_launcher_get_directory (RosterDemoLauncher *self)
{
  g_return_val_if_fail (ROSTER_IS_DEMO_LAUNCHER (self), NULL);
  return self->directory;
}

/**
 * roster_demo_launcher_get_queue:
 * @self: a launcher
 *
 * Returns: (transfer none) (nullable): the demo's changes, once it has started
 */
RosterChangeQueue *
roster_demo_launcher_get_queue (RosterDemoLauncher *self)
{
  g_return_val_if_fail (ROSTER_IS_DEMO_LAUNCHER (self), NULL);
  return self->queue;
}
