/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps a process that holds a key from exposing it: in a core dump, to a debugger, through
 * /proc/PID/mem or /proc/PID/environ, or to its children. */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

SecretValue *roster_process_protect (void);

G_END_DECLS
