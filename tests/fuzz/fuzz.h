/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the fuzz targets share. An input fails where anything crashes, a sanitizer speaks, GLib logs
 * a warning or a g_assert() does not hold. */

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* The input up to its first zero byte, in a block of its own that is no longer than the text. */
char *fuzz_dup_text (const guint8 *data, size_t size);
