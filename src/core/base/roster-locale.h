/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void roster_locale_init (void);
char *roster_locale_dup_argument (const char *bytes);

G_END_DECLS
