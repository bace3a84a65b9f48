/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions and failures in a GtkMessageDialog over a window. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkDialog *roster_question_new (GtkWindow *parent, const char *title, const char *text);
void roster_question_ask (GtkDialog *question);
void roster_question_show_failure (GtkWindow *parent, const char *what, const char *why);

G_END_DECLS
