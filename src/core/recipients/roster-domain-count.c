/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which domains are usual among email addresses. */

#include "core/recipients/roster-domain-count.h"

#include <string.h>

#include "core/base/roster-address-key.h"

/* So many members, evenly spread over the table, say as much as all of them, and in time for the
 * next keystroke. */
#define SAMPLE 4096

struct _RosterDomainCount
{
  GHashTable *counts; /* owned: domain as in the key of an address → number */
  guint total;
};

static char *
fold_domain (const char *email)
{
  g_autofree char *key = roster_address_key (email);
  const char *at = strrchr (key, '@');

  return at == NULL || at[1] == '\0' ? NULL : g_strdup (at + 1);
}

/**
 * roster_domain_count_new:
 *
 * Returns: (transfer full): a count of nothing
 */
RosterDomainCount *
roster_domain_count_new (void)
{
  RosterDomainCount *self = g_new0 (RosterDomainCount, 1);

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * roster_domain_count_free:
 * @self: (nullable): a count
 */
void
roster_domain_count_free (RosterDomainCount *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->counts);
  g_free (self);
}

/**
 * roster_domain_count_add:
 * @self: a count
 * @email: an address; without a domain it does not count
 */
void
roster_domain_count_add (RosterDomainCount *self, const char *email)
{
  g_autofree char *domain = fold_domain (email);
  guint n;

  if (domain == NULL)
    return;

  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, domain));
  g_hash_table_replace (self->counts, g_steal_pointer (&domain), GUINT_TO_POINTER (n + 1));
  self->total++;
}

/**
 * roster_domain_count_add_table:
 * @self: a count
 * @table: members; of a large table some thousands, evenly spread, are looked at
 */
void
roster_domain_count_add_table (RosterDomainCount *self, RosterMemberTable *table)
{
  guint n_members = roster_member_table_get_n_members (table);
  guint n = MIN (n_members, SAMPLE);

  for (guint i = 0; i < n; i++)
    {
      guint row = (guint)((guint64)i * n_members / n);

      roster_domain_count_add (self, roster_member_table_get (table, row)->email);
    }
}

/**
 * roster_domain_count_get_total:
 * @self: a count
 *
 * Returns: how many addresses have been counted
 */
guint
roster_domain_count_get_total (RosterDomainCount *self)
{
  return self->total;
}

static gboolean
is_rare (gpointer domain, gpointer count, gpointer user_data)
{
  return GPOINTER_TO_UINT (count) < GPOINTER_TO_UINT (user_data);
}

/**
 * roster_domain_count_keep:
 * @self: a count
 * @percent: how much of all is usual
 *
 * Forgets the domains that fewer than @percent of the addresses have.
 *
 * Returns: whether any is left
 */
gboolean
roster_domain_count_keep (RosterDomainCount *self, guint percent)
{
  guint least = (guint)(((guint64)self->total * percent + 99) / 100);

  g_hash_table_foreach_remove (self->counts, is_rare, GUINT_TO_POINTER (MAX (least, 1)));

  return g_hash_table_size (self->counts) > 0;
}

/**
 * roster_domain_count_has:
 * @self: a count
 * @email: an address
 *
 * Returns: whether its domain is among those counted and kept
 */
gboolean
roster_domain_count_has (RosterDomainCount *self, const char *email)
{
  g_autofree char *domain = fold_domain (email);

  return domain != NULL && g_hash_table_contains (self->counts, domain);
}
