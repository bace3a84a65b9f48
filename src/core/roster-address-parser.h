/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes a text apart into addresses, as roster_address_parse_list() says, without judging them
 * against each other. Returns: (transfer full) (element-type RosterAddress). */
GPtrArray *roster_address_parser_run (const char *text);
gboolean roster_address_parser_is_blank (gunichar c);

G_END_DECLS
