/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/recipients/roster-address.h"

G_BEGIN_DECLS

/**
 * RosterAddressCheck:
 * @people: who the text names, and what is left out of it
 * @addresses: (element-type RosterAddress): their addresses; a plan judges them
 *
 * A text of addresses, taken apart.
 */
typedef struct
{
  RosterPeople *people;
  GPtrArray *addresses;
} RosterAddressCheck;

void roster_address_check_free (RosterAddressCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterAddressCheck, roster_address_check_free)

void roster_address_check_async (const char *text,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
RosterAddressCheck *roster_address_check_finish (GAsyncResult *result, GError **error);
char *roster_address_check_to_lines (GPtrArray *addresses);

G_END_DECLS
