/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/wire/roster-http-result.h"
#include "core/wire/roster-request.h"
#include "core/wire/roster-signature.h"

G_BEGIN_DECLS

/* What an answer means that was read to its end. */
gboolean roster_answer_check_run (RosterHttpResult *result,
                                  const RosterRequest *request,
                                  RosterSignature *signature,
                                  SoupMessageHeaders *headers,
                                  const RosterCredentials *credentials,
                                  GBytes *body,
                                  GError **error);

G_END_DECLS
