/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member-table.h"
#include "core/services/roster-service.h"
#include "core/wire/roster-progress-reporter.h"
#include "core/wire/roster-retry-policy.h"

G_BEGIN_DECLS

/**
 * RosterMemberDownload:
 *
 * All pages of one list, one after the other over one connection, for the thread that reads them.
 * It either fills a table or hands each member to a function.
 */
typedef struct _RosterMemberDownload RosterMemberDownload;

RosterMemberDownload *roster_member_download_new_table (const RosterService *service,
                                                        const RosterServiceContext *context,
                                                        RosterListScope scope,
                                                        guint max_members);
RosterMemberDownload *roster_member_download_new_stream (const RosterService *service,
                                                         const RosterServiceContext *context,
                                                         RosterListScope scope,
                                                         RosterMemberFunc func,
                                                         gpointer func_data);
void roster_member_download_free (RosterMemberDownload *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMemberDownload, roster_member_download_free)

gboolean roster_member_download_run (RosterRetryPolicy *policy,
                                     RosterProgressReporter *progress,
                                     gpointer download,
                                     GError **error);
RosterMemberTable *roster_member_download_steal_table (RosterMemberDownload *self);
guint roster_member_download_get_learnt (RosterMemberDownload *self);

G_END_DECLS
