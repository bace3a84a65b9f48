/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-capabilities.h"
#include "core/members/roster-role-table.h"
#include "core/services/roster-list-shape.h"
#include "core/wire/roster-request.h"
#include "core/wire/roster-signature.h"

G_BEGIN_DECLS

/**
 * RosterService:
 * @name: how settings and the command line call it
 * @label: how people call it; a name, so not translated
 * @endpoint: (nullable): where it is when nobody says otherwise
 * @capabilities: what it tells and can do
 * @roles: its roles
 * @signature: how its requests are signed
 * @list: how its list of members is read
 * @answers: (nullable): what its answers mean beyond HTTP
 * @build_self_test: (nullable): a call that only tries the account; %NULL where the first page of
 *   the list does
 * @build_invite: invites somebody, or makes an account where that is what the service does
 * @build_add: (nullable): adds somebody who has an account elsewhere
 * @build_remove: takes a member's access
 * @build_recall: (nullable): takes an invitation back
 * @build_change_role: (nullable): gives a member another role
 * @build_set_enabled: (nullable): disables an account, or enables it again
 * @build_lookup: (nullable): asks for somebody by address
 *
 * How one kind of API is spoken: static data and pure functions. Each is in a folder of its own;
 * outside of it nobody knows which services there are but roster-services.c.
 *
 * A builder that is %NULL is of something that the service cannot do. The others return %NULL, too,
 * where no call can name what they are about: an id that no path can hold.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *endpoint;
  RosterCapabilities capabilities;
  RosterRoleTable roles;

  const RosterSignatureKind *signature;
  const RosterListShape *list;
  const RosterAnswerRules *answers;

  RosterRequest *(*build_self_test) (const RosterServiceContext *context);
  RosterRequest *(*build_invite) (const RosterServiceContext *context,
                                  const char *email,
                                  const char *role);
  RosterRequest *(*build_add) (const RosterServiceContext *context,
                               const char *user_id,
                               const char *role);
  RosterRequest *(*build_remove) (const RosterServiceContext *context, const char *user_id);
  RosterRequest *(*build_recall) (const RosterServiceContext *context, const char *invitation_id);
  RosterRequest *(*build_change_role) (const RosterServiceContext *context,
                                       const char *user_id,
                                       const char *role);
  RosterRequest *(*build_set_enabled) (const RosterServiceContext *context,
                                       const char *user_id,
                                       gboolean enabled);
  RosterRequest *(*build_lookup) (const RosterServiceContext *context, const char *email);
} RosterService;

G_END_DECLS
