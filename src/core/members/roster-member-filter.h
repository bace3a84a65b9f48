/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member.h"

G_BEGIN_DECLS

/**
 * RosterFilter:
 *
 * The quick filters of the list.
 */
typedef enum
{
  ROSTER_FILTER_ALL,
  ROSTER_FILTER_OWNERS,
  ROSTER_FILTER_NO_MFA,
  ROSTER_FILTER_NEVER_SIGNED_IN,
  ROSTER_FILTER_INACTIVE,
  ROSTER_FILTER_DISABLED,
  ROSTER_FILTER_NO_SSO,
} RosterFilter;

#define ROSTER_N_FILTERS (ROSTER_FILTER_NO_SSO + 1)

/**
 * RosterFilterInfo:
 * @id: as it is called in the settings
 * @title: in English, to be translated
 * @tip: (nullable): whom it shows, in English, to be translated; %NULL where that depends on a
 * setting
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *tip;
} RosterFilterInfo;

/* Never NULL. */
const RosterFilterInfo *roster_filter_get_info (RosterFilter filter);
/* FALSE where no filter has this id; filter is left alone then. */
gboolean roster_filter_from_id (const char *id, RosterFilter *filter);

/* inactive_before: milliseconds since the epoch; ROSTER_NEVER counts as inactive. */
gboolean
roster_member_matches (const RosterMember *member, RosterFilter filter, gint64 inactive_before);

G_END_DECLS
