/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** ROSTER_CSV_NAME_ALL: what the scripts' file names say of whom is in the file */
#define ROSTER_CSV_NAME_ALL "All"

char *roster_csv_name_suggest (const char *organization_name,
                               const char *organization_id,
                               const char *whom,
                               GDateTime *time);
gboolean roster_csv_name_is_same (const char *organization_name, const char *other_name);

G_END_DECLS
