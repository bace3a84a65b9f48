/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean roster_domain_look_is_mixed (const char *domain);
char *roster_domain_look_skeleton (const char *domain);

G_END_DECLS
