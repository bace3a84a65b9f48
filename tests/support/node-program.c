/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program of tests/interop that runs in node beside the test. */

#include "support/node-program.h"

#define NODE_MODULES "/usr/share/nodejs"

struct _NodeProgram
{
  GSubprocess *process;
  char *line;
};

/* Debian's own node: another one may come first on PATH. */
static const char *
find_node (void)
{
  return g_file_test ("/usr/bin/node", G_FILE_TEST_IS_EXECUTABLE) ? "/usr/bin/node" : "node";
}

/**
 * node_program_is_installed:
 *
 * Returns: whether node and node-hawk are there
 */
gboolean
node_program_is_installed (void)
{
  g_autofree char *node = g_find_program_in_path (find_node ());

  return node != NULL && g_file_test (NODE_MODULES "/hawk", G_FILE_TEST_IS_DIR);
}

/**
 * node_program_start:
 * @name: of the file in tests/interop
 * @argument: (nullable): for it
 *
 * Starts a program and waits for its first line. It ends when its standard input is closed, so also
 * when the test dies.
 *
 * Returns: (transfer full) (nullable): the program, or %NULL where node or node-hawk is missing
 */
NodeProgram *
node_program_start (const char *name, const char *argument)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "interop", name, NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  NodeProgram *self;

  if (!node_program_is_installed ())
    return NULL;
  self = g_new0 (NodeProgram, 1);
  g_subprocess_launcher_setenv (launcher, "NODE_PATH", NODE_MODULES, TRUE);
  self->process =
      g_subprocess_launcher_spawn (launcher, &error, find_node (), path, argument, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  self->line = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->line);
  return self;
}

/**
 * node_program_get_line:
 * @self: a program
 *
 * Returns: its first line
 */
const char *
node_program_get_line (NodeProgram *self)
{
  return self->line;
}

/**
 * node_program_stop:
 * @self: (transfer full): a program
 *
 * Closes its standard input and waits for its end.
 */
void
node_program_stop (NodeProgram *self)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (self->process);
  g_free (self->line);
  g_free (self);
}
