/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member-table.h"

G_BEGIN_DECLS

/**
 * RosterDomains:
 *
 * The domains of a list of addresses and of the members that it is compared with: how usual each
 * is, and which of them look like one another.
 */
typedef struct _RosterDomains RosterDomains;

/**
 * roster_domains_new:
 * @emails: (element-type utf8): the valid addresses of a list
 * @table: (nullable): members; of a large table some thousands, evenly spread, are looked at
 *
 * Returns: (transfer full): their domains
 */
RosterDomains *roster_domains_new (GPtrArray *emails, RosterMemberTable *table);

/** roster_domains_free: @self: (transfer full) (nullable) */
void roster_domains_free (RosterDomains *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDomains, roster_domains_free)

/**
 * roster_domains_is_unusual:
 * @self: domains
 * @email: an address of the list
 *
 * A domain is unusual where there are at least five members and fewer than a tenth of them have it;
 * with fewer members, where more than half of the list (of three and more) has another one.
 *
 * Returns: whether its domain is unusual; %FALSE where no domain is usual
 */
gboolean roster_domains_is_unusual (RosterDomains *self, const char *email);

/**
 * roster_domains_is_suspect:
 * @self: domains
 * @email: an address of the list
 *
 * Returns: whether its domain mixes writings, as no honest name does, or looks like another one
 *   that is at least as usual; what the members have counts more than what is only in the list
 */
gboolean roster_domains_is_suspect (RosterDomains *self, const char *email);

G_END_DECLS
