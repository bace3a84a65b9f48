/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** ROSTER_TEXT_DISPLAY_MAX: characters that roster_text_display() shows before it says “…”. */
#define ROSTER_TEXT_DISPLAY_MAX 500

char *roster_text_display (const char *text);
char *roster_text_display_lines (const char *text);
char *roster_text_dup_sentence (const char *text);
char *roster_text_host (const char *url);

G_END_DECLS
