/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/plans/roster-plan.h"
#include "core/queue/roster-change-run.h"
#include "ui/changes/roster-address-check.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RosterInviteRows:
 *
 * The addresses of the invite dialog: which of them are sent, what is shown of each, and what is
 * left of them after a run.
 */
#define ROSTER_TYPE_INVITE_ROWS (roster_invite_rows_get_type ())
G_DECLARE_FINAL_TYPE (RosterInviteRows, roster_invite_rows, ROSTER, INVITE_ROWS, GObject)

RosterInviteRows *roster_invite_rows_new (void);

/** roster_invite_rows_set_check: takes @check: what the text holds now
 * @plan: an invitation for each of its addresses, prepared */
void
roster_invite_rows_set_check (RosterInviteRows *self, RosterAddressCheck *check, RosterPlan *plan);

/** roster_invite_rows_get_plan: (nullable): what is sent */
RosterPlan *roster_invite_rows_get_plan (RosterInviteRows *self);

/** roster_invite_rows_set_resend: whether those go again whose invitation may have been sent */
void roster_invite_rows_set_resend (RosterInviteRows *self, gboolean resend);

/** roster_invite_rows_set_look_alikes: whether those go whose domain only looks like another */
void roster_invite_rows_set_look_alikes (RosterInviteRows *self, gboolean look_alikes);

/** roster_invite_rows_accept_unusual: leaves it unsaid where a domain is not the usual one */
void roster_invite_rows_accept_unusual (RosterInviteRows *self);

guint roster_invite_rows_get_n (RosterInviteRows *self);
guint roster_invite_rows_get_n_sendable (RosterInviteRows *self);
guint roster_invite_rows_get_n_doubtful (RosterInviteRows *self);
guint roster_invite_rows_get_n_look_alikes (RosterInviteRows *self);

/** roster_invite_rows_dup_look_alikes: (transfer full): their addresses, to see whether they change
 */
char *roster_invite_rows_dup_look_alikes (RosterInviteRows *self);

/** roster_invite_rows_get_problem: (nullable): why nothing of the text can be used, a sentence */
const char *roster_invite_rows_get_problem (RosterInviteRows *self);

/** roster_invite_rows_describe_left_out: (transfer full) (nullable): the columns, a sentence */
char *roster_invite_rows_describe_left_out (RosterInviteRows *self);

/** roster_invite_rows_list_items: (transfer full): a RosterChangeItem for each, made when shown */
GListModel *roster_invite_rows_list_items (RosterInviteRows *self);

/** roster_invite_rows_settle: (transfer full): what is left of the text after a run */
char *roster_invite_rows_settle (RosterInviteRows *self, RosterChangeRun *run);

G_END_DECLS
