/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that serves until it is ended: roster-demo, and what the tests make of it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Prints hello as a line, then runs the main loop until SIGINT or SIGTERM comes, or, with
 * until_eof, the standard input ends. It can be ended from the moment on in which the line is out.
 */
void roster_demo_loop_run (const char *hello, gboolean until_eof);

G_END_DECLS
