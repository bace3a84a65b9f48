/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two files of RosterMemberView share. */
#pragma once

#include "roster-member-arranger.h"
#include "roster-member-proxy.h"
#include "roster-member-view.h"

G_BEGIN_DECLS

struct _RosterMemberView
{
  GObject parent_instance;

  /* What is asked for. Owned. */
  RosterMemberArranger *wanted; /* (nullable) */
  RosterMemberField field;
  gboolean descending;
  RosterFilter filter;
  char *words;
  gint64 inactive_before; /* ms */

  /* What is shown. Owned. */
  RosterMemberArranger *arranger;       /* (nullable) */
  RosterMemberArrangement *arrangement; /* (nullable) */
  RosterBits *selected;                 /* (nullable) one bit a row of the table */
  guint counts[ROSTER_N_FILTERS];
  guint n_selected;   /* of those shown */
  GHashTable *places; /* position → RosterMemberProxy, not owned */

  /* Staging: what is out of sight follows in small steps. */
  guint n_announced;       /* how many items GTK knows of */
  GtkAdjustment *vertical; /* owned, (nullable): where the list is scrolled to; NULL: no staging */
  double row_height;       /* px; 0: not known yet */
  GArray *late;            /* owned, (element-type guint): positions that are out of date */
  guint step_id;

  gboolean running;          /* a job is in its thread */
  gboolean dirty;            /* what is asked for has changed since the last job began */
  guint selection_stamp;     /* counts the changes of the selection */
  guint selection_stamp_job; /* as it was when the job began */
};

void roster_member_view_selection_init (GtkSelectionModelInterface *iface);
void roster_member_view_update_n_selected (RosterMemberView *self);

/* roster-member-view-staging.c */
void roster_member_view_staging_announce (RosterMemberView *self);
void roster_member_view_staging_place (RosterMemberView *self, RosterMemberProxy *proxy);
void roster_member_view_staging_select (RosterMemberView *self, guint position, guint n_items);

static inline guint
roster_member_view_get_row (RosterMemberView *self, guint position)
{
  return self->arrangement->rows[position];
}

G_END_DECLS
