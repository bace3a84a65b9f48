/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** ROSTER_TEXT_FILE_MAX: bytes of a text file that is read as a whole. */
#define ROSTER_TEXT_FILE_MAX (1024 * 1024)

void roster_text_file_read_async (GFile *file,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
char *roster_text_file_read_finish (GFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
