/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster-directory.h"

G_BEGIN_DECLS

RosterOrganization *
roster_directory_search (RosterDirectory *self, const char *name, GError **error);

G_END_DECLS
