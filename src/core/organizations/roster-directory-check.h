/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/organizations/roster-directory.h"

G_BEGIN_DECLS

gboolean roster_directory_check_saved (RosterDirectory *directory,
                                       gboolean may_be_in_memory,
                                       GError **error);

G_END_DECLS
