/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "roster-config-file.h"
#include "roster-directory.h"

G_BEGIN_DECLS

/**
 * RosterImportReview:
 *
 * What was found in a threatstack.cfg, before any of it is kept. The endpoint can be changed, and a
 * key that is not in the file be given.
 */
#define ROSTER_TYPE_IMPORT_REVIEW (roster_import_review_get_type ())
G_DECLARE_FINAL_TYPE (RosterImportReview, roster_import_review, ROSTER, IMPORT_REVIEW, GtkWidget)

void roster_import_review_show (RosterImportReview *self,
                                const char *path,
                                const RosterConfigFile *config,
                                RosterDirectory *directory);
char *roster_import_review_dup_endpoint (RosterImportReview *self);
SecretValue *roster_import_review_dup_key (RosterImportReview *self);

G_END_DECLS
