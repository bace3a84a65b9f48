/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/wire/roster-signature.h"

G_BEGIN_DECLS

/* Hawk (https://github.com/mozilla/hawk): the key is never sent, an answer can be signed too. */
extern const RosterSignatureKind roster_hawk_signature;

G_END_DECLS
