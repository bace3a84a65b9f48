/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text that names a person where two people may have the same name. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each (nullable). g_free() */
char *roster_person_text (const char *label, const char *email, const char *id);

G_END_DECLS
