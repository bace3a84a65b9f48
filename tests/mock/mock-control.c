/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets the demo service's faults and tells its state, over a port of its own. */

#include "mock/mock-control.h"

#include "core/wire/roster-hawk.h"
#include "demo/service/roster-demo-answer.h"
#include "mock/mock-fault.h"
#include "demo/service/roster-demo-secret.h"

#include <libsoup/soup.h>
#include <string.h>

#define SCHEME "Bearer "
#define MEMBERS_PREFIX "/members/"

struct _MockControl
{
  MockService *service; /* borrowed: it owns the control */
  SoupServer *server;
  char *url;
  char *token;
};

static gboolean
is_allowed (MockControl *self, SoupServerMessage *message)
{
  const char *given = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");

  return given != NULL && g_str_has_prefix (given, SCHEME) &&
         roster_hawk_equal (given + strlen (SCHEME), self->token);
}

/* json: (transfer full) */
static void
answer (SoupServerMessage *message, guint status, char *json)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, ROSTER_DEMO_JSON, SOUP_MEMORY_TAKE, json,
                                    strlen (json));
}

static void
refuse (SoupServerMessage *message, guint status, const char *text)
{
  g_autoptr (RosterDemoAnswer) error = roster_demo_answer_new_error (status, text);
  gsize length = 0;
  const char *data = g_bytes_get_data (error->body->pdata[0], &length);

  answer (message, status, g_strndup (data, length));
}

/* All lines or none. */
static gboolean
add_faults (MockControl *self, SoupServerMessage *message, GError **error)
{
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_auto (GStrv) lines = NULL;

  if (!g_utf8_validate_len (g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "not UTF-8");
      return FALSE;
    }
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_autoptr (MockFault) fault = NULL;

      if (**line != '\0' && (fault = mock_fault_parse (*line, error)) == NULL)
        return FALSE;
    }
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      mock_service_add_fault (self->service, *line, NULL);
  return TRUE;
}

static void
answer_faults (MockControl *self, SoupServerMessage *message, const char *method)
{
  g_autoptr (GError) error = NULL;

  if (strcmp (method, "POST") == 0 && !add_faults (self, message, &error))
    {
      refuse (message, 400, error->message);
      return;
    }
  if (strcmp (method, "DELETE") == 0)
    mock_service_clear_faults (self->service);
  answer (message, 200, mock_service_describe_faults (self->service));
}

static void
answer_requests (MockControl *self, SoupServerMessage *message, const char *method)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;

  if (strcmp (method, "DELETE") == 0)
    mock_service_clear_requests (self->service);
  lines = mock_service_dup_requests (self->service);
  joined = g_strjoinv (",", lines);
  answer (message, 200, g_strdup_printf ("[%s]", joined));
}

static void
handle_request (SoupServer *server,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query,
                gpointer user_data)
{
  MockControl *self = user_data;
  const char *method = soup_server_message_get_method (message);
  gboolean is_get = strcmp (method, "GET") == 0;
  gboolean changes = strcmp (method, "POST") == 0 || strcmp (method, "DELETE") == 0;

  if (!is_allowed (self, message))
    refuse (message, 401, "The token is missing or wrong");
  else if (strcmp (path, "/faults") == 0 && (is_get || changes))
    answer_faults (self, message, method);
  else if (strcmp (path, "/requests") == 0 && (is_get || strcmp (method, "DELETE") == 0))
    answer_requests (self, message, method);
  else if (strcmp (path, "/state") == 0 && is_get)
    answer (message, 200, mock_service_describe_state (self->service));
  else if (g_str_has_prefix (path, MEMBERS_PREFIX) && is_get)
    answer (message, 200,
            mock_service_describe_members (self->service, path + strlen (MEMBERS_PREFIX)));
  else
    refuse (message, 404, "There is no such thing here");
}

/**
 * mock_control_new:
 * @service: what is controlled; has to outlive the control
 * @error: a GIOErrorEnum
 *
 * Returns: (transfer full) (nullable): a control that listens, in the main context that is the
 *   thread's default now
 */
MockControl *
mock_control_new (MockService *service, GError **error)
{
  g_autoptr (MockControl) self = g_new0 (MockControl, 1);
  g_autoslist (GUri) uris = NULL;

  self->service = service;
  self->token = roster_demo_secret_new ();
  self->server = soup_server_new ("server-header", "roster-mock ", NULL);
  soup_server_add_handler (self->server, NULL, handle_request, self, NULL);
  if (!soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return NULL;
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  return g_steal_pointer (&self);
}

void
mock_control_free (MockControl *self)
{
  if (self == NULL)
    return;
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self->url);
  g_free (self->token);
  g_free (self);
}

/**
 * mock_control_describe:
 * @self: a control
 *
 * Returns: (transfer full): a JSON object with url and token
 */
char *
mock_control_describe (MockControl *self)
{
  return g_strdup_printf ("{\"url\":\"%s\",\"token\":\"%s\"}", self->url, self->token);
}
