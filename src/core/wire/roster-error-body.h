/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The text of an error body (JSON `errors`, plain text, HTML without its tags), one line, at most
 * 300 characters. What is or looks like a credential is taken out (roster_redaction_apply());
 * secret: (nullable): the one that the service was sent. */
char *roster_error_body_dup_text (GBytes *body, const char *secret);

G_END_DECLS
