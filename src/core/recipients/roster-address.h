/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/base/roster-address-key.h"
#include "core/members/roster-member-table.h"
#include "core/recipients/roster-people.h"

G_BEGIN_DECLS

/**
 * RosterAddressVerdict:
 * @ROSTER_ADDRESS_GOOD: nothing stands against it
 * @ROSTER_ADDRESS_UNUSUAL_DOMAIN: it may be sent, but its domain is not that of the members, or of
 *   the other addresses
 * @ROSTER_ADDRESS_SUSPECT_DOMAIN: it may be sent, but its domain mixes scripts, or only looks like
 *   a usual one
 * @ROSTER_ADDRESS_NOT_AN_ADDRESS: it is not of the form x@y.z
 * @ROSTER_ADDRESS_TWICE: it stands further up in the list already
 * @ROSTER_ADDRESS_ALREADY_MEMBER: somebody with this address is a member
 *
 * What stands against an address. Of several, the first of these is said: not an address, already a
 * member, twice, suspect domain, unusual domain.
 */
typedef enum
{
  ROSTER_ADDRESS_GOOD,
  ROSTER_ADDRESS_UNUSUAL_DOMAIN,
  ROSTER_ADDRESS_SUSPECT_DOMAIN,
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

RosterAddress *roster_address_new_for_person (const RosterPerson *person);
const char *roster_address_get_email (RosterAddress *self);
const char *roster_address_get_name (RosterAddress *self);
const char *roster_address_get_role (RosterAddress *self);
RosterAddressVerdict roster_address_get_verdict (RosterAddress *self);
gboolean roster_address_is_sendable (RosterAddress *self);
char *roster_address_describe_verdict (RosterAddress *self);
char *roster_address_to_text (RosterAddress *self);

void roster_address_judge_list (GPtrArray *addresses, RosterMemberTable *table);
GPtrArray *roster_address_judge_people (RosterPeople *people, RosterMemberTable *table);

G_END_DECLS
