/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service for bad days: what it does and what it answers are set apart. */

#include "mock/troubled-service.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  char *id;
  char *email;
  char *role;
} Member;

struct _TroubledService
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server; /* of the thread */
  char *endpoint;

  GMutex mutex;        /* of all below */
  GPtrArray *members;  /* (element-type Member) */
  GPtrArray *requests; /* (element-type utf8) */
  GPtrArray *held;     /* (element-type SoupServerMessage) */
  gboolean changes_done;
  guint changes_status;
  gboolean changes_forged;
  guint n_good_lists;
  guint lists_status;
  char *hold_method;       /* (nullable) */
  char *hold_organization; /* (nullable) */
  TroubledFunc func;
  gpointer func_data;
};

static void
member_free (Member *member)
{
  g_free (member->id);
  g_free (member->email);
  g_free (member->role);
  g_free (member);
}

static guint
find_member (TroubledService *self, const char *id)
{
  for (guint i = 0; i < self->members->len; i++)
    if (g_str_equal (((Member *)self->members->pdata[i])->id, id))
      return i;

  return G_MAXUINT;
}

static void
append_member (TroubledService *self, const char *id, const char *email, const char *role)
{
  Member *member = g_new0 (Member, 1);

  member->id = g_strdup (id);
  member->email = g_strdup (email);
  member->role = g_strdup (role);
  g_ptr_array_add (self->members, member);
}

static char *
write_list (TroubledService *self)
{
  g_autoptr (GString) text = g_string_new ("{\"members\":[");

  for (guint i = 0; i < self->members->len; i++)
    {
      Member *member = self->members->pdata[i];

      g_string_append_printf (text,
                              "%s{\"role\":\"%s\",\"ssoEnabled\":false,\"displayName\":\"%s\","
                              "\"userEnabled\":true,\"lastAuthenticatedAt\":null,"
                              "\"mfaEnabled\":true,\"id\":\"%s\",\"email\":\"%s\"}",
                              i > 0 ? "," : "", member->role, member->id, member->id,
                              member->email);
    }
  g_string_append (text, "],\"token\":null}");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
do_add (TroubledService *self, const char *body)
{
  g_autoptr (JsonNode) root = json_from_string (body, NULL);
  JsonObject *object = json_node_get_object (root);
  const char *id = json_object_get_string_member (object, "id");
  g_autofree char *email = g_strdup_printf ("%s@example.com", id);

  append_member (self, id, email, json_object_get_string_member (object, "role"));
}

static void
do_change (TroubledService *self, const char *method, const char *path, const char *body)
{
  guint position;

  if (g_str_equal (method, "POST") && g_str_has_suffix (path, "/members"))
    do_add (self, body);
  if (!g_str_equal (method, "DELETE"))
    return;

  position = find_member (self, strrchr (path, '/') + 1);
  if (position != G_MAXUINT)
    g_ptr_array_remove_index (self->members, position);
}

static void
answer (SoupServerMessage *message, guint status, const char *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

/* The answer finds no way out. */
static void
cut (SoupServerMessage *message)
{
  soup_server_message_set_status (message, 204, NULL);
  g_socket_close (soup_server_message_get_socket (message), NULL);
}

static void
answer_list (TroubledService *self, SoupServerMessage *message)
{
  g_autofree char *list = write_list (self);

  if (self->n_good_lists > 0)
    {
      self->n_good_lists--;
      answer (message, 200, list);
    }
  else if (self->lists_status == 200)
    answer (message, 200, list);
  else if (self->lists_status == TROUBLED_CUT)
    cut (message);
  else
    answer (message, self->lists_status, "{\"errors\":[\"no list today\"]}");
}

/* What was sent is what is answered, but for the name of an address. */
static void
answer_well (SoupServerMessage *message, const char *body)
{
  g_autoptr (GString) said = g_string_new (body);

  g_string_replace (said, "\"email\"", "\"sentToEmail\"", 1);
  answer (message, 200, said->str);
}

static void
answer_change (TroubledService *self, SoupServerMessage *message, const char *body)
{
  if (self->changes_forged)
    soup_message_headers_append (soup_server_message_get_response_headers (message),
                                 "Server-Authorization",
                                 "Hawk mac=\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"");
  if (self->changes_status == TROUBLED_CUT)
    cut (message);
  else if (self->changes_status == 204)
    soup_server_message_set_status (message, 204, NULL);
  else if (self->changes_status == 200)
    answer_well (message, body);
  else if (self->changes_status == TROUBLED_REFUSAL_AS_SUCCESS)
    answer (message, 200, "{\"errors\":[\"not today\"]}");
  else
    answer (message, self->changes_status, "{\"errors\":[\"not today\"]}");
}

static gboolean
is_held (TroubledService *self, SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);
  const char *authorization = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");
  g_autofree char *ext = NULL;

  if (g_strcmp0 (self->hold_method, method) != 0)
    return FALSE;
  if (self->hold_organization == NULL)
    return TRUE;

  ext = g_strdup_printf ("ext=\"%s\"", self->hold_organization);

  return authorization != NULL && strstr (authorization, ext) != NULL;
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  TroubledService *self = user_data;
  const char *method = soup_server_message_get_method (message);
  SoupMessageBody *sent = soup_server_message_get_request_body (message);
  g_autofree char *body = g_strndup (sent->data != NULL ? sent->data : "", (gsize)sent->length);
  g_autofree char *request = g_strdup_printf ("%s %s %s", method, path, body);
  g_autoptr (GMutexLocker) locker = NULL;

  if (self->func != NULL)
    self->func (request, self->func_data);

  locker = g_mutex_locker_new (&self->mutex);
  g_ptr_array_add (self->requests, g_steal_pointer (&request));
  if (is_held (self, message))
    {
      soup_server_message_pause (message);
      g_ptr_array_add (self->held, g_object_ref (message));
    }

  if (g_str_equal (method, "GET"))
    {
      answer_list (self, message);
      return;
    }
  if (self->changes_done)
    do_change (self, method, path, body);
  answer_change (self, message, body);
}

static gpointer
run (gpointer data)
{
  TroubledService *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

/* The server belongs to the context in which it is made; the thread runs that from then on. */
TroubledService *
troubled_service_new (void)
{
  TroubledService *self = g_new0 (TroubledService, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_setenv ("ROSTER_INSECURE_LOOPBACK", "1", FALSE); /* it signs nothing */
  g_mutex_init (&self->mutex);
  self->members = g_ptr_array_new_with_free_func ((GDestroyNotify)member_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->changes_done = TRUE;
  self->changes_status = 204;
  self->lists_status = 200;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->endpoint = g_strdup_printf ("http://127.0.0.1:%d/v2", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  g_main_context_pop_thread_default (self->context);

  self->thread = g_thread_new ("troubled-service", run, self);

  return self;
}

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_REMOVE;
}

/* From within the loop: the thread may not have come to run it yet. */
static void
quit_soon (TroubledService *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, quit, self->loop, NULL);
  g_source_attach (source, self->context);
}

void
troubled_service_free (TroubledService *self)
{
  troubled_service_release (self);
  quit_soon (self);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->members);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->held);
  g_mutex_clear (&self->mutex);
  g_free (self->hold_method);
  g_free (self->hold_organization);
  g_free (self->endpoint);
  g_free (self);
}

const char *
troubled_service_get_endpoint (TroubledService *self)
{
  return self->endpoint;
}

RosterOrganization *
troubled_service_new_organization (TroubledService *self, const char *id)
{
  g_autoptr (RosterAccount) account = roster_account_new (self->endpoint, "me");
  g_autoptr (RosterTransport) transport = roster_transport_new ();
  g_autoptr (RosterClient) client = roster_client_new (transport, account);
  RosterOrganization *organization = roster_organization_new ("Production", id, client, NULL);

  troubled_service_set_key (organization);

  return organization;
}

void
troubled_service_set_key (RosterOrganization *organization)
{
  SecretValue *key = secret_value_new (TROUBLED_KEY, -1, "text/plain");

  roster_account_set_key (roster_organization_get_account (organization), key);
  secret_value_unref (key);
}

void
troubled_service_set_func (TroubledService *self, TroubledFunc func, gpointer user_data)
{
  self->func = func;
  self->func_data = user_data;
}

void
troubled_service_add_member (TroubledService *self,
                             const char *id,
                             const char *email,
                             const char *role)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  append_member (self, id, email, role);
}

void
troubled_service_remove_member (TroubledService *self, const char *id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_ptr_array_remove_index (self->members, find_member (self, id));
}

gboolean
troubled_service_has_member (TroubledService *self, const char *id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return find_member (self, id) != G_MAXUINT;
}

void
troubled_service_answer_changes (TroubledService *self, gboolean done, guint status)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->changes_done = done;
  self->changes_status = status;
}

