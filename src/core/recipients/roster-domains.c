/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The domains of addresses: those that are usual, and those that only look like another one, such
 * as “examp1e.com” beside “example.com” (the idea is that of Unicode's UTS 39). */

#include "core/recipients/roster-domains.h"

#include <gio/gio.h>
#include <string.h>

#include "core/base/roster-address-key.h"

/* So many members, evenly spread over the table, say as much as all of them, and in time for the
 * next keystroke. */
#define SAMPLE 4096

/* What a member counts more than an address of the list. */
#define MEMBER_WEIGHT 1000

/* From this many members on, their domains say what is usual; below, the list itself does. */
#define ENOUGH_MEMBERS 5
#define ENOUGH_ADDRESSES 3

typedef struct
{
  char *skeleton; /* owned: what the domain looks like */
  guint n_members;
  guint n_listed;
} Domain;

struct _RosterDomains
{
  GHashTable *domains; /* owned: domain as in the key of an address → Domain */
  GHashTable *looks;   /* owned: skeleton → (element-type Domain) GPtrArray */
  gboolean by_members; /* whether they say what is usual */
  guint least;         /* how many a usual domain has; 0 where none is usual */
};

/* Letters and digits that pass for a Latin letter; sorted by nothing, there are few. */
static const struct
{
  gunichar letter;
  char looks;
} look_alikes[] = {
  { '0', 'o' },    { '1', 'l' },   { '3', 'e' },   { '5', 's' },   { '8', 'b' },   { 0x131, 'i' },
  { 0x3b1, 'a' },  { 0x3b5, 'e' }, { 0x3b9, 'i' }, { 0x3ba, 'k' }, { 0x3bd, 'v' }, { 0x3bf, 'o' },
  { 0x3c1, 'p' },  { 0x3c4, 't' }, { 0x3c5, 'u' }, { 0x3c7, 'x' }, { 0x430, 'a' }, { 0x432, 'b' },
  { 0x435, 'e' },  { 0x43a, 'k' }, { 0x43c, 'm' }, { 0x43d, 'h' }, { 0x43e, 'o' }, { 0x440, 'p' },
  { 0x441, 'c' },  { 0x442, 't' }, { 0x443, 'y' }, { 0x445, 'x' }, { 0x455, 's' }, { 0x456, 'i' },
  { 0x458, 'j' },  { 0x4bb, 'h' }, { 0x501, 'd' }, { 0x51b, 'q' }, { 0x51d, 'w' }, { 0x261, 'g' },
  { 0x1d0f, 'o' }, { 0x2c9, 'l' }, { 0x4cf, 'l' },
};

/* Two letters that pass for one. */
static const char *const pairs[][2] = { { "rn", "m" }, { "vv", "w" }, { "cl", "d" } };

/* Which writing a letter belongs to, where languages mix several: Japanese and Korean count as one
 * with Han. */
static GUnicodeScript
get_writing (gunichar c)
{
  const GUnicodeScript script = g_unichar_get_script (c);

  if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA ||
      script == G_UNICODE_SCRIPT_HANGUL || script == G_UNICODE_SCRIPT_BOPOMOFO)
    return G_UNICODE_SCRIPT_HAN;
  return script == G_UNICODE_SCRIPT_INHERITED ? G_UNICODE_SCRIPT_COMMON : script;
}

/* In letters, where it is in its ASCII form. */
static char *
decode (const char *domain)
{
  char *shown = g_hostname_is_ascii_encoded (domain) ? g_hostname_to_unicode (domain) : NULL;

  return shown != NULL ? shown : g_strdup (domain);
}

/* Whether a label has letters of several writings. domain: in letters or in its ASCII form */
static gboolean
is_mixed (const char *domain)
{
  g_autofree char *shown = decode (domain);
  GUnicodeScript writing = G_UNICODE_SCRIPT_COMMON;

  for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
    {
      const GUnicodeScript found = get_writing (g_utf8_get_char (p));

      if (*p == '.')
        writing = G_UNICODE_SCRIPT_COMMON;
      else if (found == G_UNICODE_SCRIPT_COMMON)
        continue;
      else if (writing == G_UNICODE_SCRIPT_COMMON)
        writing = found;
      else if (writing != found)
        return TRUE;
    }
  return FALSE;
}

static void
append_look (GString *text, gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (look_alikes); i++)
    {
      if (look_alikes[i].letter == c)
        {
          g_string_append_c (text, look_alikes[i].looks);
          return;
        }
    }
  if (!g_unichar_ismark (c))
    g_string_append_unichar (text, c);
}

