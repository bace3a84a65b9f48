/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void bench_page_append_member (GString *text, guint number);
GString *bench_page_new (guint n_members);
GString *bench_page_new_part (guint first, guint n_members, const char *token);

G_END_DECLS