void
troubled_service_forge_changes (TroubledService *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->changes_forged = TRUE;
}

void
troubled_service_answer_lists (TroubledService *self, guint n_good, guint status)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->n_good_lists = n_good;
  self->lists_status = status;
}

void
troubled_service_hold (TroubledService *self, const char *method, const char *organization_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_free (self->hold_method);
  self->hold_method = g_strdup (method);
  g_free (self->hold_organization);
  self->hold_organization = g_strdup (organization_id);
}

static gboolean
release_held (gpointer data)
{
  GPtrArray *held = data;

  for (guint i = 0; i < held->len; i++)
    soup_server_message_unpause (held->pdata[i]);

  return G_SOURCE_REMOVE;
}

void
troubled_service_release (TroubledService *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GSource) source = NULL;
  GPtrArray *held = g_steal_pointer (&self->held);

  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  g_clear_pointer (&self->hold_method, g_free);
  source = g_idle_source_new ();
  g_source_set_callback (source, release_held, held, (GDestroyNotify)g_ptr_array_unref);
  g_source_attach (source, self->context);
}

guint
troubled_service_get_n_held (TroubledService *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->held->len;
}

char **
troubled_service_dup_requests (TroubledService *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->requests->len; i++)
    g_strv_builder_add (builder, self->requests->pdata[i]);

  return g_strv_builder_end (builder);
}

guint
troubled_service_count_requests (TroubledService *self, const char *prefix)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  guint n = 0;

  for (guint i = 0; i < self->requests->len; i++)
    n += g_str_has_prefix (self->requests->pdata[i], prefix);

  return n;
}

void
troubled_service_clear_requests (TroubledService *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_ptr_array_set_size (self->requests, 0);
}
