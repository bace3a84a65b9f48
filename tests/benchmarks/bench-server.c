/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The service that the benchmarks ask: plain sockets and lists made beforehand, so that it is never
 * what is waited for.
 *
 * GET /COUNT/KIND/v2/organizations/members gives COUNT members; KIND is plain (one page, unsigned),
 * signed (one page, proved by Hawk), gzip (signed, and compressed for whoever asks for it) or pages
 * (100 members a page, unsigned). It prints the line that roster-demo prints, whose endpoint has
 * the first two parts from the environment's ROSTER_BENCH_LIST, such as 1000/plain. */

#include <stdlib.h>
#include <unistd.h>

#include "bench-page.h"
#include "core/wire/roster-hawk.h"
#include "mock/wire-server.h"

#define PAGE_SIZE 100u
#define TYPE "application/json"

/* A whole list, made when it is first asked for. */
typedef struct
{
  GString *text;
  char *hash;
  GBytes *packed; /* (nullable) until it is asked for */
} List;

typedef struct
{
  GMutex lock;
  GHashTable *lists; /* element-type guint List */
} Lists;

static List *
get_list (Lists *lists, guint n_members)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lists->lock);
  List *list = g_hash_table_lookup (lists->lists, GUINT_TO_POINTER (n_members));

  if (list != NULL)
    return list;

  list = g_new0 (List, 1);
  list->text = bench_page_new (n_members);
  list->hash = roster_hawk_payload_hash (TYPE, list->text->str, list->text->len);
  g_hash_table_insert (lists->lists, GUINT_TO_POINTER (n_members), list);
  return list;
}

static GBytes *
get_packed (Lists *lists, List *list)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lists->lock);

  if (list->packed == NULL)
    {
      g_autoptr (GConverter) converter =
          G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
      g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
      g_autoptr (GOutputStream) out = g_converter_output_stream_new (memory, converter);

      g_output_stream_write_all (out, list->text->str, list->text->len, NULL, NULL, NULL);
      g_output_stream_close (out, NULL, NULL);
      list->packed = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
    }
  return list->packed;
}

/* headers: each ends with \r\n */
static gboolean
answer (GOutputStream *out, const char *headers, const char *body, gsize length)
{
  g_autofree char *head = g_strdup_printf (
      "HTTP/1.1 200 OK\r\n%sContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n", headers, length);

  wire_write (out, head);
  return g_output_stream_write_all (out, body, length, NULL, NULL, NULL);
}

/* The token is the number of the page's first member. */
static gboolean
answer_page (const WireRequest *request, GOutputStream *out, guint n_members)
{
  const char *token = strstr (request->resource, "token=");
  guint first = token != NULL ? (guint)strtoul (token + strlen ("token="), NULL, 10) : 0;
  guint n = MIN (PAGE_SIZE, n_members - MIN (first, n_members));
  g_autofree char *next = first + n < n_members ? g_strdup_printf ("%u", first + n) : NULL;
  GString *page = bench_page_new_part (first, n, next);
  gboolean written = answer (out, "Content-Type: " TYPE "\r\n", page->str, page->len);

  g_string_free (page, TRUE);
  return written;
}

static gboolean
on_request (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  Lists *lists = user_data;
  g_auto (GStrv) parts = g_strsplit (request->resource, "/", 4);
  const char *encoding = wire_request_get_header (request, "Accept-Encoding");
  g_autofree char *proof = NULL;
  g_autofree char *headers = NULL;
  guint n_members;
  List *list;

  if (g_strv_length (parts) < 4 || strcmp (request->method, "GET") != 0)
    {
      wire_reply (out, 404, NULL, "");
      return TRUE;
    }
  n_members = (guint)strtoul (parts[1], NULL, 10);
  if (strcmp (parts[2], "pages") == 0)
    return answer_page (request, out, n_members);

  list = get_list (lists, n_members);
  if (strcmp (parts[2], "plain") == 0)
    return answer (out, "Content-Type: " TYPE "\r\n", list->text->str, list->text->len);

  /* Who does not sign, as curl, is not asked to. */
  if (wire_request_get_header (request, "Authorization") != NULL)
    proof = wire_sign_hash (server, request, TYPE, list->hash);
  if (strcmp (parts[2], "gzip") == 0 && encoding != NULL && strstr (encoding, "gzip") != NULL)
    {
      GBytes *packed = get_packed (lists, list);

      headers = g_strconcat (proof != NULL ? proof : "", "Content-Encoding: gzip\r\n", NULL);
      return answer (out, headers, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
    }
  return answer (out, proof != NULL ? proof : "", list->text->str, list->text->len);
}

int
main (void)
{
  Lists lists = { .lists = g_hash_table_new (NULL, NULL) };
  const char *list = g_getenv ("ROSTER_BENCH_LIST");
  WireServer *server = wire_server_new (NULL, on_request, &lists);
  char byte;

  g_print ("{\"endpoint\":\"http://127.0.0.1:%u/%s/v2\",\"userId\":\"" WIRE_ID "\","
           "\"apiKey\":\"" WIRE_KEY "\",\"organizations\":[{\"id\":\"bench\",\"name\":\"Bench\"}]}"
           "\n",
           wire_server_get_port (server), list != NULL ? list : "1000/plain");
  while (read (STDIN_FILENO, &byte, 1) > 0)
    continue;
  return EXIT_SUCCESS;
}
