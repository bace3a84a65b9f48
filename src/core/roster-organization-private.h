/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of RosterOrganization share: roster-organization.c keeps what is known,
 * roster-organization-reading.c asks for it. */
#pragma once

#include "roster-member-loader.h"
#include "roster-organization.h"

G_BEGIN_DECLS

struct _RosterOrganization
{
  GObject parent_instance;

  char *name;
  char *id;
  char *color;
  gboolean read_only;
  RosterMemberLoader *loader;

  RosterOrganizationState state;
  RosterOrganizationState state_before; /* the running read: what a cancelled one goes back to */
  GError *error;                        /* (nullable) of the last read that ended */
  RosterMemberTable *table;             /* (nullable) */
  gint64 read_at;                       /* unix milliseconds */
};

G_END_DECLS
