/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-organization.h"
#include "ui/list/roster-member-view.h"
#include "ui/widgets/roster-message-bar.h"

G_BEGIN_DECLS

/**
 * RosterExportScope:
 *
 * What is saved.
 */
typedef enum
{
  ROSTER_EXPORT_ALL,
  ROSTER_EXPORT_SHOWN,
  ROSTER_EXPORT_SELECTED,
} RosterExportScope;

/**
 * RosterExport:
 *
 * Saves members as a CSV file: asks where and which, writes, and says in a message bar how it went.
 * The folder is offered again the next time, also after a restart.
 *
 * Signal "ended" (gint n_members, guint milliseconds): a file was written; -1 where that failed.
 */
#define ROSTER_TYPE_EXPORT (roster_export_get_type ())
G_DECLARE_FINAL_TYPE (RosterExport, roster_export, ROSTER, EXPORT, GObject)

RosterExport *roster_export_new (RosterOrganization *organization,
                                 RosterMemberView *view,
                                 RosterMessageBar *bar,
                                 GSettings *settings);
void roster_export_set_file_id (RosterExport *self, const char *id);
void roster_export_ask (RosterExport *self);
void roster_export_save (RosterExport *self, GFile *file, RosterExportScope scope);
RosterExportScope roster_export_get_default_scope (RosterExport *self);

G_END_DECLS
