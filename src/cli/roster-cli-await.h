/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* For the asynchronous calls of core: give roster_cli_take_result as callback and the address of a
 * NULL GAsyncResult * as its data, then roster_cli_await() runs the main context until the answer
 * is there. */
void roster_cli_take_result (GObject *source, GAsyncResult *result, gpointer slot);
GAsyncResult *roster_cli_await (GAsyncResult **slot);

G_END_DECLS
