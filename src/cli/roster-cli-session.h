/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/roster-cli-options.h"
#include "core/organizations/roster-directory.h"
#include "core/queue/roster-change-queue.h"

G_BEGIN_DECLS

/**
 * RosterCliSession:
 *
 * The organizations that a command can act on, and where they and their keys come from: a
 * threatstack.cfg, the environment, the demo service, or the window's settings and keyring.
 */
typedef struct _RosterCliSession RosterCliSession;

RosterCliSession *
roster_cli_session_open (const RosterCliOptions *options, SecretValue *key, GError **error);
void roster_cli_session_free (RosterCliSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterCliSession, roster_cli_session_free)

RosterDirectory *roster_cli_session_get_directory (RosterCliSession *self);
RosterChangeQueue *roster_cli_session_get_queue (RosterCliSession *self);
/* (element-type RosterOrganization), each with its key. */
GPtrArray *
roster_cli_session_pick (RosterCliSession *self, const RosterCliOptions *options, GError **error);

G_END_DECLS
