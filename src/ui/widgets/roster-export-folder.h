/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Remembers in the settings the folder that a list was last saved in. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void roster_export_folder_keep (GSettings *settings, GFile *file);
void roster_export_folder_find_async (GSettings *settings,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GFile *roster_export_folder_find_finish (GAsyncResult *result);

G_END_DECLS
