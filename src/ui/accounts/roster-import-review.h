/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/config/roster-config-file.h"
#include "core/organizations/roster-directory.h"

G_BEGIN_DECLS

/**
 * RosterImportReview:
 *
 * What was found in a threatstack.cfg, before any of it is kept, and what it means for what Roster
 * has. The endpoint can be changed, a key that is not in the file be given, and both be tried.
 *
 * Signal "tested" (guint n_read, GError error: nullable): how many lists were read, and where it
 * was not all of them: why.
 */
#define ROSTER_TYPE_IMPORT_REVIEW (roster_import_review_get_type ())
G_DECLARE_FINAL_TYPE (RosterImportReview, roster_import_review, ROSTER, IMPORT_REVIEW, GtkWidget)

void roster_import_review_show (RosterImportReview *self,
                                const char *path,
                                const RosterConfigFile *config,
                                RosterDirectory *directory);
void roster_import_review_focus_endpoint (RosterImportReview *self);
char *roster_import_review_dup_endpoint (RosterImportReview *self);
char *roster_import_review_describe_error (RosterImportReview *self, const GError *error);
SecretValue *roster_import_review_dup_key (RosterImportReview *self);
RosterAccount *roster_import_review_get_offered (RosterImportReview *self);
gboolean roster_import_review_get_rename (RosterImportReview *self);

void roster_import_review_start_test (RosterImportReview *self, SecretValue *key);
void roster_import_review_stop_test (RosterImportReview *self);

G_END_DECLS
