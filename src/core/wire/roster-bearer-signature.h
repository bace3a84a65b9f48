/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/wire/roster-signature.h"

G_BEGIN_DECLS

/* Bearer tokens (RFC 6750): the token is the header, no answer proves anything, no clock is told.
 */
extern const RosterSignatureKind roster_bearer_signature;

G_END_DECLS
