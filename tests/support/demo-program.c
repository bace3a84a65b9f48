/* SPDX-License-Identifier: GPL-3.0-or-later */
/* roster-mock as a program of its own, asked over its control address. */

#include "support/demo-program.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

struct _DemoProgram
{
  GSubprocess *process;
  JsonNode *hello; /* the line that it begins with */
  SoupSession *session;
};

static JsonObject *
get_hello (DemoProgram *self)
{
  return json_node_get_object (self->hello);
}

static JsonObject *
get_organization (DemoProgram *self, guint position)
{
  JsonArray *organizations = json_object_get_array_member (get_hello (self), "organizations");

  g_assert_cmpuint (position, <, json_array_get_length (organizations));
  return json_array_get_object_element (organizations, position);
}

/**
 * demo_program_new:
 * @program: path of roster-mock
 * @arguments: (array zero-terminated=1): for it
 *
 * Returns: (transfer full): the program, ready to be called; it ends with this process at the
 *   latest
 */
DemoProgram *
demo_program_new (const char *program, const char *const *arguments)
{
  DemoProgram *self = g_new0 (DemoProgram, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_auto (GStrv) command = NULL;

  g_strv_builder_add_many (builder, program, "--until-eof", NULL);
  g_strv_builder_addv (builder, (const char **)arguments);
  command = g_strv_builder_end (builder);
  self->process =
      g_subprocess_newv ((const char *const *)command,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  line = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  self->hello = json_from_string (line, &error);
  g_assert_no_error (error);
  self->session = soup_session_new ();

  return self;
}

/** demo_program_free: ends the program and waits for its end. */
void
demo_program_free (DemoProgram *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_object_unref (self->session);
  json_node_unref (self->hello);
  g_free (self);
}

const char *
demo_program_get_endpoint (DemoProgram *self)
{
  return json_object_get_string_member (get_hello (self), "endpoint");
}

const char *
demo_program_get_user_id (DemoProgram *self)
{
  return json_object_get_string_member (get_hello (self), "userId");
}

const char *
demo_program_get_key (DemoProgram *self)
{
  return json_object_get_string_member (get_hello (self), "apiKey");
}

const char *
demo_program_get_organization_id (DemoProgram *self, guint position)
{
  return json_object_get_string_member (get_organization (self, position), "id");
}

const char *
demo_program_get_organization_name (DemoProgram *self, guint position)
{
  return json_object_get_string_member (get_organization (self, position), "name");
}

const char *
demo_program_get_pid (DemoProgram *self)
{
  return g_subprocess_get_identifier (self->process);
}

/* (transfer full): what the control address says */
static JsonNode *
call (DemoProgram *self, const char *method, const char *path)
{
  JsonObject *control = json_object_get_object_member (get_hello (self), "control");
  g_autofree char *address =
      g_strconcat (json_object_get_string_member (control, "url"), path, NULL);
  g_autofree char *permit =
      g_strconcat ("Bearer ", json_object_get_string_member (control, "token"), NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  JsonNode *root;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", permit);
  body = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  root = json_from_string (text, &error);
  g_assert_no_error (error);

  return root;
}

/* (transfer full): one text of each object of an array */
static char **
dup_texts (JsonArray *objects, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (objects); i++)
    g_strv_builder_add (
        builder, json_object_get_string_member (json_array_get_object_element (objects, i), name));

  return g_strv_builder_end (builder);
}

/** demo_program_dup_member_ids: (transfer full): of those who are members now */
char **
demo_program_dup_member_ids (DemoProgram *self, const char *organization_id)
{
  g_autofree char *path = g_strconcat ("/members/", organization_id, NULL);
  g_autoptr (JsonNode) members = call (self, "GET", path);

  return dup_texts (json_node_get_array (members), "id");
}

/** demo_program_dup_invited: (transfer full): the address of each invitation, oldest first */
char **
demo_program_dup_invited (DemoProgram *self, const char *organization_id)
{
  g_autoptr (JsonNode) state = call (self, "GET", "/state");
  JsonArray *organizations =
      json_object_get_array_member (json_node_get_object (state), "organizations");

  for (guint i = 0; i < json_array_get_length (organizations); i++)
    {
      JsonObject *organization = json_array_get_object_element (organizations, i);

      if (strcmp (json_object_get_string_member (organization, "id"), organization_id) == 0)
        return dup_texts (json_object_get_array_member (organization, "invitations"), "email");
    }
  g_error ("The service has no organization %s", organization_id);
}

/** demo_program_forget_requests: it keeps a record of all, which grows. */
void
demo_program_forget_requests (DemoProgram *self)
{
  json_node_unref (call (self, "DELETE", "/requests"));
}

/** demo_program_end_faults: from now on nothing goes wrong. */
void
demo_program_end_faults (DemoProgram *self)
{
  json_node_unref (call (self, "DELETE", "/faults"));
}
