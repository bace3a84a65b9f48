/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which domains of a list of addresses only look like others: “examp1e.com” beside “example.com”,
 * however few members there are. */

#include "core/recipients/roster-domain-rivals.h"

#include <string.h>

#include "core/base/roster-address-key.h"
#include "core/recipients/roster-domain-look.h"

/* So many members, evenly spread over the table, say as much as all of them. */
#define SAMPLE 4096

/* What a member counts more than an address of the list. */
#define MEMBER_WEIGHT 1000

typedef struct
{
  char *skeleton; /* owned: what the domain looks like */
  guint64 weight; /* what speaks for it */
} Domain;

struct _RosterDomainRivals
{
  GHashTable *domains; /* owned: domain as in the key of an address → Domain */
  GHashTable *looks;   /* owned: skeleton → (element-type Domain) GPtrArray */
};

static void
domain_free (gpointer data)
{
  Domain *domain = data;

  g_free (domain->skeleton);
  g_free (domain);
}

/**
 * roster_domain_rivals_new:
 *
 * Returns: (transfer full): no domains
 */
RosterDomainRivals *
roster_domain_rivals_new (void)
{
  RosterDomainRivals *self = g_new0 (RosterDomainRivals, 1);

  self->domains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, domain_free);
  self->looks =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);

  return self;
}

/**
 * roster_domain_rivals_free:
 * @self: (transfer full): domains
 */
void
roster_domain_rivals_free (RosterDomainRivals *self)
{
  g_hash_table_unref (self->looks);
  g_hash_table_unref (self->domains);
  g_free (self);
}

static Domain *
find_domain (RosterDomainRivals *self, const char *email)
{
  g_autofree char *address = roster_address_key (email);
  const char *at = strrchr (address, '@');
  Domain *domain = at != NULL ? g_hash_table_lookup (self->domains, at + 1) : NULL;
  GPtrArray *alike;

  if (domain != NULL || at == NULL || at[1] == '\0')
    return domain;

  domain = g_new0 (Domain, 1);
  domain->skeleton = roster_domain_look_skeleton (at + 1);
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
add (RosterDomainRivals *self, const char *email, guint weight)
{
  Domain *domain = find_domain (self, email);

  if (domain != NULL)
    domain->weight += weight;
}

/**
 * roster_domain_rivals_add:
 * @self: domains
 * @email: a valid address of a list
 */
void
roster_domain_rivals_add (RosterDomainRivals *self, const char *email)
{
  add (self, email, 1);
}

/**
 * roster_domain_rivals_add_table:
 * @self: domains
 * @table: members; of a large table some thousands, evenly spread, are looked at
 */
void
roster_domain_rivals_add_table (RosterDomainRivals *self, RosterMemberTable *table)
{
  const guint n_members = roster_member_table_get_n_members (table);
  const guint n = MIN (n_members, SAMPLE);

  for (guint i = 0; i < n; i++)
    {
      const guint row = (guint)((guint64)i * n_members / n);

      add (self, roster_member_table_get (table, row)->email, MEMBER_WEIGHT);
    }
}

gboolean
roster_domain_rivals_is_doubtful (RosterDomainRivals *self, const char *email)
{
  Domain *domain = find_domain (self, email);
  GPtrArray *alike = domain != NULL ? g_hash_table_lookup (self->looks, domain->skeleton) : NULL;

  for (guint i = 0; alike != NULL && i < alike->len; i++)
    {
      const Domain *other = g_ptr_array_index (alike, i);

      if (other != domain && other->weight >= domain->weight)
        return TRUE;
    }

  return FALSE;
}
