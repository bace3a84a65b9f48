/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks whether the organizations have been written to where settings are kept. GSettings does not
 * report this: a write that fails is a warning on the terminal, and the memory backend keeps
 * nothing. */
#pragma once

#include "core/organizations/roster-directory.h"

G_BEGIN_DECLS

gboolean roster_directory_check_saved (RosterDirectory *directory,
                                       gboolean may_be_in_memory,
                                       GError **error);

G_END_DECLS
