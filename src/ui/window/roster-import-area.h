/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/organizations/roster-directory.h"
#include "ui/widgets/roster-message-bar.h"

G_BEGIN_DECLS

/**
 * RosterImportArea:
 *
 * The content of a window that imports a threatstack.cfg which is dropped on it. A hint covers it
 * while a file is held over the window; for everything else that is dropped, a message says why it
 * is not imported.
 */
#define ROSTER_TYPE_IMPORT_AREA (roster_import_area_get_type ())
G_DECLARE_FINAL_TYPE (RosterImportArea, roster_import_area, ROSTER, IMPORT_AREA, GtkWidget)

GtkWidget *roster_import_area_new (GtkWindow *window,
                                   GtkWidget *content,
                                   RosterMessageBar *bar,
                                   RosterDirectory *directory,
                                   gboolean demo);
void roster_import_area_import (RosterImportArea *self, GFile *const *files, guint n_files);

G_END_DECLS
