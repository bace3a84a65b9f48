/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/wire/roster-attempt.h"

G_BEGIN_DECLS

/* A private part of RosterAttempt. */
gboolean roster_verdict_reach (RosterAttempt *attempt,
                               const RosterRequest *request,
                               RosterSignature *signature,
                               SoupMessageHeaders *headers,
                               const RosterCredentials *credentials,
                               GBytes *body,
                               GError **error);

G_END_DECLS
