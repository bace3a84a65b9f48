/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets the language of a program: the one its user asked for, from where the translations are
 * installed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void roster_locale_init (void);
char *roster_locale_dup_argument (const char *bytes);

G_END_DECLS
