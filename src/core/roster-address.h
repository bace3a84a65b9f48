/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "roster-member-table.h"

G_BEGIN_DECLS

typedef enum
{
  ROSTER_ADDRESS_GOOD,
  ROSTER_ADDRESS_UNUSUAL_DOMAIN, /* may be sent: differs from the domain of the other addresses or
                                    of the members */
  ROSTER_ADDRESS_NOT_AN_ADDRESS,
  ROSTER_ADDRESS_TWICE,
  ROSTER_ADDRESS_ALREADY_MEMBER,
} RosterAddressVerdict;

/**
 * RosterAddress:
 *
 * One address of a list that somebody typed, pasted or dropped, with what stands against it.
 */
#define ROSTER_TYPE_ADDRESS (roster_address_get_type ())
G_DECLARE_FINAL_TYPE (RosterAddress, roster_address, ROSTER, ADDRESS, GObject)

const char *roster_address_get_email (RosterAddress *self); /* trimmed, else as typed */
const char *roster_address_get_name (RosterAddress *self);  /* (nullable): of `Name <a@b.c>` */
RosterAddressVerdict roster_address_get_verdict (RosterAddress *self);
gboolean roster_address_is_sendable (RosterAddress *self);
char *roster_address_describe_verdict (
    RosterAddress *self); /* one translated sentence, NULL for a good one */

/* Takes any text apart: commas, semicolons, spaces, tabs and new lines separate; `Name <a@b.c>`,
 * `"Last, First" <a@b.c>`, mailto: and the cells of a CSV (a header or other columns beside the
 * addresses are passed over) are understood. table: (nullable). Bounded: G_MAXUINT16 addresses.
 * Returns: (element-type RosterAddress). */
GPtrArray *roster_address_parse_list (const char *text, RosterMemberTable *table);
gboolean roster_address_is_valid (const char *email);

G_END_DECLS
