/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One organization of the demo: its members as flat rows over prepared JSON, and its pages. */

#include "demo/people/roster-demo-organization.h"

#include "core/wire/roster-hawk.h"
#include "demo/people/roster-demo-person.h"

#include <string.h>

/* Pages up to this size are sent in one piece; above it, copying costs more than more pieces. */
#define COPY_LIMIT (256 * 1024)

/* What a token is made of: bytes whose base64 holds '+', '/' and '=', so that a client that does
 * not escape them is found out, then the row to go on with. */
#define TOKEN_BYTES 7
static const guint8 token_start[3] = { 0xfb, 0xef, 0xff };

typedef struct
{
  GBytes *text; /* borrowed from base, or from an entry of added */
  gsize offset;
  guint32 length;
  guint32 person;
  const char *role; /* interned */
  guint present : 1;
  guint enabled : 1;
} Row;

struct _RosterDemoOrganization
{
  /* owned */
  char *id;
  char *name;
  GString *draft; /* (nullable) once sealed */
  GBytes *base;   /* (nullable) until sealed: the members it began with, each followed by a comma */
  GPtrArray *added;   /* GBytes: one for each member who came later */
  GArray *rows;       /* Row; never shortened, so that a token stays good */
  guint32 *row_of;    /* a person's row + 1, or 0 */
  GHashTable *hashes; /* of pages, until the next change */

  guint32 n_people;
  guint n_members;
  guint n_owners;
  gint64 now_ms;
};

static Row *
get_row (RosterDemoOrganization *self, guint32 number)
{
  guint32 row = number < self->n_people ? self->row_of[number] : 0;

  return row > 0 ? &g_array_index (self->rows, Row, row - 1) : NULL;
}

static void
append_row (RosterDemoOrganization *self, Row row)
{
  g_array_append_val (self->rows, row);
  self->row_of[row.person] = self->rows->len;
  self->n_members++;
  if (strcmp (row.role, "owner") == 0)
    self->n_owners++;
}

/**
 * roster_demo_organization_new:
 * @id: its id, what is in the ext of a request
 * @name: what it is called
 * @n_people: how many people the platform has: members are people of a lower number
 * @now_ms: the time that people's habits are counted back from, milliseconds since the epoch
 *
 * Returns: (transfer full): an empty organization; fill it, then seal it
 */
RosterDemoOrganization *
roster_demo_organization_new (const char *id, const char *name, guint32 n_people, gint64 now_ms)
{
  RosterDemoOrganization *self = g_new0 (RosterDemoOrganization, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->draft = g_string_new (NULL);
  self->added = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->row_of = g_new0 (guint32, n_people);
  self->hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->n_people = n_people;
  self->now_ms = now_ms;
  return self;
}

void
roster_demo_organization_free (RosterDemoOrganization *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  if (self->draft != NULL)
    g_string_free (self->draft, TRUE);
  g_clear_pointer (&self->base, g_bytes_unref);
  g_ptr_array_unref (self->added);
  g_array_unref (self->rows);
  g_free (self->row_of);
  g_hash_table_unref (self->hashes);
  g_free (self);
}

/**
 * roster_demo_organization_fill:
 * @self: an organization that is not sealed yet
 * @number: the number of a person who is not in it yet
 * @role: their role
 *
 * Puts somebody in who was there from the beginning.
 */
void
roster_demo_organization_fill (RosterDemoOrganization *self, guint32 number, const char *role)
{
  Row row = { .offset = self->draft->len, .person = number, .role = g_intern_string (role) };
  RosterDemoPerson person;

  g_return_if_fail (self->base == NULL && number < self->n_people);

  roster_demo_person_init (&person, number);
  roster_demo_person_append_json (&person, role, self->now_ms, self->draft);
  row.length = (guint32)(self->draft->len - row.offset);
  row.present = TRUE;
  row.enabled = person.enabled;
  g_string_append_c (self->draft, ',');
  append_row (self, row);
}

/**
 * roster_demo_organization_seal:
 * @self: an organization
 *
 * Ends the filling: from now on, people come and go by the service's calls.
 */
void
roster_demo_organization_seal (RosterDemoOrganization *self)
{
  g_return_if_fail (self->base == NULL);

  self->base = g_string_free_to_bytes (g_steal_pointer (&self->draft));
  for (guint i = 0; i < self->rows->len; i++)
    g_array_index (self->rows, Row, i).text = self->base;
}

const char *
roster_demo_organization_get_id (RosterDemoOrganization *self)
{
  return self->id;
}

const char *
roster_demo_organization_get_name (RosterDemoOrganization *self)
{
  return self->name;
}

guint
roster_demo_organization_get_n_members (RosterDemoOrganization *self)
{
  return self->n_members;
}

guint
roster_demo_organization_get_n_owners (RosterDemoOrganization *self)
{
  return self->n_owners;
}

/**
 * roster_demo_organization_get_person:
 * @self: an organization
 * @position: among its members, in the order of the list
 *
 * Returns: the number of the member at @position, or %ROSTER_DEMO_NOBODY
 */
guint32
roster_demo_organization_get_person (RosterDemoOrganization *self, guint position)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      if (row->present && position-- == 0)
        return row->person;
    }
  return ROSTER_DEMO_NOBODY;
}

