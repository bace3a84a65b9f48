/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @line, one line of what somebody else says, with “[…]” in the place of everything that is or
 * looks like a credential: @secret (nullable) itself, the value of an Authorization header, what
 * follows “Bearer” or “token”, what is called a key or a password, and long runs of letters and
 * digits that are no words. Rather too much goes than too little. Returns: (transfer full): valid
 * UTF-8 */
char *roster_redaction_apply (const char *line, const char *secret);

G_END_DECLS
