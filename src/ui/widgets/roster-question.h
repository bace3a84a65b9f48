/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_question_wrap_answers (GtkDialog *dialog);

G_END_DECLS
