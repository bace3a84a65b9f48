/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/members/roster-member.h"

G_BEGIN_DECLS

/** ROSTER_CSV_HEADER: the first line, without its end (threat-stack/README.md, "The official
 * scripts"). */
#define ROSTER_CSV_HEADER                                                                          \
  "role,ssoEnabled,displayName,userEnabled,lastAuthenticatedAt,mfaEnabled,id,email"

typedef enum
{
  ROSTER_CSV_DEFAULT = 0,
  ROSTER_CSV_RAW = 1 << 0,      /* no guard against spreadsheet formulas */
  ROSTER_CSV_KEEP_OLD = 1 << 1, /* of a file: one that is there is not replaced */
  ROSTER_CSV_VISIBLE = 1 << 2,  /* of a file: what steers a terminal is made visible */
} RosterCsvFlags;

void roster_csv_append_cell (GString *text, const char *cell, RosterCsvFlags flags);
void roster_csv_append_header (GString *text);
void roster_csv_append_member (GString *text, const RosterMember *member, RosterCsvFlags flags);

G_END_DECLS
