/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/wire/roster-http-request.h"

G_BEGIN_DECLS

/* A private part of RosterHttpRequest. */
gboolean roster_answer_check_run (RosterHttpRequest *attempt,
                                  const RosterRequest *request,
                                  RosterSignature *signature,
                                  SoupMessageHeaders *headers,
                                  const RosterCredentials *credentials,
                                  GBytes *body,
                                  GError **error);

G_END_DECLS
