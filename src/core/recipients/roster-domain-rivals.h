/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member-table.h"

G_BEGIN_DECLS

/**
 * RosterDomainRivals:
 *
 * Domains of email addresses that look like one another, and how much speaks for each: what the
 * members have counts more than what is only in a list.
 */
typedef struct _RosterDomainRivals RosterDomainRivals;

RosterDomainRivals *roster_domain_rivals_new (void);
void roster_domain_rivals_free (RosterDomainRivals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDomainRivals, roster_domain_rivals_free)

void roster_domain_rivals_add (RosterDomainRivals *self, const char *email);
void roster_domain_rivals_add_table (RosterDomainRivals *self, RosterMemberTable *table);

/**
 * roster_domain_rivals_is_doubtful:
 * @self: domains
 * @email: an address that was added
 *
 * Returns: whether another domain looks like that of @email and no less speaks for it
 */
gboolean roster_domain_rivals_is_doubtful (RosterDomainRivals *self, const char *email);

G_END_DECLS
