/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NodeProgram:
 *
 * A program of tests/interop that runs in node beside the test, with Hawk's reference
 * implementation as Debian's node-hawk installs it.
 */
typedef struct _NodeProgram NodeProgram;

gboolean node_program_is_installed (void);
NodeProgram *node_program_start (const char *name, const char *argument);
const char *node_program_get_line (NodeProgram *self);
void node_program_stop (NodeProgram *self);

G_END_DECLS
