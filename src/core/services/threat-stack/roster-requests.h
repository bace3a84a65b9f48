/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/wire/roster-request.h"

G_BEGIN_DECLS

/* The builders of requests, one for each endpoint of threat-stack/README.md. Pure. */

RosterRequest *
roster_request_list_members (const char *endpoint, gboolean enabled_only, const char *token);
RosterRequest *
roster_request_add_member (const char *endpoint, const char *user_id, const char *role);
/* NULL where no path can name the member: "", "." and "..". */
RosterRequest *roster_request_remove_member (const char *endpoint, const char *user_id);
RosterRequest *roster_request_invite (const char *endpoint,
                                      const char *email,
                                      const char *role,
                                      gboolean with_put);
RosterRequest *roster_request_self_test (const char *endpoint);

G_END_DECLS
