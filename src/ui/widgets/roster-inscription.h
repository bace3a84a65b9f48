/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inscriptions that the cells of all lists are made of. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_inscription_set_text (GtkInscription *inscription, const char *text);
void roster_inscription_set_spoken (GtkInscription *inscription, const char *spoken);
const char *roster_inscription_get_spoken (GtkInscription *inscription);

G_END_DECLS
