/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member-sorter.h"
#include "core/organizations/roster-organization.h"

G_BEGIN_DECLS

/**
 * RosterFindGroup:
 * @organization: where they were found
 * @table: the list in which they were found
 * @n_found: how many were found
 * @rows: (element-type guint32): the first of them, by name
 *
 * Those of one organization whom a search finds.
 */
typedef struct
{
  RosterOrganization *organization;
  RosterMemberTable *table;
  guint n_found;
  GArray *rows;
} RosterFindGroup;

/**
 * RosterFindJob:
 * @words: what to look for
 * @sources: private
 * @groups: (element-type RosterFindGroup): the answer, once the job has run: organizations in which
 *   somebody was found
 *
 * One search through several lists, which may run in a thread. It finds what the search of a tab
 * finds, by the same preparation of the lists.
 */
typedef struct
{
  char *words;
  GPtrArray *sources;
  GPtrArray *groups;
} RosterFindJob;

RosterFindJob *roster_find_job_new (const char *words);
void roster_find_job_free (RosterFindJob *self);
void roster_find_job_add (RosterFindJob *self, RosterOrganization *organization);
void roster_find_job_run (RosterFindJob *self);

G_END_DECLS
