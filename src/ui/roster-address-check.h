/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster-address.h"

G_BEGIN_DECLS

void roster_address_check_async (const char *text,
                                 RosterMemberTable *table,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *roster_address_check_finish (GAsyncResult *result, GError **error);
char *roster_address_check_to_lines (GPtrArray *addresses);

G_END_DECLS
