/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes behind a text that may be looked at, and do not matter. */
#define ROSTER_TEXT_FIND_ROOM 16

const char *roster_text_find (const char *text, const char *end, const char *word, gsize length);

G_END_DECLS
