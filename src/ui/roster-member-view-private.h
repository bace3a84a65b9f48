/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of RosterMemberView share. */
#pragma once

#include "roster-member-arranger.h"
#include "roster-member-changes.h"
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
  RosterMemberChanges *changes;         /* (nullable) between the last table and this one */
  guint mark_id;                        /* takes their marks away */
  guint counts[ROSTER_N_FILTERS];
  guint n_selected;   /* of those shown */
  GHashTable *places; /* position → RosterMemberProxy, not owned */

  /* Staging: what is out of sight follows in small steps. */
  guint n_announced;       /* how many items GTK knows of */
  GtkAdjustment *vertical; /* owned, (nullable): where the list is scrolled to; NULL: no staging */
  double row_height;       /* px; 0: not known yet */
  GArray *late;            /* owned, (element-type guint): positions that are out of date */
  guint step_id;

  guint start_id;            /* starts a job */
  gboolean running;          /* a job is in its thread */
  gboolean applying;         /* its answer is being shown */
  gboolean dirty;            /* what is asked for has changed since the last job began */
  gboolean is_new;           /* the table, or who is inactive in it, and not shown yet */
  guint selection_stamp;     /* counts the changes of the selection */
  guint selection_stamp_job; /* as it was when the job began */
};

void roster_member_view_selection_init (GtkSelectionModelInterface *iface);
void roster_member_view_update_n_selected (RosterMemberView *self);

/* roster-member-view-staging.c */
void roster_member_view_staging_announce (RosterMemberView *self);
void roster_member_view_staging_refresh (RosterMemberView *self);
void roster_member_view_staging_place (RosterMemberView *self, RosterMemberProxy *proxy);
void roster_member_view_staging_select (RosterMemberView *self, guint position, guint n_items);

/* Somebody in sight, and where: kept through a refresh. */
typedef struct
{
  char *id;      /* owned, (nullable): nobody is kept, the list is at its top */
  double offset; /* px: of their row from the top of what is seen */
} RosterMemberAnchor;

/* roster-member-view-refresh.c */
void roster_member_view_hold_anchor (RosterMemberView *self,
                                     RosterMemberTable *next,
                                     RosterMemberAnchor *anchor);
void roster_member_view_set_changes (RosterMemberView *self, RosterMemberChanges *changes);
void roster_member_view_restore_anchor (RosterMemberView *self, RosterMemberAnchor *anchor);
RosterMemberMark roster_member_view_get_mark (RosterMemberView *self, guint row);

static inline guint
roster_member_view_get_row (RosterMemberView *self, guint position)
{
  return self->arrangement->rows[position];
}

G_END_DECLS
