/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds where a spreadsheet would see a formula in the text of a cell: at its start, and after
 * every character that some program or locale takes for the end of a cell. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *roster_csv_guard_find (const char *text, gboolean is_start);
gboolean roster_csv_guard_is_leading (const char *text);

G_END_DECLS
