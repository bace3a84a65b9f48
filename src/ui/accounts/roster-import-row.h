/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One organization of a file, in the review of an import. */
#pragma once

#include <gtk/gtk.h>

#include "core/config/roster-config-file.h"

G_BEGIN_DECLS

GtkWidget *roster_import_row_new (const RosterConfigOrganization *organization,
                                  gboolean is_known,
                                  const char *other_name);
void roster_import_row_set_note (GtkWidget *row, const char *kind, const char *text);

G_END_DECLS
