/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SIGINT (Ctrl+C), SIGTERM and SIGHUP. The first one asks a command that has something to finish to
 * stop; the next one, or the first where nothing has to be finished, ends the process at once by
 * that signal, whatever it waits for. Files that are not whole yet go with it. */

/* To be called once, before there are threads. A signal that is ignored stays ignored (nohup). */
void roster_cli_interrupt_init (void);

/* @stop is called with @user_data, in the main context, at the first signal; @last_words, one
 * translated line, is written to standard error where the next one ends the process. From
 * roster_cli_interrupt_stop_watching() on the first signal ends it again. One command watches at a
 * time; @user_data has to live until then. */
void roster_cli_interrupt_watch (GSourceOnceFunc stop, gpointer user_data, const char *last_words);
void roster_cli_interrupt_stop_watching (void);

/* A file to be removed where a signal ends the process. Returns: its number for
 * roster_cli_interrupt_keep_file(), which is to be called as soon as the file is whole or gone; -1
 * where there is no room for it. */
int roster_cli_interrupt_add_file (const char *path);
void roster_cli_interrupt_keep_file (int number);

G_END_DECLS
