/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recognizes a web page in place of an answer, as a network sends it that wants a sign-in first. */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

gboolean roster_answer_is_page (SoupMessage *message, const char *data, gsize length);

G_END_DECLS
