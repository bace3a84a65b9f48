/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/members/roster-member-table.h"

G_BEGIN_DECLS

/**
 * RosterDomainCount:
 *
 * How often the domains of email addresses occur, and which of them are usual. Ignores case.
 */
typedef struct _RosterDomainCount RosterDomainCount;

RosterDomainCount *roster_domain_count_new (void);
void roster_domain_count_free (RosterDomainCount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDomainCount, roster_domain_count_free)

void roster_domain_count_add (RosterDomainCount *self, const char *email);
void roster_domain_count_add_table (RosterDomainCount *self, RosterMemberTable *table);
guint roster_domain_count_get_total (RosterDomainCount *self);
gboolean roster_domain_count_keep (RosterDomainCount *self, guint percent);
gboolean roster_domain_count_has (RosterDomainCount *self, const char *email);

G_END_DECLS
