/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The requests that the demo answered. */

#include "mock/mock-request-log.h"

#include "demo/people/roster-demo-person.h"
#include "mock/mock-fault.h"

#include <string.h>

/* A window that is left open for days must not fill the memory. */
#define MAX_ENTRIES 100000

typedef struct
{
  const char *method; /* static */
  char *resource;
  char *line;
} Entry;

struct _MockRequestLog
{
  GQueue entries; /* Entry, oldest first */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->resource);
  g_free (entry->line);
  g_free (entry);
}

MockRequestLog *
mock_request_log_new (void)
{
  return g_new0 (MockRequestLog, 1);
}

void
mock_request_log_free (MockRequestLog *self)
{
  if (self == NULL)
    return;
  mock_request_log_clear (self);
  g_free (self);
}

static void
append_field (GString *json, const char *name, const char *value)
{
  g_autofree char *valid = NULL;

  if (value == NULL)
    return;
  valid = g_utf8_make_valid (value, -1);
  g_string_append_printf (json, "%s\"%s\":", json->len > 1 ? "," : "", name);
  roster_demo_append_json_string (json, valid);
}

static char *
make_line (const char *method,
           const char *resource,
           const char *organization_id,
           GBytes *body,
           guint status)
{
  GString *json = g_string_new ("{");
  gsize length = 0;
  const char *data = body != NULL ? g_bytes_get_data (body, &length) : NULL;
  g_autofree char *text = length > 0 ? g_strndup (data, length) : NULL;

  append_field (json, "method", method);
  append_field (json, "resource", resource);
  append_field (json, "organization", organization_id);
  append_field (json, "body", text);
  g_string_append_printf (json, ",\"status\":%u}", status);
  return g_string_free (json, FALSE);
}

/**
 * mock_request_log_add:
 * @self: a log
 * @method: of the request
 * @resource: path?query
 * @organization_id: (nullable): from the Hawk header; %NULL where it was refused
 * @body: (nullable): of the request
 * @status: of the answer
 *
 * Returns: the request as one line of JSON, good until the next call
 */
const char *
mock_request_log_add (MockRequestLog *self,
                      const char *method,
                      const char *resource,
                      const char *organization_id,
                      GBytes *body,
                      guint status)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->method = g_intern_string (method);
  entry->resource = g_strdup (resource);
  entry->line = make_line (method, resource, organization_id, body, status);
  g_queue_push_tail (&self->entries, entry);
  if (self->entries.length > MAX_ENTRIES)
    entry_free (g_queue_pop_head (&self->entries));
  return entry->line;
}

/**
 * mock_request_log_count:
 * @self: a log
 * @method: (nullable): which method is counted, or %NULL for any
 * @resource_prefix: (nullable): how the resource begins, or %NULL for any
 *
 * Returns: how many such requests were answered
 */
guint
mock_request_log_count (MockRequestLog *self, const char *method, const char *resource_prefix)
{
  guint n = 0;

  for (GList *l = self->entries.head; l != NULL; l = l->next)
    {
      const Entry *entry = l->data;

      if ((method == NULL || strcmp (entry->method, method) == 0) &&
          (resource_prefix == NULL || g_str_has_prefix (entry->resource, resource_prefix)))
        n++;
    }
  return n;
}

static MockCallKind
find_call (const Entry *entry)
{
  g_autofree char *path = g_strndup (entry->resource, strcspn (entry->resource, "?"));

  return mock_call_kind_find (entry->method, path);
}

/**
 * mock_request_log_count_calls:
 * @self: a log
 * @calls: flags of #MockCallKind
 *
 * Returns: how many such requests there were
 */
guint
mock_request_log_count_calls (MockRequestLog *self, guint calls)
{
  guint n = 0;

  for (GList *l = self->entries.head; l != NULL; l = l->next)
    n += (find_call (l->data) & calls) != 0;
  return n;
}

/**
 * mock_request_log_dup_lines:
 * @self: a log
 *
 * Returns: (transfer full): each request as a line of JSON, oldest first
 */
char **
mock_request_log_dup_lines (MockRequestLog *self)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (GList *l = self->entries.head; l != NULL; l = l->next)
    g_strv_builder_add (lines, ((const Entry *)l->data)->line);
  return g_strv_builder_end (lines);
}

/**
 * mock_request_log_clear:
 * @self: a log
 *
 * Forgets all.
 */
void
mock_request_log_clear (MockRequestLog *self)
{
  g_queue_clear_full (&self->entries, entry_free);
}