/* What a domain looks like; two that look alike have the same. */
static char *
dup_skeleton (const char *domain)
{
  g_autofree char *shown = decode (domain);
  g_autofree char *folded = g_utf8_casefold (shown, -1);
  g_autofree char *apart = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = apart != NULL ? apart : folded; *p != '\0'; p = g_utf8_next_char (p))
    append_look (text, g_utf8_get_char (p));
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_string_replace (text, pairs[i][0], pairs[i][1], 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
domain_free (gpointer data)
{
  Domain *domain = data;

  g_free (domain->skeleton);
  g_free (domain);
}

/* (nullable): where there is no domain */
static Domain *
ensure_domain (RosterDomains *self, const char *email)
{
  g_autofree char *address = roster_address_key (email);
  const char *at = strrchr (address, '@');
  Domain *domain = at != NULL ? g_hash_table_lookup (self->domains, at + 1) : NULL;
  GPtrArray *alike;

  if (domain != NULL || at == NULL || at[1] == '\0')
    return domain;

  domain = g_new0 (Domain, 1);
  domain->skeleton = dup_skeleton (at + 1);
  g_hash_table_insert (self->domains, g_strdup (at + 1), domain);
  alike = g_hash_table_lookup (self->looks, domain->skeleton);
  if (alike == NULL)
    {
      alike = g_ptr_array_new ();
      g_hash_table_insert (self->looks, domain->skeleton, alike);
    }
  g_ptr_array_add (alike, domain);
  return domain;
}

static void
add_members (RosterDomains *self, RosterMemberTable *table)
{
  const guint n_members = roster_member_table_get_n_members (table);
  const guint n = MIN (n_members, SAMPLE);

  for (guint i = 0; i < n; i++)
    {
      const guint row = (guint)((guint64)i * n_members / n);
      Domain *domain = ensure_domain (self, roster_member_table_get (table, row)->email);

      if (domain != NULL)
        domain->n_members++;
    }
  self->by_members = n_members >= ENOUGH_MEMBERS;
}

static guint
count (RosterDomains *self, const Domain *domain)
{
  return self->by_members ? domain->n_members : domain->n_listed;
}

/* 0 where no domain has enough to be usual. */
static guint
find_least (RosterDomains *self)
{
  const guint percent = self->by_members ? 10 : 51;
  GHashTableIter iter;
  gpointer domain;
  guint total = 0;
  guint most = 0;
  guint least;

  g_hash_table_iter_init (&iter, self->domains);
  while (g_hash_table_iter_next (&iter, NULL, &domain))
    {
      total += count (self, domain);
      most = MAX (most, count (self, domain));
    }
  if (!self->by_members && total < ENOUGH_ADDRESSES)
    return 0;
  least = MAX ((guint)(((guint64)total * percent + 99) / 100), 1);
  return most >= least ? least : 0;
}

RosterDomains *
roster_domains_new (GPtrArray *emails, RosterMemberTable *table)
{
  RosterDomains *self = g_new0 (RosterDomains, 1);

  self->domains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, domain_free);
  self->looks =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);

  if (table != NULL)
    add_members (self, table);
  for (guint i = 0; i < emails->len; i++)
    {
      Domain *domain = ensure_domain (self, emails->pdata[i]);

      if (domain != NULL)
        domain->n_listed++;
    }
  self->least = find_least (self);
  return self;
}

void
roster_domains_free (RosterDomains *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->looks);
  g_hash_table_unref (self->domains);
  g_free (self);
}

gboolean
roster_domains_is_unusual (RosterDomains *self, const char *email)
{
  const Domain *domain = ensure_domain (self, email);

  return self->least > 0 && (domain == NULL || count (self, domain) < self->least);
}

static guint64
weigh (const Domain *domain)
{
  return (guint64)domain->n_members * MEMBER_WEIGHT + domain->n_listed;
}

gboolean
roster_domains_is_suspect (RosterDomains *self, const char *email)
{
  const Domain *domain = ensure_domain (self, email);
  const char *at = strrchr (email, '@');
  GPtrArray *alike = domain != NULL ? g_hash_table_lookup (self->looks, domain->skeleton) : NULL;

  for (guint i = 0; alike != NULL && i < alike->len; i++)
    {
      const Domain *other = g_ptr_array_index (alike, i);

      if (other != domain && weigh (other) >= weigh (domain))
        return TRUE;
    }
  return at != NULL && is_mixed (at + 1);
}