/**
 * roster_demo_organization_get_role:
 * @self: an organization
 * @number: a person
 *
 * Returns: (nullable): the person's role, or %NULL where they are not a member
 */
const char *
roster_demo_organization_get_role (RosterDemoOrganization *self, guint32 number)
{
  const Row *row = get_row (self, number);

  return row != NULL ? row->role : NULL;
}

/**
 * roster_demo_organization_add:
 * @self: an organization
 * @number: a person who is not a member
 * @role: their role
 *
 * Returns: (transfer full): the MEMBER of threat-stack/README.md that they became
 */
GBytes *
roster_demo_organization_add (RosterDemoOrganization *self, guint32 number, const char *role)
{
  Row row = { .person = number, .role = g_intern_string (role), .present = TRUE };
  GString *json = g_string_new (NULL);
  RosterDemoPerson person;

  roster_demo_person_init (&person, number);
  roster_demo_person_append_json (&person, role, self->now_ms, json);
  row.length = (guint32)json->len;
  row.enabled = person.enabled;
  row.text = g_string_free_to_bytes (json);
  g_ptr_array_add (self->added, row.text);
  append_row (self, row);
  g_hash_table_remove_all (self->hashes);
  return g_bytes_ref (row.text);
}

/**
 * roster_demo_organization_remove:
 * @self: an organization
 * @number: a person
 *
 * Returns: %FALSE where they are not a member
 */
gboolean
roster_demo_organization_remove (RosterDemoOrganization *self, guint32 number)
{
  Row *row = get_row (self, number);

  if (row == NULL)
    return FALSE;
  row->present = FALSE;
  self->row_of[number] = 0;
  self->n_members--;
  if (strcmp (row->role, "owner") == 0)
    self->n_owners--;
  g_hash_table_remove_all (self->hashes);
  return TRUE;
}

/* Pages */

static char *
make_token (guint32 row)
{
  guint8 bytes[TOKEN_BYTES];
  guint32 big_endian = GUINT32_TO_BE (row);

  memcpy (bytes, token_start, sizeof token_start);
  memcpy (bytes + sizeof token_start, &big_endian, sizeof big_endian);
  return g_base64_encode (bytes, sizeof bytes);
}

/* The row to begin with, or FALSE where it is no token of ours. */
static gboolean
read_token (RosterDemoOrganization *self, const char *token, guint *row)
{
  g_autofree guint8 *bytes = NULL;
  g_autofree char *again = NULL;
  guint32 big_endian;
  gsize length = 0;

  *row = 0;
  if (token == NULL)
    return TRUE;
  bytes = g_base64_decode (token, &length);
  if (length != TOKEN_BYTES)
    return FALSE;
  memcpy (&big_endian, bytes + sizeof token_start, sizeof big_endian);
  *row = GUINT32_FROM_BE (big_endian);
  again = make_token (*row);
  return strcmp (again, token) == 0 && *row < self->rows->len;
}

static gboolean
is_listed (const Row *row, gboolean enabled_only)
{
  return row->present && (row->enabled || !enabled_only);
}

static guint
find_listed (RosterDemoOrganization *self, guint from, gboolean enabled_only)
{
  while (from < self->rows->len &&
         !is_listed (&g_array_index (self->rows, Row, from), enabled_only))
    from++;
  return from;
}

/* Appends the members from @first on that lie behind one another, at most @limit. Gives the row
 * behind them, and takes what was listed off @limit. */
static guint
append_run (
    RosterDemoOrganization *self, guint first, gboolean enabled_only, guint *limit, GPtrArray *body)
{
  const Row *start = &g_array_index (self->rows, Row, first);
  gsize end = start->offset + start->length;
  guint i = first + 1;

  for (--*limit; *limit > 0 && i < self->rows->len; i++, --*limit)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      if (row->text != start->text || !is_listed (row, enabled_only))
        break;
      end = row->offset + row->length;
    }
  g_ptr_array_add (body, g_bytes_new_from_bytes (start->text, start->offset, end - start->offset));
  return i;
}

static GPtrArray *
make_page (RosterDemoOrganization *self, guint row, gboolean enabled_only, guint limit)
{
  g_autoptr (GPtrArray) body = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autofree char *token = NULL;

  g_ptr_array_add (body, g_bytes_new_static ("{\"members\":[", 12));
  row = find_listed (self, row, enabled_only);
  while (limit > 0 && row < self->rows->len)
    {
      if (body->len > 1)
        g_ptr_array_add (body, g_bytes_new_static (",", 1));
      row = append_run (self, row, enabled_only, &limit, body);
      row = find_listed (self, row, enabled_only);
    }

  if (row < self->rows->len)
    {
      g_autofree char *next = make_token (row);

      token = g_strdup_printf ("],\"token\":\"%s\"}", next);
    }
  else
    {
      token = g_strdup ("],\"token\":null}");
    }
  g_ptr_array_add (body, g_bytes_new (token, strlen (token)));
  return g_steal_pointer (&body);
}

static gsize
body_length (GPtrArray *body)
{
  gsize length = 0;

  for (guint i = 0; i < body->len; i++)
    length += g_bytes_get_size (g_ptr_array_index (body, i));
  return length;
}

/* One piece where that is cheaper: a small body, or one in very many pieces. */
static GPtrArray *
join_pieces (GPtrArray *body)
{
  g_autoptr (GPtrArray) pieces = body;
  gsize length = body_length (pieces);
  GPtrArray *joined;
  GString *text;

  if (length > COPY_LIMIT && pieces->len <= 64)
    return g_steal_pointer (&pieces);

  text = g_string_sized_new (length + 1);
  for (guint i = 0; i < pieces->len; i++)
    {
      gsize size;
      const char *data = g_bytes_get_data (g_ptr_array_index (pieces, i), &size);

      g_string_append_len (text, data, (gssize)size);
    }
  joined = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_ptr_array_add (joined, g_string_free_to_bytes (text));
  return joined;
}

static char *
hash_pieces (GPtrArray *body)
{
  RosterHawkHasher *hasher = roster_hawk_hasher_new (ROSTER_DEMO_JSON);

  for (guint i = 0; i < body->len; i++)
    {
      gsize size;
      const char *data = g_bytes_get_data (g_ptr_array_index (body, i), &size);

      roster_hawk_hasher_update (hasher, data, size);
    }
  return roster_hawk_hasher_finish (hasher);
}

void
roster_demo_page_clear (RosterDemoPage *self)
{
  g_clear_pointer (&self->body, g_ptr_array_unref);
  g_clear_pointer (&self->hash, g_free);
}

/**
 * roster_demo_organization_get_page:
 * @self: a sealed organization
 * @token: (nullable): the token of the page before, or %NULL for the first page
 * @enabled_only: whether disabled people are left out
 * @page_size: how many members a page has
 * @page: (out caller-allocates): the page
 *
 * Returns: %FALSE where @token is none of this organization
 */
gboolean
roster_demo_organization_get_page (RosterDemoOrganization *self,
                                   const char *token,
                                   gboolean enabled_only,
                                   guint page_size,
                                   RosterDemoPage *page)
{
  g_autofree char *key = g_strdup_printf ("%d %u %s", enabled_only, page_size, token ? token : "");
  const char *hash = g_hash_table_lookup (self->hashes, key);
  guint row;

  if (!read_token (self, token, &row))
    return FALSE;
  page->body = join_pieces (make_page (self, row, enabled_only, page_size));
  page->hash = hash != NULL ? g_strdup (hash) : hash_pieces (page->body);
  if (hash == NULL)
    g_hash_table_insert (self->hashes, g_steal_pointer (&key), g_strdup (page->hash));
  return TRUE;
}
